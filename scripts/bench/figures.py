"""How long a figure of the docs takes from the first touch to the first changed curve, and to each that follows.

The first touch is timed beside the simulator's own start, both with an empty profile: from the navigation to its page
until Python is ready. Each change is a step of a slider; the clock stops in the first task after the frame with the new
curve was handed over for display.
"""

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

CHANGE = """async () => {
  const root = document.querySelector("[data-figure]:has(> figure)");
  const began = performance.now();
  root.querySelector("[data-part=play]").click();
  const sliders = () => [...root.querySelectorAll("[data-field] input[type=range]")];
  while (sliders().length === 0) await new Promise(requestAnimationFrame);
  const seen = new Promise((done) => new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  }).observe(root.querySelector("[data-part=drawing]"), { childList: true }));
  const [slider] = sliders();
  const changed = performance.now();
  slider.value = Number(slider.value) + (Number(slider.value) < slider.max / 2 ? 1 : -1);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const shown = await seen;
  return [shown - began, shown - changed];
}"""
"""Take hold of the first figure of the page, and move its first slider by a step; milliseconds since the one and the
other."""


@dataclass(frozen=True)
class LiveFigure:
    """How fast a figure is.

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
    with serving_pages(site) as server:
        for _ in range(ROUNDS):
            page = _new_page(browser)
            page.goto(server.url + PAGE)
            wait_until_quiet(page)
            firsts.append(page.evaluate(CHANGE)[0] / 1000)
            later += [page.evaluate(CHANGE)[1] for _ in range(CHANGES // ROUNDS)]
            page.context.close()
            page = _new_page(browser)
            Simulator(page, server.url).open().wait_until_ready()
            starts.append(page.evaluate("() => performance.now()") / 1000)
            page.context.close()
    return LiveFigure(statistics.median(firsts), statistics.median(starts), float(np.percentile(later, 95)))


def _new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
