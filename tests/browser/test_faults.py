"""Whatever goes wrong with a file, the text is kept, the page says what is wrong, and Retry recovers; docs/faults.md lists it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Fault, Server
from tests.browser.simulator import Simulator

TEXT = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
LIFETIME = 600
"""What GitHub Pages says: the browser need not ask again for so long, not even for what arrived damaged."""


@pytest.mark.parametrize("asset", ["worker-", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"])
def test_every_fault_of_a_program_is_told_and_retry_recovers(simulator: Simulator, server: Server, asset: str) -> None:
    """One fault after the other of a file that runs is told by the file's name; Retry recovers, also when it is slow."""
    expect_told_and_recovered(simulator, server, asset, list(Fault))


@pytest.mark.parametrize("asset", ["library.bin", "project.bin"])
def test_every_fault_of_an_archive_is_told_and_retry_recovers(simulator: Simulator, server: Server, asset: str) -> None:
    """So it is with an archive, whose type alone does not matter."""
    expect_told_and_recovered(simulator, server, asset, [fault for fault in Fault if fault != Fault.MISTYPED])
    server.faults[asset] = Fault.MISTYPED
    simulator.open().wait_until_ready()
    simulator.expect_text(TEXT)


def expect_told_and_recovered(simulator: Simulator, server: Server, asset: str, faults: list[Fault]) -> None:
    server.lifetime = LIFETIME
    server.faults[asset] = faults[0]
    simulator.open()
    failed = re.compile(f"^Failed: .*{re.escape(asset)}")
    expect(simulator.status).to_have_text(failed)
    simulator.replace_text(TEXT)
    for fault in faults[1:]:
        server.faults[asset] = fault
        simulator.retry.click()  # which makes the status another one before it is over
        expect(simulator.status).to_have_text(failed)
        simulator.expect_text(TEXT)
    server.faults.clear()
    server.hold = asset
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading"))
    server.held.set()
    simulator.wait_until_ready()
    expect(simulator.status).to_contain_text("7 epochs")
    simulator.expect_text(TEXT)


def test_every_fault_of_the_page_code_is_told_and_retry_recovers(
    simulator: Simulator, page: Page, server: Server
) -> None:
    """Without its own code the page says so, at every fault; Retry brings it back with the text of before."""
    server.lifetime = LIFETIME
    simulator.open().wait_until_ready()
    simulator.replace_text(TEXT)
    expect(simulator.status).to_contain_text("7 epochs")
    browser = page.context.new_cdp_session(page)
    for fault in Fault:
        browser.send("Network.clearBrowserCache")  # another visit, from which only the tab's text is left
        server.faults["page-"] = fault
        page.reload()
        expect(simulator.status).to_have_text(re.compile("^Failed: the simulator's own code"))
        server.faults.clear()
        simulator.retry.click()
        simulator.expect_text(TEXT)
    browser.send("Network.clearBrowserCache")
    server.hold = "page-"
    page.reload(wait_until="commit")
    expect(simulator.status).to_have_text(re.compile("^Loading"))
    server.held.set()
    expect(simulator.status).to_contain_text("7 epochs")
    simulator.expect_text(TEXT)
