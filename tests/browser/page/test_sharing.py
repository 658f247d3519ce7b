"""A page that tests share is as good as new."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.sharing import Tab
from tests.browser.simulator import Simulator
from tests.support.budget import once_a_week

# Everything that can be read, and the state of everything that can be operated; not the theme's buttons beside code,
# which come as soon as there is code.
STATE = """() => {
  const root = document.querySelector("[data-simulator]");
  const controls = [...root.querySelectorAll("input, select, button:not(.md-code__button), details")].map((control) => {
    const { tagName, ariaLabel, value, checked, open, disabled, ariaPressed } = control;
    return [tagName, ariaLabel, value, checked, open, disabled, ariaPressed].map(String).join();
  });
  return [root.innerText, ...controls, scrollX, scrollY, innerWidth, document.activeElement.tagName];
}"""


@pytest.fixture
def first_visit(browser: Browser, server: Server) -> Iterator[Any]:
    """The state of a new page, once Python is ready."""
    tab = Tab(browser)
    Simulator(tab.page, server.url).open().wait_until_ready()
    yield tab.page.evaluate(STATE)
    tab.close()


@once_a_week("the tests with that mark, which would meet what is left")
@pytest.mark.shares_page
def test_nothing_is_left_of_the_test_before(first_visit: Any, simulator: Simulator, page: Page) -> None:
    """Text, view, pins, a rate asked for, opened sections, a notice and the focus are those of a first visit."""
    simulator.open()
    page.get_by_role("button", name="Pin curve").click()
    expect(page.get_by_role("list", name="Pins").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("textbox", name="Falls below").fill("0.5")
    page.get_by_role("button", name="Logarithmic").click()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_text("Every epoch", exact=True).click()
    page.get_by_role("textbox", name="Find epoch").fill("7")
    page.get_by_text("Resume", exact=True).click()
    page.get_by_role("button", name="Copy Python", exact=True).click()
    expect(page.get_by_role("button", name="Dismiss")).to_be_visible()
    simulator.replace_text("training: {")
    expect(simulator.problems.first).to_be_visible()
    assert page.evaluate(STATE) != first_visit
    simulator.open()
    expect(simulator.problems).to_have_count(0)
    assert page.evaluate(STATE) == first_visit
