"""Measures how fast the built site answers: `python3 -m nox -s bench`. Prints a table and writes it as JSON."""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.keystroke import EPOCHS, Latency, measure
from tests.browser.chromium import MISSING, find_chromium, needs_no_sandbox
from tests.browser.server import serving
from tests.building import ROOT, build_site

RESULTS = ROOT / "build" / "bench.json"


def main() -> None:
    """Build the site, measure, and tell."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the figures (default: %(default)s)")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    options = parser.parse_args()
    program = find_chromium() or sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or build_site(Path(folder), url="http://127.0.0.1/")
        load_before = os.getloadavg()
        arguments = ["--no-sandbox"] if needs_no_sandbox() else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        with serving(site) as server:
            found = []
            for epochs in EPOCHS:
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                found.append(measure(context.new_page(), server.url, epochs))
                context.close()
        browser.close()
    sys.stdout.write(table(found))
    figures = {
        "keystroke_to_curve_ms": [asdict(latency) for latency in found],
        "machine": {"cores": os.cpu_count(), "load_before": load_before, "load_after": os.getloadavg()},
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def table(found: list[Latency]) -> str:
    """The figures for people.

    >>> print(table([Latency(600, 20.04, 30.0, 41.0, 120)]), end="")
    From a keystroke to the painted curve, in milliseconds
         epochs      p50      p95    worst  keystrokes
            600     20.0     30.0     41.0         120
    """
    head = f"{'epochs':>11}{'p50':>9}{'p95':>9}{'worst':>9}{'keystrokes':>12}"
    rows = (
        f"{latency.epochs:>11,}{latency.p50:>9.1f}{latency.p95:>9.1f}{latency.worst:>9.1f}{latency.keystrokes:>12}"
        for latency in found
    )
    return "\n".join(["From a keystroke to the painted curve, in milliseconds", head, *rows]) + "\n"


if __name__ == "__main__":
    main()
