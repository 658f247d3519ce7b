"""Measures a figure of the docs: from the first touch to the first changed curve, and each later change.

The first touch is timed beside the simulator's own start, both with an empty profile: from the navigation to its page
until Python is ready. Each change is a step of a slider to a new value, as in a drag. The intervals are uneven, so that
the changes fall on every part of the 60 Hz frame. The clock stops in the first task after the frame with the new curve
was handed over for display.
"""

import random
import statistics
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from scripts.bench.pages_server import serving_pages
from tests.browser.quiet import wait_until_quiet
from tests.browser.simulator import Simulator

ROUNDS = 3
CHANGES = 60
PAGE = "reference/"

TAKE_HOLD = """async () => {
  window.began = performance.now();
  window.root = document.querySelector("[data-figure]:has(> figure)");
  root.querySelector("[data-part=play]").click();
  while (!root.querySelector("[data-field] input[type=range]")) await new Promise(requestAnimationFrame);
}"""
"""Take hold of the first figure of the page."""

CHANGE = """async () => {
  const slider = root.querySelector("[data-field] input[type=range]");
  const seen = new Promise((done) => new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  }).observe(root.querySelector("[data-part=drawing]"), { attributes: true, childList: true, subtree: true }));
  const changed = performance.now();
  slider.value = (Number(slider.value) + 1) % (Number(slider.max) + 1);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const shown = await seen;
  return [shown - began, shown - changed];
}"""
"""Move its first slider by a step, to a value that it did not have before; milliseconds since it was taken hold of, and
since this change."""


@dataclass(frozen=True)
class LiveFigure:
    """The times that a live figure takes.

    Attributes:
        first: Seconds from the first touch to the first changed curve; the median.
        start: Seconds from the navigation to the simulator until its Python is ready; the median.
        p95: What 95 of 100 later changes stay below, in milliseconds.
    """

    first: float
    start: float
    p95: float


def measure(browser: Browser, site: Path) -> LiveFigure:
    """Take hold of a figure of the built ``site``, and start its simulator, in turns."""
    firsts, starts, later = [], [], []
    pause = random.Random(0)  # noqa: S311  # the same uneven intervals in every run
    with serving_pages(site) as server:
        for _ in range(ROUNDS):
            page = _new_page(browser)
            page.goto(server.url + PAGE)
            wait_until_quiet(page)
            page.evaluate(TAKE_HOLD)
            firsts.append(page.evaluate(CHANGE)[0] / 1000)
            for _ in range(CHANGES // ROUNDS):
                page.wait_for_timeout(pause.uniform(20, 60))
                later.append(page.evaluate(CHANGE)[1])
            page.context.close()
            page = _new_page(browser)
            Simulator(page, server.url).open().wait_until_ready()
            starts.append(page.evaluate("() => performance.now()") / 1000)
            page.context.close()
    return LiveFigure(statistics.median(firsts), statistics.median(starts), float(np.percentile(later, 95)))


def _new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
