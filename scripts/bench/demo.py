"""Measures the time to the first curve and of an edit, beside the Gradio demo, whose server has to start."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from schedulers import load_config, simulate
from schedulers.curve.words import summary
from tests.browser.server import serving

ROUNDS = 5

TEXT = """\
training:
  epochs: 100
  optimizer:
    lr: {lr}
  scheduler:
    name: cosine
    warmup_epochs: 5
    warmup_bias_lr: 1e-5
    min_lr: 1e-6
    iters_per_phase: 40
"""
SHOWS_A_CURVE = """
() => [...document.querySelectorAll("[role=img] svg, svg[role=img], [role=img] canvas")]
  .some(one => one.checkVisibility())
"""
SAYS = "words => document.body.innerText.includes(words)"


@dataclass(frozen=True)
class BesideDemo:
    """Medians of several rounds in turns, in seconds.

    Attributes:
        demo_first: From the start of the demo's server to a curve in a new browser page.
        first: From the start of a server of files to a curve on the simulator's page.
        demo_edit: From a pasted configuration to what the demo says of its curve.
        edit: The same on the simulator's page.
    """

    demo_first: float
    first: float
    demo_edit: float
    edit: float


def measure(browser: Browser, site: Path, rounds: int = ROUNDS) -> BesideDemo:
    """Start both, and paste a configuration into both, ``rounds`` times."""
    found = [(*_used(browser, _demo()), *_used(browser, _simulator(site))) for _ in range(rounds)]
    demo_first, demo_edit, first, edit = (statistics.median(column) for column in zip(*found, strict=True))
    return BesideDemo(demo_first, first, demo_edit, edit)


def _used(browser: Browser, started: Iterator[tuple[str, str]]) -> tuple[float, float]:
    before = time.perf_counter()
    with contextmanager(lambda: started)() as (address, editor):
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(address, wait_until="commit")
        page.wait_for_function(SHOWS_A_CURVE)
        first = time.perf_counter() - before
        _paste(page, editor, 0.2)  # whatever is still loading, is there after this
        before = time.perf_counter()
        _paste(page, editor, 0.3)
        edit = time.perf_counter() - before
        page.close()
    return first, edit


def _paste(page: Page, editor: str, lr: float) -> None:
    text = TEXT.format(lr=lr)
    page.get_by_role("textbox", name=editor).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    page.wait_for_function(SAYS, arg=summary(simulate(load_config(text))))


def _demo() -> Iterator[tuple[str, str]]:
    command = [sys.executable, "-P", "-m", "schedulers.demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.readline() if process.stdout else ""
        try:
            yield re.findall(r"http://\S+", said)[0], "Configuration"
        finally:
            process.terminate()


def _simulator(site: Path) -> Iterator[tuple[str, str]]:
    with serving(site) as server:
        yield f"{server.url}simulator/", "Training configuration"
