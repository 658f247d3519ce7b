"""Whatever happens to the worker that computes, nothing that somebody has typed is lost, and typing never waits."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.chromium import SHELL, find_chromium, needs_no_sandbox
from tests.browser.python.asking import occupy
from tests.browser.server import Server
from tests.browser.simulator import Simulator, worker_of

FIRST = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
SECOND = FIRST.replace("epochs: 7", "epochs: 9")
MILLION = FIRST.replace("epochs: 7", "epochs: 1000000")


@pytest.fixture
def typed(simulator: Simulator, page: Page) -> Simulator:
    """The page with two texts typed one after the other, and a view that is not the usual one."""
    simulator.open().wait_until_ready()
    page.get_by_role("button", name="Logarithmic").click()
    for text, epochs in ((FIRST, 7), (SECOND, 9)):
        simulator.replace_text(text)
        expect(simulator.status).to_have_text(re.compile(f"^Ready. {epochs} epochs"))
    return simulator


def expect_nothing_lost(simulator: Simulator) -> None:
    """The second text and the view are there; undo brings back the first text, with its curve."""
    simulator.expect_text(SECOND)
    expect(simulator.page.get_by_role("button", name="Logarithmic")).to_have_attribute("aria-pressed", "true")
    simulator.editor.click()
    simulator.page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(FIRST)
    expect(simulator.status).to_have_text(re.compile("^Ready. 7 epochs"))
    assert len(simulator.curve()) == 7


@pytest.mark.shares_page
def test_a_crash_loses_nothing(typed: Simulator, page: Page) -> None:
    """A worker that dies is replaced; text, view, curve and undo are as before."""
    crashed = worker_of(page)
    with page.expect_worker():
        crashed.evaluate("setTimeout(() => { throw new Error('planted'); })")
    expect(typed.status).to_have_text(re.compile("^Ready. 9 epochs"))
    assert len(typed.curve()) == 9
    expect_nothing_lost(typed)


def test_a_stuck_worker_loses_nothing(typed: Simulator, page: Page, server: Server) -> None:
    """A computation that never ends is stopped and said to be; text, view and undo are as before."""
    page.clock.install()
    occupy(page, server)
    typed.replace_text(SECOND.replace("9", "8"))
    with page.expect_worker():
        page.clock.fast_forward(60_000)
    expect(typed.status).to_contain_text("Your text is kept; change it to try again.")
    typed.replace_text(SECOND)
    expect(typed.status).to_have_text(re.compile("^Ready. 9 epochs"))
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("ControlOrMeta+z")
    typed.expect_text(SECOND)
    expect_nothing_lost(typed)


@pytest.mark.shares_page
def test_typing_goes_on_while_python_computes(typed: Simulator, page: Page, server: Server) -> None:
    """While the worker is busy every key is handled at once; of all that was typed only the last is computed."""
    occupy(page, server)
    typed.replace_text(FIRST)
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" # while it computes")
    typed.expect_text(f"{FIRST} # while it computes")
    expect(typed.status).to_have_text(re.compile("^Ready. 9 epochs"))
    server.let_go()
    expect(typed.status).to_have_text(re.compile("^Ready. 7 epochs"))


@pytest.mark.shares_page
def test_typing_goes_on_with_a_million_epochs(typed: Simulator, page: Page) -> None:
    """Typed into a configuration of a million epochs, every key arrives, and the last text's curve is drawn."""
    typed.replace_text(MILLION)
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" # typed meanwhile")
    typed.expect_text(f"{MILLION} # typed meanwhile")
    expect(typed.status).to_have_text(re.compile("^Ready. 1,000,000 epochs"))
    chart = page.get_by_role("img", name="Learning rate by epoch")
    chart.focus()
    page.keyboard.press("End")
    expect(page.get_by_role("figure").get_by_role("definition").first).to_have_text("999,999")


@pytest.fixture
def browser_that_keeps_pages(browser: Browser) -> Iterator[Browser]:
    """Chromium with the cache of whole pages for back and forward, which a driven browser usually is without."""
    kind: BrowserType = browser.browser_type
    sandbox = ["--no-sandbox"] if needs_no_sandbox() else []
    keeping = kind.launch(
        executable_path=find_chromium(), args=sandbox, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield keeping
    keeping.close()


@pytest.mark.skipif(
    (find_chromium() or "").endswith(SHELL), reason="the headless shell keeps no page for back and forward"
)
def test_back_and_forward_lose_nothing(browser_that_keeps_pages: Browser, server: Server) -> None:
    """Back from another document, from the browser's memory, text, view and undo are there, and the worker answers."""
    page = browser_that_keeps_pages.new_page()
    simulator = Simulator(page, server.url).open().wait_until_ready()
    page.get_by_role("button", name="Logarithmic").click()
    for text in (FIRST, SECOND):
        simulator.replace_text(text)
        expect(simulator.status).to_contain_text(f"{text[19]} epochs")
    page.evaluate("addEventListener('pageshow', event => { window.kept = event.persisted; })")
    page.goto(f"{server.url}404.html")
    page.go_back(wait_until="commit")  # a page that was kept does not load again
    expect_nothing_lost(simulator)
    assert page.evaluate("window.kept") is True
