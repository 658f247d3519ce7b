"""A call that waits for a browser for ever is ended with the browser, and told with the test's line."""

from pathlib import Path

import pytest

from tests.browser.firefox import MISSING, find_firefox
from tests.support.budget import once_a_week
from tests.support.hanging import left_behind, run_hanging

IMPATIENT = """
from tests.support.limits import Limits

@pytest.fixture
def page(browser):
    return browser.new_page()

@pytest.fixture
def impatient(page, monkeypatch):
    "The limit of a call is short once the page is there."
    note_processes()
    monkeypatch.setattr(Limits, "seconds", lambda *_: 1)
"""
NEVER_RESOLVES = """
def test_never_resolves(page, impatient):
    page.evaluate("new Promise(() => {})")
"""
FIREFOX_THAT_SLEEPS = """
from tests.browser.test_firefox import browser

def test_never_answers(browser, impatient):
    for process in psutil.Process().children(recursive=True):
        if "firefox" in process.name():
            process.suspend()
    browser.new_context()
"""
A_WORKER = ("-p", "xdist", "--numprocesses=1")
PLUGINS = ("tests.browser.conftest",)


def test_a_page_that_never_answers_is_ended(tmp_path: Path) -> None:
    """Where a promise in Chromium never resolves, the test is named, its line told, and no process is left."""
    said = run_hanging(tmp_path, IMPATIENT + NEVER_RESOLVES, *A_WORKER, plugins=PLUGINS)
    assert "test_hanging.py::test_never_resolves: Page.evaluate took longer than its limit of 1 s." in said
    assert 'page.evaluate("new Promise(() => {})")' in said
    assert left_behind(tmp_path) == []


@once_a_week("test_a_page_that_never_answers_is_ended")
@pytest.mark.skipif(find_firefox() is None, reason=MISSING)
def test_a_firefox_that_never_answers_is_ended(tmp_path: Path) -> None:
    """Where Firefox gives no new profile, for which Playwright itself would wait for ever, so it is there."""
    said = run_hanging(tmp_path, IMPATIENT + FIREFOX_THAT_SLEEPS, *A_WORKER, plugins=PLUGINS)
    assert "test_hanging.py::test_never_answers: Browser.new_context took longer than its limit of 1 s." in said
    assert "    browser.new_context()" in said
    assert left_behind(tmp_path) == []
