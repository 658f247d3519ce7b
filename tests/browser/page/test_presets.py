"""Complete configurations to start from."""

import pytest
from playwright.sync_api import Page, expect

from schedulers.writing.presets import presets
from tests.browser.simulator import Simulator

pytestmark = pytest.mark.shares_page


def test_choosing_is_one_step(simulator: Simulator, page: Page) -> None:
    """Choosing a preset replaces the text, one undo brings it back, and the select says which one is shown."""
    simulator.open().wait_until_ready()
    select = page.get_by_role("combobox", name="Preset")
    expect(select.locator("option:checked")).to_have_text("cosine_no_sgdr")
    simulator.replace_text("mine")
    expect(select.locator("option:checked")).to_have_text("your own")
    [detector] = [preset for preset in presets() if preset.name.startswith("Object detector")]
    select.select_option(label=detector.name)
    expect(simulator.status).to_contain_text("12 epochs")
    assert simulator.editor.inner_text().rstrip("\n") == detector.text.rstrip("\n")
    simulator.editor.focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(simulator.editor).to_have_text("mine")


def test_nothing_overflows_a_phone(simulator: Simulator, page: Page) -> None:
    """At 390 pixels the page is no wider than the window, with the longest preset's name shown."""
    page.set_viewport_size({"width": 390, "height": 844})
    simulator.open()
    longest = max((preset.name for preset in presets()), key=len)
    page.get_by_role("combobox", name="Preset").select_option(label=longest)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
