"""The simulator page as a person finds its parts: by role and name."""

import csv
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Worker, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

TIMEOUT = 60_000
"""Milliseconds, far above what anything takes: a busy machine must not fail a test."""
expect.set_options(timeout=TIMEOUT)

READ_TEXT = "editor => [...editor.children].map(line => line.textContent).join('\\n')"

CONTROL = "metaKey" if sys.platform == "darwin" else "ctrlKey"
PASTE_OVER_ALL = """(editor, [control, text]) => {
  const happens = { bubbles: true, cancelable: true };
  editor.focus();
  editor.dispatchEvent(new KeyboardEvent("keydown", { key: "a", keyCode: 65, [control]: true, ...happens }));
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  editor.dispatchEvent(Object.assign(new Event("paste", happens), { clipboardData })); // Firefox's own loses the data
}"""
"""Tells the editor what a person's keys would. What a driven browser inserts by itself, it lays out line by line."""


class Simulator:
    """Drives the page and reads what it says."""

    def __init__(self, page: Page, site: str, number: int | None = None) -> None:
        """Find the parts of the only simulator of a page, or of that with a number among several, from 0."""
        self.page = page
        self.site = site
        root = page if number is None else page.locator("[data-simulator]").nth(number)
        self.editor = root.get_by_role("textbox", name="Training configuration")
        self.status = root.get_by_role("status")
        self.problems = root.get_by_role("list", name="Problems").get_by_role("listitem")
        self.notes = root.get_by_role("list", name="Notes").get_by_role("listitem")
        self.download = root.get_by_role("button", name="Download CSV")
        self.retry = root.get_by_role("button", name="Retry")

    def open(self) -> "Simulator":
        """Go to the page by its address."""
        self.page.goto(f"{self.site}simulator/")
        return self

    def open_link(self, fragment: str) -> "Simulator":
        """Follow a link, given as what comes after the page's address."""
        self.page.goto(f"{self.site}simulator/{fragment}")
        return self

    def wait_until_ready(self) -> "Simulator":
        """Wait until Python has started."""
        expect(self.status).to_have_text(re.compile("^Ready"))
        return self

    def replace_text(self, text: str) -> None:
        """Replace everything in the editor, as somebody does who pastes a configuration."""
        self.editor.evaluate(PASTE_OVER_ALL, [CONTROL, text])

    def text(self) -> str:
        """What the editor holds, which must fit its window: each line is an element."""
        text: str = self.editor.evaluate(READ_TEXT)
        return text

    def expect_text(self, text: str) -> None:
        """Wait until the editor holds ``text``, character for character."""
        script = f"([editor, text]) => ({READ_TEXT})(editor) === text"
        try:
            self.page.wait_for_function(script, arg=[self.editor.element_handle(), text], timeout=TIMEOUT / 6)
        except PlaywrightTimeout:
            assert self.text() == text  # shows the difference

    def csv(self) -> str:
        """The downloaded file."""
        with self.page.expect_download() as caught:
            self.download.click()
        # A driven Firefox numbers the downloads of one folder.
        assert re.fullmatch(r"learning-rate(\(\d+\))?\.csv", caught.value.suggested_filename)
        return Path(caught.value.path()).read_text(encoding="utf-8")

    def curve(self, counted: str = "epoch") -> list[tuple[int, float, str]]:
        """Number, rate and phase of every epoch, or of whatever else is counted, from the downloaded file."""
        header, *rows = csv.reader(io.StringIO(self.csv()))
        assert header == [counted, "lr", "phase"]
        return [(int(number), float(rate), phase) for number, rate, phase in rows]


@contextmanager
def in_the_dark(page: Page) -> Iterator[None]:
    """Choose the dark scheme by its button, and the light one again afterwards."""
    body = page.locator("body")
    page.get_by_title("Switch to dark mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    yield
    page.get_by_title("Switch to light mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def python_workers(page: Page) -> list[Worker]:
    """The workers that run Python, which start from text; the theme's search has one too, which is a file."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")]


def worker_of(page: Page) -> Worker:
    """The one worker that runs Python in the page."""
    return python_workers(page)[0]
