"""Whatever goes wrong, the text is kept, the page says what is wrong and recovers; docs/faults.md lists all of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Worker, expect

from tests.browser.quiet import wait_until_quiet
from tests.browser.server import LIFETIME, Fault, Server
from tests.browser.simulator import Simulator, worker_of
from tests.browser.starts import ANY_OF_PYTHON, ARCHIVES, PROGRAMS, SECOND_PARTS
from tests.support.budget import has_time_for_all, some

TEXT = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"


PAGE_CODE = ["boot-", "page-", "chunk-"]


def faults_of(asset: str) -> list[Fault]:
    """The faults that a file is tried with: of five, all where there is time, otherwise one, and the next file the
    next, so that each run has every file and every fault.
    """
    faults = [fault for fault in Fault if asset not in ARCHIVES or fault != Fault.MISTYPED]
    files = [*PROGRAMS, *ARCHIVES, *PAGE_CODE]
    return faults if has_time_for_all() else [faults[files.index(asset) % len(faults)]]


def one_visit_for(assets: list[str]) -> list[list[str]]:
    """The files whose faults a page meets one after the other: all of them, or one where there is time for a visit for
    each.
    """
    return [[asset] for asset in assets] if has_time_for_all() else [assets]


@pytest.mark.parametrize("assets", one_visit_for([*PROGRAMS, *ARCHIVES]), ids="-".join)
def test_every_fault_of_a_file_is_told_and_retry_recovers(
    simulator: Simulator, server: Server, assets: list[str]
) -> None:
    """One fault after the other of a file of Python is told with the file's name; Retry gets over it, and with the last
    one mended Python is there, however slowly. The type of an archive alone does not matter.
    """
    expect_told(simulator, server, assets)
    server.faults = {asset: Fault.MISTYPED for asset in assets if asset in ARCHIVES}
    expect_recovered(simulator, server, assets[-1])


def expect_told(simulator: Simulator, server: Server, assets: list[str]) -> None:
    """Each fault of each file is told, the first at a first visit and every further one after Retry."""
    server.lifetime = LIFETIME  # so the browser does not ask again, not even for what arrived damaged
    tried = [(asset, fault) for asset in assets for fault in faults_of(asset)]
    for asset, fault in tried:
        server.faults = {asset: fault}
        if (asset, fault) == tried[0]:
            simulator.open()
        else:
            simulator.retry.click()  # which makes the status another one before it is over
        expect(simulator.status).to_have_text(re.compile(f"^Failed: .*{re.escape(asset)}"))
        if (asset, fault) == tried[0]:
            simulator.replace_text(TEXT)
        simulator.expect_text(TEXT)


def expect_recovered(simulator: Simulator, server: Server, slow: str) -> None:
    """Retry starts Python with the text of before, also when one file takes its time."""
    server.let_go(slow)
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading"))
    server.let_go()
    simulator.wait_until_ready()
    expect(simulator.status).to_contain_text("7 epochs")
    simulator.expect_text(TEXT)


@pytest.mark.parametrize("assets", one_visit_for(PAGE_CODE), ids="-".join)
def test_every_fault_of_the_page_code_is_told_and_retry_recovers(
    simulator: Simulator, page: Page, server: Server, assets: list[str]
) -> None:
    """Without the script that starts its code, without that code, or what carries the worker's, the page says so, at
    every fault; with the last one mended, Retry brings it back with the text of before, however slowly.
    """
    server.lifetime = LIFETIME
    server.hold = ANY_OF_PYTHON  # Python is not what fails here, and starting it anew for each fault takes its time
    simulator.open()
    simulator.replace_text(TEXT)
    browser = page.context.new_cdp_session(page)
    leave: Callable[[], object] = page.reload
    for asset in assets:
        for fault in faults_of(asset):
            browser.send("Network.clearBrowserCache")  # another visit, from which only the tab's text is left
            server.faults = {asset: fault}
            with page.expect_event("load"):
                leave()
            expect(simulator.status).to_have_text(re.compile("^Failed: the simulator's own code"))
            leave = simulator.retry.click
    server.faults.clear()
    server.let_go(assets[-1])
    server.paths.clear()
    simulator.retry.click()
    server.wait_until_asked(assets[-1])
    server.let_go(ANY_OF_PYTHON)
    expect(simulator.status).to_have_text(re.compile("^Loading Python"))
    simulator.expect_text(TEXT)


def test_code_that_failed_on_the_page_before_is_told(simulator: Simulator, page: Page, server: Server) -> None:
    """Code that failed on the page from which instant navigation led here is told of; Retry recovers."""
    server.faults["boot-"] = Fault.ALTERED
    page.goto(f"{server.url}publish/")
    wait_until_quiet(page)
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Simulator", exact=True).first.click()
    expect(simulator.status).to_have_text(re.compile("^Failed: the simulator's own code"))
    assert page.evaluate("window.same"), "the page was not changed by instant navigation"
    server.faults.clear()
    server.hold = ANY_OF_PYTHON  # the page's own code is there when it says that Python is not
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading Python"))


def test_a_page_that_was_opened_from_a_folder_is_told_to_be_served(page: Page, site: Path) -> None:
    """Opened without a server, the page shows the example's curve, and says what to do; there is nothing to retry."""
    page.goto((site / "simulator" / "index.html").as_uri())
    simulator = Simulator(page, "")
    expect(simulator.status).to_contain_text("this page was opened from a folder")
    expect(simulator.retry).to_be_hidden()
    expect(page.get_by_role("img", name="Learning rate by epoch").locator("visible=true").first).to_be_visible()


