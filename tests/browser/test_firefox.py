"""The tests that matter most hold in Firefox, the release with long support, just as in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.firefox import launch_firefox
from tests.browser.page.test_simulator import (
    test_a_problem_leads_to_its_place,
    test_problems_have_their_places,
)
from tests.browser.python.put_aside import CONFIGURATION, wait_until_kept
from tests.browser.server import Server, serving
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator
from tests.browser.sites.test_policy import ATTACK_OF_A_WORKER, ATTACKS_OF_A_WORKER

__all__ = [
    "test_a_problem_leads_to_its_place",
    "test_problems_have_their_places",
]

START_AND_ATTACK = """([attack, foreign]) => new Promise((done) => {
  const program = `(${attack})(${JSON.stringify(foreign)}).then(() => postMessage(typeof executed))`;
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), { type: "module" });
  worker.onmessage = ({ data }) => { done(data); worker.terminate(); };
  worker.onerror = ({ message }) => done(`no answer: ${message}`);
  window.attacked = worker; // a browser may end a worker that nobody can reach
})"""
"""Starts a worker from text, as the page starts Python's, and gives what is left of an attack in it."""


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Firefox in the place of Chromium."""
    with launch_firefox(playwright, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """Firefox's own tab of the tests that share one."""
    with sharing(browser) as shared:
        yield shared


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Server]:
    """A server of these tests alone, which the last of them ends."""
    with serving(site) as server:
        yield server


@pytest.mark.shares_page
def test_the_policy_of_the_page_binds_workers_from_text(page: Page, simulator: Simulator, tmp_path: Path) -> None:
    """In a worker that a page starts as it starts Python's, nothing of what is tried happens. In Chromium it is tried
    in Python's own, which a driver of Firefox does not reach.
    """
    simulator.open()
    with serving(tmp_path, "/") as foreign:
        for name, (_, attacked) in ATTACKS_OF_A_WORKER.items():
            attack = ATTACK_OF_A_WORKER.replace("ATTACKED", attacked)
            assert page.evaluate(START_AND_ATTACK, [attack, foreign.url]) == "undefined", name
        assert foreign.paths == []


@pytest.mark.shares_page
def test_a_visited_simulator_works_without_a_network(
    page: Page, simulator: Simulator, host: Server, site: Path
) -> None:
    """With the server gone, the page that was visited opens anew and simulates what is typed. This is the last test,
    because the server is gone.
    """
    simulator.open()
    wait_until_kept(page, site)
    host.shutdown()
    host.server_close()
    page.goto("about:blank")
    visit = Simulator(page, host.url).open().wait_until_ready()
    visit.replace_text(CONFIGURATION)
    expect(visit.status).to_contain_text("7 epochs")
    assert [rate for _, rate, _ in visit.curve()] == [2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]
