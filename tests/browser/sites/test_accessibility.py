"""Everybody can use the site: checked by axe-core, by tabbing through it, and with the settings that people choose."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import (
    ENHANCED_CONTRAST,
    WCAG,
    violations,
    violations_of_pages,
    violations_otherwise,
)
from tests.browser.links import holding
from tests.browser.moving import WATCH, shifts
from tests.browser.page.comparison import SEVEN, STEPS
from tests.browser.page.test_simulator import BROKEN
from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.sharing import follow
from tests.browser.simulator import Simulator, in_the_dark
from tests.browser.sites.test_figures import GREY
from tests.browser.starts import ARCHIVES
from tests.support.budget import has_time_for_all, once_a_week

Scheme = Literal["light", "dark"]
SCHEMES = ["light", pytest.param("dark", marks=once_a_week("the light scheme"))]


def test_every_page_passes(page: Page, server: Server, complaints: list[str]) -> None:
    """No page of the site breaks a rule of WCAG 2.2 AA or a best practice, in light, in dark and on a phone; none is
    wider than the window, complains of anything, or asks another site.
    """
    assert violations_of_pages(page, server) == {}
    assert complaints == []


@pytest.mark.limit(200)
def test_a_figure_is_played_by_keyboard(page: Page, server: Server) -> None:
    """Nothing is loaded for a figure before somebody is about to take hold of it. Then the control moves at once, the
    figure says that Python is loading, and nothing else moves; when Python is there the curve follows, in words too.
    None of the rules is broken while the figure loads and is changed, wide, narrow, and dark. Once a week the same is
    asked of the figure that is back, whose parts are those of one that is changed.
    """
    page.add_init_script(WATCH)
    page.goto(f"{server.url}reference/")
    wait_until_quiet(page)
    assert [path for path in server.paths if re.search("runtime-|enliven", path)] == []
    shifted = shifts(page)
    server.hold = ARCHIVES[0]
    figure = page.locator("[id='poly'] ~ figure").first
    said, button = figure.locator(".live__said"), figure.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    focused = page.locator("tr[id='poly.warmup_epochs'] input[type=range]")
    expect(focused).to_be_focused()
    before = focused.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    expect(focused).not_to_have_attribute("aria-valuetext", before or "")
    expect(said).to_contain_text("Loading Python")
    assert shifts(page)[len(shifted) :] == [], "something moved while the figure came to life"
    page.emulate_media(reduced_motion="reduce")
    for part in (figure, page.locator("table").filter(has=focused)):
        part.evaluate("part => { part.dataset.tried = true; }")
    within = "[data-tried]"  # the rest of the page is as it was
    found = [("loading", violations(page, within=within))]
    server.let_go()
    expect(said).to_have_text(GREY)
    expect(figure.locator("[aria-live=polite]")).to_contain_text("100 epochs: starts at")
    expect(button).to_have_text("Reset")
    found.append(("changed", violations(page, within=within)))
    found.append(("changed, on a phone and in the dark", violations_otherwise(page, within, WCAG)))
    button.focus()
    page.keyboard.press("Enter")
    expect(said).to_be_empty()
    expect(focused).to_have_attribute("aria-valuetext", before or "")
    if has_time_for_all():
        found.append(("reset", violations(page, within=within)))
    assert [state for state in found if state[1]] == []


def show_problems(simulator: Simulator) -> None:
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)


def show_a_notice_of_problems(simulator: Simulator) -> None:
    show_problems(simulator)
    simulator.page.get_by_role("button", name="Copy link").click()
    expect(simulator.page.get_by_role("button", name="Dismiss")).to_be_visible()


def zoom_in_with_notes(simulator: Simulator) -> None:
    simulator.replace_text("training:\n  scheduler:\n    name: multi_step\n    milestones: [30, 800]\n    gamma: 0.1\n")
    expect(simulator.notes).to_have_count(3)
    simulator.page.get_by_role("button", name="Logarithmic").click()
    simulator.page.get_by_role("button", name="Zoom in").click()
    expect(simulator.page.get_by_role("button", name="Reset zoom")).to_be_enabled()


def complete(simulator: Simulator) -> None:
    simulator.replace_text("training:\n  ")
    simulator.page.keyboard.press("Control+Space")
    expect(simulator.page.get_by_role("listbox")).to_be_visible()


def open_sections_with_eight_pins(simulator: Simulator) -> None:
    pins = [{"name": f"pin {lr}", "text": STEPS.format(10 * lr, lr)} for lr in range(1, 9)]
    simulator.page.evaluate("link => { location.hash = link; }", holding({"text": SEVEN, "pins": pins}, version="2"))
    expect(simulator.page.get_by_role("list", name="Pins").get_by_role("listitem")).to_have_count(len(pins))
    expect(simulator.page.get_by_role("table", name="Differences").get_by_role("row").last).to_contain_text(
        "8 in epoch 0"
    )
    for section in simulator.page.locator("summary").all():
        if section.locator("..").get_attribute("open") is None:
            section.click()
    expect(simulator.page.get_by_role("table", name="Every epoch")).to_be_visible()


STATES: dict[str, Callable[[Simulator], None]] = {
    "problems, and a notice": show_a_notice_of_problems,
    "notes, and a chart that is zoomed in": zoom_in_with_notes,
    "completion": complete,
    "eight pins, table and resume": open_sections_with_eight_pins,
}
"""What brings the simulator into each state that is checked, from a page that is ready or in the state before."""


@pytest.mark.shares_page
def test_every_state_passes(page: Page, simulator: Simulator) -> None:
    """The simulator breaks none of the rules in any of its states, one after the other: wide, narrow, light, dark."""
    page.emulate_media(reduced_motion="reduce")
    simulator.open().wait_until_ready()
    within = "html"
    for state, bring_about in STATES.items():
        bring_about(simulator)
        assert (state, violations(page, within=within)) == (state, [])
        assert (f"{state} otherwise", violations_otherwise(page, within, WCAG)) == (f"{state} otherwise", [])
        within = "[data-simulator]"  # the rest of the page stays as it is


@pytest.mark.shares_page
@pytest.mark.parametrize("scheme", SCHEMES)
def test_more_contrast(page: Page, simulator: Simulator, scheme: Scheme) -> None:
    """Who asks for more contrast reads all text of the simulator at 7:1, and sees the curve in the text's colour."""
    page.emulate_media(color_scheme=scheme, contrast="more")
    simulator.open().wait_until_ready()
    show_problems(simulator)
    with in_the_dark(page) if scheme == "dark" else nullcontext():
        within = [violation["nodes"] for violation in violations(page, ENHANCED_CONTRAST)]
        faint = page.locator("[data-simulator]").evaluate(
            "(root, html) => html.filter(part => root.outerHTML.includes(part))",
            [node[0] for nodes in within for node in nodes],
        )
        assert faint == []
        assert drawn_in(page, "black" if scheme == "light" else "white")