@pytest.mark.parametrize("fault", some(list(Fault)))
def test_a_style_sheet_that_failed_is_fetched_anew(
    simulator: Simulator, page: Page, server: Server, fault: Fault
) -> None:
    """A style sheet that was faulty at first is there in the end, without anything being done about it."""
    server.lifetime = LIFETIME
    server.mends = True
    server.hold = ANY_OF_PYTHON  # what is styled needs no Python
    server.faults["simulator/simulator-"] = fault
    simulator.open()
    expect(page.locator("[data-simulator]")).to_have_css("display", "grid")
    assert server.faults == {}


def leave_without_memory(worker: Worker) -> None:
    worker.evaluate("void (WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no memory'); })")


def test_a_worker_without_memory_is_replaced(simulator: Simulator, page: Page) -> None:
    """A computation for which there is no memory is told, the text is kept, and the next one has a new worker.

    Where memory ends, the first worker may need the second part of the machine code to say so. Then another says it.
    """
    simulator.open().wait_until_ready()
    leave_without_memory(worker_of(page))
    if SECOND_PARTS:
        page.on("worker", leave_without_memory)
    million = TEXT.replace("epochs: 7", "epochs: 1000000")
    with page.expect_worker():
        simulator.replace_text(million)
    expect(simulator.status).to_contain_text("there is not enough memory")
    expect(simulator.status).to_contain_text("Your text is kept; change it to try again.")
    simulator.expect_text(million)
    simulator.replace_text(TEXT)
    expect(simulator.status).to_have_text(re.compile("^Ready. 7 epochs"))


@pytest.mark.parametrize("fault", some(list(Fault)))
def test_what_befalls_a_page_that_is_ready_changes_nothing(
    simulator: Simulator, page: Page, server: Server, fault: Fault
) -> None:
    """Whether the script that answers without a network is faulty, the clock jumps, the tab sleeps for an hour or the
    network goes: what is typed next is computed.
    """
    server.faults["service-worker"] = fault
    page.clock.install(time="2001-01-01")
    simulator.open().wait_until_ready()
    browser = page.context.new_cdp_session(page)

    def sleep() -> None:
        for state in ("frozen", "active"):
            browser.send("Page.setWebLifecycleState", {"state": state})
        page.clock.fast_forward("01:00:00")

    befalls: list[Callable[[], object]] = [
        lambda: server.wait_until_asked("service-worker"),
        lambda: page.clock.set_system_time("2099-12-31"),
        lambda: page.clock.set_system_time("1980-01-01"),
        sleep,
        lambda: page.context.set_offline(True),
    ]
    for epochs, befall in enumerate(befalls, 7):
        befall()
        simulator.replace_text(TEXT.replace("epochs: 7", f"epochs: {epochs}"))
        expect(simulator.status).to_have_text(re.compile(f"^Ready. {epochs} epochs"))
        assert len(simulator.curve()) == epochs
