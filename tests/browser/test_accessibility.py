"""Everybody can use the site: checked by axe-core, by tabbing through it, and with the settings that people choose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from site_plugins.simulator.node import install_packages
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.browser.test_simulator import BROKEN
from tests.browser.test_site import PAGES

AXE = Path(__file__).parent / "axe"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
CHECK = """
async rules => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  const what = ({ html, failureSummary }) => [html, failureSummary];
  return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(what) }));
}
"""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's own script."""
    install_packages(AXE)
    return (AXE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[dict[str, Any]]:
    """What the checker finds, each with the elements that are at fault."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(CHECK, RULES)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_passes(page: Page, server: Server, axe: str, path: str, scheme: Scheme) -> None:
    """No page breaks a rule of WCAG 2.2 AA or a best practice, in light and in dark."""
    page.emulate_media(color_scheme=scheme)
    page.goto(server.url + path)
    page.wait_for_load_state("networkidle")
    assert violations(page, axe) == []


def show_problems(simulator: Simulator) -> None:
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)


def show_notes(simulator: Simulator) -> None:
    simulator.replace_text("training:\n  scheduler:\n    name: multi_step\n    milestones: [30, 800]\n    gamma: 0.1\n")
    expect(simulator.notes).to_have_count(3)


def zoom_in(simulator: Simulator) -> None:
    simulator.page.get_by_role("button", name="Logarithmic").click()
    simulator.page.get_by_role("button", name="Zoom in").click()
    expect(simulator.page.get_by_role("button", name="Reset zoom")).to_be_enabled()


def complete(simulator: Simulator) -> None:
    simulator.editor.click()
    simulator.page.keyboard.press("ControlOrMeta+End")
    simulator.page.keyboard.press("Control+Space")
    expect(simulator.page.get_by_role("listbox")).to_be_visible()


def show_notice(simulator: Simulator) -> None:
    simulator.page.get_by_role("button", name="Copy link").click()
    expect(simulator.page.get_by_role("button", name="Dismiss")).to_be_visible()


STATES: dict[str, Callable[[Simulator], None]] = {
    "problems": show_problems,
    "notes": show_notes,
    "zoomed": zoom_in,
    "completion": complete,
    "notice": show_notice,
}
"""What brings the simulator into each state that is checked, from a page that is ready."""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", STATES)
def test_every_state_passes(page: Page, simulator: Simulator, axe: str, state: str, width: int, scheme: Scheme) -> None:
    """The simulator breaks none of the rules in any of its states, wide or narrow."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    simulator.open().wait_until_ready()
    STATES[state](simulator)
    assert violations(page, axe) == []
