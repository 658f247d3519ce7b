"""Measures how fast the site starts, answers and builds: `python3 -m nox -s bench`. Prints tables, and writes JSON.

Ends with a status that is not zero, and a line for each bound that is exceeded, when all is measured and written.
"""

import argparse
import json
import os
import sys
import tempfile
import venv
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, sync_playwright

from scripts.bench import demo, figures, keystroke, outcome, reading, start, stepping, suite
from scripts.bench.bounds import SLOW_LINE, THIS_MACHINE, Bounded, exceeded
from scripts.bench.build import build_times
from scripts.bench.keystroke import Latency
from scripts.bench.outcome import Outcome
from scripts.bench.pages_server import FAST, SLOW, serving_pages
from scripts.bench.start import Start, add_start_pages
from tests.browser.chromium import MISSING, find_chromium, needs_no_sandbox
from tests.browser.server import serving
from tests.sites.building import ROOT, build_site

RESULTS = ROOT / "build" / "bench.json"
IN_A_BROWSER = ("keystroke", "figures", "start", "reading", "demo")
MEASURES = (*IN_A_BROWSER, "stepping", "build")
WHEN_NAMED = ("suite",)
"""Those that take half an hour."""
LINES = {THIS_MACHINE: FAST, SLOW_LINE: SLOW}


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    # Python 3.11 compares a default with the choices as a whole, so there is none, and the empty list is one of them.
    parser.add_argument(
        "measures",
        nargs="*",
        choices=[*MEASURES, *WHEN_NAMED, []],
        metavar="MEASURE",
        help=f"of {', '.join(MEASURES)}; else all of these. {', '.join(WHEN_NAMED)} runs README's test command twice "
        "in a new clone, which takes half an hour, so it is measured only where it is named",
    )
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the figures (default: %(default)s)")
    options = parser.parse_args()
    sys.exit(tell(_outcomes(options.measures or MEASURES), options.json))


def tell(outcomes: Iterator[Outcome], file: Path) -> str | None:
    """Print the table of each measure, write all figures into a file, and return a line for each exceeded bound."""
    measured: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "load_before": os.getloadavg()}}
    bounded: list[Bounded] = []
    for each in outcomes:
        sys.stdout.write(each.table)
        sys.stdout.flush()
        measured[each.key] = each.figures
        bounded += each.bounded
    measured["machine"]["load_after"] = os.getloadavg()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    return "\n".join(exceeded(bounded)) or None


def _outcomes(measures: Collection[str]) -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        if not set(IN_A_BROWSER).isdisjoint(measures):
            yield from _in_a_browser(measures, Path(folder))
        if "stepping" in measures:
            yield outcome.of_stepping([*map(stepping.measure, stepping.EPOCHS)])
        if "build" in measures:
            yield outcome.of_builds(build_times())
        if "suite" in measures:
            programs = Path(folder, "venv")
            venv.create(programs, symlinks=True, with_pip=True)  # whoever runs the command may have installed nothing
            yield outcome.of_suite(*suite.measure(ROOT, Path(folder, "suite"), programs / "bin"))


def _in_a_browser(measures: Collection[str], folder: Path) -> Iterator[Outcome]:
    program = find_chromium() or sys.exit(MISSING)
    launch: dict[str, Any] = {"executable_path": program, "args": ["--no-sandbox"] if needs_no_sandbox() else []}
    with sync_playwright() as playwright:
        chromium = playwright.chromium
        site = build_site(folder / "built", url="http://127.0.0.1/")
        if "keystroke" in measures:
            yield outcome.of_latencies([*_latencies(chromium, launch, site)])
        if "figures" in measures:
            with chromium.launch(**launch) as browser:
                yield outcome.of_figure(figures.measure(browser, site))
        if "start" in measures:
            yield outcome.of_starts([*_starts(chromium, launch, site, folder)])
        if "reading" in measures:
            with chromium.launch(**launch) as browser:
                yield outcome.of_readings(reading.measure(browser, site, folder))
        if "demo" in measures:
            with chromium.launch(**launch) as browser:
                yield outcome.of_demo(demo.measure(browser, site))


def _latencies(chromium: BrowserType, launch: dict[str, Any], site: Path) -> Iterator[Latency]:
    with chromium.launch(**launch) as browser, serving(site) as server:
        for epochs in keystroke.EPOCHS:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            yield keystroke.measure(context.new_page(), server.url, epochs)
            context.close()


def _starts(chromium: BrowserType, launch: dict[str, Any], site: Path, folder: Path) -> Iterator[Start]:
    with serving_pages(add_start_pages(site, folder)) as server:
        for name, line in LINES.items():
            yield start.measure(chromium, launch, server, name, line)


if __name__ == "__main__":
    main()
