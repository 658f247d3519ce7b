"""Measures the time from a keystroke in the editor to the new curve on the screen.

Measured from outside, on the page as it is published. A key is pressed through the browser's own input, so the event is
a trusted one, and the clock starts at the time that the browser stamped on it before the page saw it. The page changes
the status line in the same step in which it draws the curve; so when that line has changed, the next frame is the one
that shows the curve, and the clock stops in the first task after that frame was handed over for display. What the
screen itself takes after that, no page can know.

That the curve has really been drawn by then is checked on keystrokes that are not counted: their frame must differ from
the one before in the chart's own pixels. Keystrokes come at uneven intervals, so that they fall on every part of the
60 Hz frame: an ideal page that draws at once would still measure up to one frame.

Python's share is what the worker takes from the moment that it hears of a text until it posts the answer.
"""

import random
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Page, expect

from tests.browser.simulator import Simulator, worker_of

EPOCHS = (30, 600, 10_000, 1_000_000)
KEYSTROKES = 120
UNCOUNTED = 10

CONFIGURATION = """\
training:
  epochs: {epochs}
  scheduler:
    name: cosine_no_sgdr
    warmup_epochs: 5
    warmup_bias_lr: 1e-5
    min_lr: 1e-6
    end_epoch: {epochs}
  optimizer:
    lr: 0.1"""
"""The rate stands last, so that its digits can be typed and deleted at the end of the text."""

WATCH = """
() => {
  const status = document.querySelector("[role=status]");
  const pixels = () => document.querySelector("[role=img] canvas").toDataURL();
  const afterFrame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(null);
  }));
  window.watchKey = (comparePixels) => {
    const before = comparePixels ? pixels() : "";
    let pressed = 0;
    const stamp = (event) => { pressed = event.isTrusted ? event.timeStamp : NaN; };
    addEventListener("keydown", stamp, { capture: true, once: true });
    window.keyWatched = new Promise((resolve) => {
      const observer = new MutationObserver(async () => {
        observer.disconnect();
        const shown = await afterFrame();
        resolve({ milliseconds: shown - pressed, drawn: !comparePixels || pixels() !== before });
      });
      observer.observe(status, { childList: true, characterData: true, subtree: true });
    });
  };
}
"""


WATCH_WORKER = """
const program = `
  self.answered = [];
  let heard = 0;
  self.addEventListener("message", () => (heard = performance.now()));
  const post = self.postMessage.bind(self);
  self.postMessage = (...given) => {
    self.answered.push(performance.now() - heard);
    post(...given);
  };
`;
window.Blob = class extends Blob {
  constructor(parts, options) {
    super(options?.type === "text/javascript" ? [program, ...parts] : parts, options);
  }
};
"""
"""Puts a watch before the worker's own program, so that it hears of each message first."""


@dataclass(frozen=True)
class Latency:
    """From keystroke to painted curve.

    Attributes:
        epochs: Length of the training.
        p50: The median, in milliseconds.
        p95: What 95 of 100 keystrokes stay below, in milliseconds.
        worst: The slowest keystroke, in milliseconds.
        python_p95: What Python's share of 95 of 100 keystrokes stays below, in milliseconds.
        keystrokes: How many were measured.
    """

    epochs: int
    p50: float
    p95: float
    worst: float
    python_p95: float
    keystrokes: int


def measure(page: Page, site: str, epochs: int, keystrokes: int = KEYSTROKES) -> Latency:
    """Type a digit of the rate and delete it again, over and over, on the simulator of the served ``site``."""
    page.add_init_script(WATCH_WORKER)
    simulator = Simulator(page, site).open().wait_until_ready()
    simulator.replace_text(CONFIGURATION.format(epochs=epochs))
    expect(simulator.status).to_contain_text(f"{epochs:,} epochs: ")
    page.keyboard.press("ControlOrMeta+End")
    page.evaluate(WATCH)
    worker = worker_of(page)
    pause = random.Random(0)  # noqa: S311  # the same uneven intervals in every run
    taken = []
    for index in range(UNCOUNTED + keystrokes):
        counted = index >= UNCOUNTED
        page.evaluate("compare => window.watchKey(compare)", not counted)
        page.wait_for_timeout(pause.uniform(20, 60))
        page.keyboard.press("5" if index % 2 == 0 else "Backspace")
        seen = page.evaluate("window.keyWatched")
        if not seen["drawn"]:
            raise RuntimeError("The status line changed before the chart did, so this measure is none.")
        if counted:
            taken.append(seen["milliseconds"])
    p50, p95 = np.percentile(taken, [50, 95])
    python_p95 = np.percentile(worker.evaluate("self.answered")[-keystrokes:], 95)
    return Latency(epochs, float(p50), float(p95), max(taken), float(python_p95), len(taken))
