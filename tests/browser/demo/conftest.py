"""The demo, served by its own command."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo.shown import FIRST, Demo, words
from tests.browser.sharing import SharedTab, sharing
from tests.sites.building import free_port


@contextmanager
def nobody() -> Iterator[int]:
    """The port of a proxy that must not be asked for anything."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        asked: list[bytes] = []

        def note() -> None:
            while True:
                try:
                    connection, _ = proxy.accept()
                except OSError:  # the test is over
                    return
                with connection:
                    asked.append(connection.recv(200))

        thread = threading.Thread(target=note)
        thread.start()
        try:
            yield proxy.getsockname()[1]
        finally:
            proxy.shutdown(socket.SHUT_RDWR)
            thread.join()
        assert asked == []


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The demo's address; while it runs, its server must not ask the outside for anything."""
    command = [sys.executable, "-P", "-m", "schedulers.demo", "--port", str(free_port()), "--config", str(FIRST)]
    with nobody() as proxy:
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), f"http://127.0.0.1:{proxy}")
        with subprocess.Popen(command, env={**os.environ, **proxies}, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            line = process.stdout.readline()
            yield re.findall(r"http://\S+", line)[0]
            process.send_signal(signal.SIGINT)  # Ctrl+C ends it, as it says
            assert process.wait() == 0


@pytest.fixture
def hosts(demo: str) -> set[str]:
    """Whom the page may ask: the demo's own server."""
    return {urlsplit(demo).netloc}


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab in which the demo is open."""
    with sharing(browser) as shared:
        yield shared


@pytest.fixture
def shown(page: Page, demo: str) -> Demo:
    """The demo with the configuration that it was started with."""
    shown = Demo(page)
    if page.url != demo:
        page.goto(demo)
    else:
        shown.replace_text(FIRST.read_text(encoding="utf-8"))
    expect(shown.status).to_have_text(words(FIRST))
    return shown