def drawn_in(page: Page, colour: str) -> bool:
    """Whether the canvas of the chart has a curve's worth of pixels in a colour that CSS knows."""
    chart = page.get_by_role("img", name="Learning rate by epoch").locator("canvas")
    count: int = chart.evaluate(
        """(canvas, colour) => {
          const probe = document.body.appendChild(document.createElement("p"));
          probe.style.color = colour;
          const wanted = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
          probe.remove();
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 0; at < data.length; at += 4)
            if (data[at + 3] === 255 && wanted.every((part, index) => data[at + index] === part)) count++;
          return count;
        }""",
        colour,
    )
    return count > 300


@pytest.mark.shares_page
@pytest.mark.parametrize("scheme", SCHEMES)
def test_forced_colours(page: Page, simulator: Simulator, scheme: Scheme) -> None:
    """With the system's own colours, switched on while the page is open, the curve is drawn in them, and a pressed
    button looks pressed.
    """
    page.emulate_media(color_scheme=scheme)
    simulator.open().wait_until_ready()
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert drawn_in(page, "CanvasText")
    toggle = page.get_by_role("button", name="Logarithmic")
    background = "button => getComputedStyle(button).backgroundColor"
    released = toggle.evaluate(background)
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert toggle.evaluate(background) != released


MOVING = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element);
  const longest = (durations) => Math.max(...durations.split(", ").map(parseFloat));
  const animated = animationName !== "none" && longest(animationDuration) > 0.001;
  return animated || longest(transitionDuration) > 0.001 || scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 100))
"""


@pytest.mark.shares_page
def test_reduced_motion(page: Page, server: Server, simulator: Simulator) -> None:
    """Who asks for less motion sees none: no transition or animation takes any time, on the site and in the editor."""
    page.emulate_media(reduced_motion="reduce")
    simulator.open().wait_until_ready()
    simulator.editor.click()
    assert page.evaluate(MOVING) == []
    page.get_by_role("button", name="Copy link").click()
    assert page.evaluate("document.getAnimations().length") == 0
    follow(page, f"{server.url}reference/")
    assert page.evaluate(MOVING) == []
