"""Code that is not what was built does not run."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON, ARCHIVES, PROGRAMS
from tests.support.budget import once_a_week


@pytest.fixture
def server(host: Server, copy: Path) -> Server:
    host.begin(copy)
    return host


def alter(copy: Path, pattern: str) -> dict[Path, bytes]:
    """Append a statement to scripts of the simulator; each script, and what it was."""
    scripts = {script: script.read_bytes() for script in (copy / "assets" / "simulator").glob(pattern)}
    assert scripts
    for script, content in scripts.items():
        script.write_bytes(content + b"\nglobalThis.altered = 1;\n")
    return scripts


@pytest.mark.parametrize("start", [pytest.param("simulator/", marks=once_a_week("from another page")), "publish/"])
def test_an_altered_page_is_refused_and_said(page: Page, server: Server, copy: Path, start: str) -> None:
    """Altered code of the page does not run, whichever page was first; the page says what failed, and Retry recovers
    when the file is mended.
    """
    [(script, content)] = alter(copy, "page-*.js").items()
    page.goto(server.url + start)
    if start != "simulator/":  # to the page that is there, the link would lead once more, at any time from now on
        page.get_by_role("link", name="Simulator", exact=True).first.click()
    simulator = Simulator(page, server.url)
    expect(simulator.status).to_have_text("Failed: the simulator's own code could not be loaded.")
    assert page.evaluate("typeof altered") == "undefined"
    script.write_bytes(content)
    server.hold = ANY_OF_PYTHON  # the page's own code is there when it says that Python is not
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading Python"))
    assert page.evaluate("typeof altered") == "undefined"


@pytest.mark.parametrize("pattern", ["boot-*.js", "chunk-*.js"])
def test_other_altered_scripts_are_refused(page: Page, server: Server, copy: Path, pattern: str) -> None:
    """Neither the script that starts the rest nor a part that others import runs when it is altered."""
    alter(copy, pattern)
    with page.expect_console_message(lambda message: message.type == "error" and "integrity" in message.text):
        page.goto(f"{server.url}simulator/")
    wait_until_quiet(page)
    assert page.evaluate("typeof altered") == "undefined"


PYTHON = [*PROGRAMS, *ARCHIVES]


def test_an_altered_file_of_python_is_refused_and_said(page: Page, server: Server, copy: Path) -> None:
    """No file of the browser's Python is taken when a letter of it was changed, even where it would work all the same;
    the page names the file, one after the other.
    """
    simulator = Simulator(page, server.url)
    for name in PYTHON:
        [file] = (copy / "assets" / "simulator").glob(f"*/{name}")
        whole = file.read_bytes()
        content = bytearray(whole)
        # In a script's closing comment or its last text, and in a name of machine code, which compiles all the same.
        content[content.index(b"__wasm_call_ctors") if name.endswith(".wasm") else -100] ^= 1
        file.write_bytes(content)
        if name == PYTHON[0]:
            simulator.open()
        else:
            simulator.retry.click()
        expect(simulator.status).to_have_text(f"Failed: {name} could not be loaded (its content was refused)")
        file.write_bytes(whole)
