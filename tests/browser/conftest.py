"""A real browser on the built site."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.chromium import MISSING, find_chromium, needs_no_sandbox
from tests.browser.server import Server, serving
from tests.browser.simulator import TIMEOUT, Simulator
from tests.limits import limited_calls

# Chromium itself asks hosts of its own unless it is told not to.
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def launch_options() -> dict[str, Any]:
    """How Chromium is launched: without a window unless HEADED is set."""
    program = find_chromium()
    assert program, MISSING
    sandbox = ["--no-sandbox"] if needs_no_sandbox() else []
    return {"executable_path": program, "args": [*ARGUMENTS, *sandbox], "headless": "HEADED" not in os.environ}


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


@pytest.fixture
def server(site: Path, port: int) -> Iterator[Server]:
    """The site under a sub-path, at the address that it was built for."""
    with serving(site, port=port) as server:
        yield server


@pytest.fixture
def page(browser: Browser, port: int) -> Iterator[Page]:
    """A new page with an empty profile. When the test is over, it must not have asked another origin for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    yield page
    context.close()
    origin = ("http", f"127.0.0.1:{port}")
    foreign = [url for url in asked if urlsplit(url).scheme.startswith("http") and urlsplit(url)[:2] != origin]
    assert foreign == []


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console and uncaught exceptions said, to be compared with nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def simulator(page: Page, server: Server) -> Simulator:
    """The simulator page, as a person finds its parts."""
    return Simulator(page, server.url)
