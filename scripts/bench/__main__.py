"""Measures how fast the site starts, answers and builds: `python3 -m nox -s bench`. Prints tables, and writes JSON."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, sync_playwright

from scripts.bench import demo, figures, keystroke, reading, start, stepping
from scripts.bench.build import build_times
from scripts.bench.keystroke import Latency
from scripts.bench.pages_server import FAST, SLOW, serving_pages
from scripts.bench.start import Bounds, Start, add_start_pages
from scripts.bench.tables import (
    build_table,
    demo_table,
    figure_table,
    latency_table,
    reading_table,
    start_table,
    stepping_table,
)
from tests.browser.chromium import MISSING, find_chromium, needs_no_sandbox
from tests.browser.server import serving
from tests.sites.building import ROOT, build_site

RESULTS = ROOT / "build" / "bench.json"
MEASURES = ("keystroke", "figures", "start", "reading", "demo", "stepping", "build")
LINES = (
    ("this machine", FAST, Bounds(cold=0.18, warm=0.18, bytes=0.40)),
    ("10 Mbit/s, 40 ms", SLOW, Bounds(cold=0.30, warm=0.20, bytes=0.40)),
)


def main() -> None:
    """Build the site, measure, and tell."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    # Python 3.11 compares a default with the choices as a whole, so there is none, and the empty list is one of them.
    parser.add_argument(
        "measures", nargs="*", choices=[*MEASURES, []], metavar="MEASURE", help=f"of {', '.join(MEASURES)}; else all"
    )
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the figures (default: %(default)s)")
    options = parser.parse_args()
    measures = options.measures or MEASURES
    program = find_chromium() or sys.exit(MISSING)
    launch: dict[str, Any] = {"executable_path": program, "args": ["--no-sandbox"] if needs_no_sandbox() else []}
    measured: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "load_before": os.getloadavg()}}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_site(Path(folder) / "built", url="http://127.0.0.1/")
        if "keystroke" in measures:
            latencies = list(_latencies(playwright.chromium, launch, site))
            measured["keystroke_to_curve_ms"] = [asdict(latency) for latency in latencies]
            sys.stdout.write(latency_table(latencies))
        if "figures" in measures:
            with playwright.chromium.launch(**launch) as browser:
                played = figures.measure(browser, site)
            measured["figures"] = asdict(played)
            sys.stdout.write(figure_table(played))
        if "start" in measures:
            starts = list(_starts(playwright.chromium, launch, site, Path(folder)))
            measured["start_seconds"] = [asdict(each) for each in starts]
            sys.stdout.write(start_table(starts))
        if "reading" in measures:
            with playwright.chromium.launch(**launch) as browser:
                read = reading.measure(browser, site, Path(folder))
            measured["reading"] = [asdict(each) for each in read]
            sys.stdout.write("".join(map(reading_table, read)))
        if "demo" in measures:
            with playwright.chromium.launch(**launch) as browser:
                beside = demo.measure(browser, site)
            measured["beside_demo_seconds"] = asdict(beside)
            sys.stdout.write(demo_table(beside))
    if "stepping" in measures:
        steppings = [*map(stepping.measure, stepping.EPOCHS)]
        measured["stepping_seconds"] = [asdict(each) for each in steppings]
        sys.stdout.write(stepping_table(steppings))
    if "build" in measures:
        times = build_times()
        measured["build_seconds"] = asdict(times)
        sys.stdout.write(build_table(times))
    measured["machine"]["load_after"] = os.getloadavg()
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


def _latencies(chromium: BrowserType, launch: dict[str, Any], site: Path) -> Iterator[Latency]:
    with chromium.launch(**launch) as browser, serving(site) as server:
        for epochs in keystroke.EPOCHS:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            yield keystroke.measure(context.new_page(), server.url, epochs)
            context.close()


def _starts(chromium: BrowserType, launch: dict[str, Any], site: Path, folder: Path) -> Iterator[Start]:
    with serving_pages(add_start_pages(site, folder)) as server:
        for name, line, bounds in LINES:
            yield start.measure(chromium, launch, server, name, line, bounds)


if __name__ == "__main__":
    main()
