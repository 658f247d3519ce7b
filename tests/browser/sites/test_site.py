"""Every page reads well wherever the site is put."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator
from tests.support.budget import once_a_week


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab that reads one page after the other."""
    with sharing(browser) as shared:
        yield shared


@pytest.mark.parametrize("sub_path", [pytest.param("/", marks=once_a_week("deeper")), "/deep/er/path/"])
def test_the_folder_works_anywhere(
    page: Page, server: Server, site: Path, complaints: list[str], sub_path: str
) -> None:
    """The folder that was built for one address simulates at any other, and its links stay there."""
    server.begin(site, sub_path)
    page.goto(server.url)
    page.get_by_role("radio", name="poly", exact=True).check()
    page.get_by_role("link", name="Open in simulator").click()
    simulator = Simulator(page, server.url).wait_until_ready()
    assert page.url.startswith(f"{server.url}simulator/")
    scheduler = "{name: multi_step, milestones: [1], gamma: 0.5}"
    simulator.replace_text(f"training: {{epochs: 2, optimizer: {{lr: 2}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("2 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 1.0]
    assert not [path for path in server.paths if not path.startswith(sub_path)]
    assert complaints == []


@pytest.mark.shares_page
def test_field_names_link_to_themselves(page: Page, server: Server) -> None:
    """A field's name is a link to its own row, so that it can be sent to a colleague."""
    page.goto(f"{server.url}reference/")
    page.get_by_role("row", name="power").get_by_role("link", name="power").click()
    assert page.url.endswith("#poly.power")
    expect(page.get_by_role("row", name="power")).to_be_in_viewport()


@pytest.mark.shares_page
def test_the_example_opens_with_the_keyboard(page: Page, server: Server) -> None:
    """The example YAML is collapsed at first, and opens with Enter."""
    page.goto(f"{server.url}reference/")
    example = page.locator("details").first
    code = example.locator("code")
    expect(code).not_to_be_visible()
    example.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(code).to_be_visible()
    expect(code).to_contain_text("name: step")
