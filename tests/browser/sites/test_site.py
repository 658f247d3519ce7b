"""The site works wherever it is put."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.support.budget import once_a_week


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
