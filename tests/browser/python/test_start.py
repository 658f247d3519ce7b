"""Python starts when it is likely to be wanted, once for the whole visit, and not by itself for who saves data."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.python.put_aside import wait_until_kept
from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.simulator import Simulator, python_workers
from tests.browser.starts import ANY_OF_PYTHON, ARCHIVES, SAVES_DATA, SECOND_PARTS
from tests.support.budget import once_a_week


def hover(page: Page) -> None:
    page.get_by_role("link", name="Simulator", exact=True).first.hover()


def focus(page: Page) -> None:
    page.get_by_role("link", name="Simulator", exact=True).first.focus()


@pytest.mark.parametrize("show_intent", [pytest.param(hover, marks=once_a_week("focus")), focus])
def test_intent_starts_the_worker_that_the_page_uses(
    page: Page, server: Server, simulator: Simulator, complaints: list[str], show_intent: Callable[[Page], None]
) -> None:
    """Resting on a link to the simulator, or getting to it by keyboard, starts Python; following it starts no other."""
    page.goto(f"{server.url}publish/")
    wait_until_quiet(page)
    assert python_workers(page) == []
    with page.expect_worker() as started:
        show_intent(page)
    wait_until_quiet(page)
    page.get_by_role("link", name="Simulator", exact=True).first.click()
    simulator.wait_until_ready()
    assert python_workers(page) == [started.value]
    assert simulator.curve()
    assert complaints == []


def test_other_links_start_nothing(page: Page, server: Server) -> None:
    """Resting on a link to another page asks for nothing of the browser's Python; that on the simulator's then does."""
    page.clock.install()
    page.goto(f"{server.url}publish/")
    wait_until_quiet(page)
    for name in ("Reference", "Publish"):
        page.get_by_role("link", name=name, exact=True).first.hover()
        page.clock.run_for(1000)
    wait_until_quiet(page)
    assert python_workers(page) == []
    assert [path for path in server.paths if "runtime-" in path] == []
    server.hold = ANY_OF_PYTHON  # that it is asked for is enough
    with page.expect_worker():
        hover(page)


def test_a_failure_ahead_of_the_page_is_told_there(page: Page, server: Server, simulator: Simulator) -> None:
    """When the worker that was started ahead fails, the page says what failed, and Retry starts anew."""
    server.missing.add(ARCHIVES[0])
    page.goto(f"{server.url}publish/")
    with page.expect_worker():
        hover(page)
    server.wait_until_asked(ARCHIVES[0])
    page.get_by_role("link", name="Simulator", exact=True).first.click()
    expect(simulator.status).to_have_text(re.compile(f"^Failed: .*{ARCHIVES[0]}"))
    server.missing.clear()
    server.hold = ANY_OF_PYTHON  # how it goes on is the same as after a failure on the page itself
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading Python"))


def test_saving_data_leaves_the_start_to_the_visitor(
    page: Page, server: Server, simulator: Simulator, site: Path, complaints: list[str]
) -> None:
    """Who asks to save data is told that Python is not loaded; a button loads it, and then the text is simulated. Of
    what a visit without a network would need, only that is put aside which has been loaded.
    """
    page.add_init_script(SAVES_DATA)
    page.clock.install()
    page.goto(f"{server.url}publish/")
    wait_until_quiet(page)
    hover(page)
    with page.expect_response("**/intent-*.js"):
        page.clock.run_for(1000)
    wait_until_quiet(page)
    simulator.open()
    expect(simulator.status).to_contain_text("save data")
    simulator.replace_text(
        "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
    )
    wait_until_quiet(page)
    assert [path for path in server.paths if "runtime-" in path] == []
    load = page.get_by_role("button", name="Load Python", exact=True)
    load.click()
    expect(simulator.status).to_contain_text("7 epochs")
    expect(load).to_be_hidden()
    wait_until_kept(page, site, without=SECOND_PARTS)
    assert complaints == []


@pytest.mark.shares_page
def test_without_saving_data_there_is_no_button(page: Page, simulator: Simulator) -> None:
    """Everybody else needs no button."""
    simulator.open().wait_until_ready()
    expect(page.get_by_role("button", name="Load Python", exact=True)).to_be_hidden()
