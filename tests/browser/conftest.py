"""A real browser on the built site."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, sync_playwright

from tests.browser.chromium import MISSING, find_chromium, is_shown, needs_no_sandbox
from tests.browser.server import Server, serving
from tests.browser.sharing import SharedSimulator, SharedTab, Tab, sharing
from tests.browser.simulator import Simulator
from tests.support.budget import has_time_for_all
from tests.support.limits import limited_calls

# Chromium itself asks hosts of its own unless it is told not to.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
# A third of what a start of Python costs is V8 compiling the same machine code a second time, for visits longer than a
# test. Where there is time, it may.
COMPILED_ONCE = [] if has_time_for_all() else ["--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"]


def pytest_configure(config: pytest.Config) -> None:
    """Explain the mark that tests in this folder may have."""
    config.addinivalue_line("markers", "shares_page: the test shares a page on which Python is ready, see sharing.py")


def launch_options() -> dict[str, Any]:
    """How Chromium is launched: without a window unless HEADED is set."""
    program = find_chromium()
    assert program, MISSING
    sandbox = ["--no-sandbox"] if needs_no_sandbox() else []
    return {"executable_path": program, "args": [*ARGUMENTS, *COMPILED_ONCE, *sandbox], "headless": not is_shown()}


@pytest.fixture(scope="session")
def playwright(pytestconfig: pytest.Config) -> Iterator[Playwright]:
    """What drives browsers; there can be but one."""
    with limited_calls(pytestconfig), sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    browser = playwright.chromium.launch(**launch_options())
    yield browser
    browser.close()


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """The site, to be changed."""
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Server]:
    """The server of all tests, at the address that the site was built for; each test says what it serves."""
    with serving(tmp_path_factory.mktemp("nothing"), port=port) as server:
        yield server


@pytest.fixture
def server(host: Server, site: Path) -> Server:
    """The site under a sub-path, served faultlessly."""
    host.begin(site)
    return host


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """The tab of all tests with the mark `shares_page`."""
    with sharing(browser) as shared:
        yield shared


@pytest.fixture
def hosts(host: Server) -> set[str]:
    """Whom the page of a test may ask: the site's own server."""
    return {urlsplit(host.url).netloc}


def shares_page(request: pytest.FixtureRequest) -> bool:
    """Whether the test has the mark."""
    return request.node.get_closest_marker("shares_page") is not None


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, hosts: set[str]) -> Iterator[Page]:
    """A new page with an empty profile; with the mark `shares_page` one that other tests have had before.

    When the test is over, the page must not have asked another host for anything.
    """
    shared: SharedTab | None = request.getfixturevalue("shared") if shares_page(request) else None
    tab = shared.borrow() if shared else Tab(browser)
    failed = request.session.testsfailed
    yield tab.page
    if shared is None:
        tab.close()
    elif request.session.testsfailed > failed:
        shared.discard()  # who knows what a test that failed has left
    foreign = [
        url for url in tab.asked if urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc not in hosts
    ]
    assert foreign == []


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser's console and uncaught exceptions said, to be compared with nothing."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def catch(error: Error) -> None:
        said.append(str(error))

    page.on("console", hear)
    page.on("pageerror", catch)
    yield said
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", catch)


@pytest.fixture
def simulator(request: pytest.FixtureRequest, page: Page, server: Server) -> Simulator:
    """The simulator page, as a person finds its parts."""
    return (SharedSimulator if shares_page(request) else Simulator)(page, server.url)
