"""The reference and the home page in a real browser: curves that are seen, and links that open what is shown."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from schedulers import SCHEDULERS, simulate
from schedulers.writing.example import example_config, example_yaml
from tests.browser.server import Server
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator
from tests.browser.visiting import visit
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error
from tests.support.budget import once_a_week

SMALLEST = 10
"""Pixels that text in a drawing must have."""

TEXT_SIZES = """() => [...document.querySelectorAll("svg[role=img]")]
  .filter(svg => svg.checkVisibility({ checkVisibilityCSS: true }))
  .flatMap(svg => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
  })"""
"""The size of each text in a drawing that is shown, in pixels."""


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab that reads one page after the other."""
    with sharing(browser) as shared:
        yield shared


@pytest.mark.shares_page
@pytest.mark.parametrize("start", [pytest.param("", marks=once_a_week("the reference")), "reference/"])
def test_a_link_opens_the_simulator_with_exactly_the_example(
    page: Page, server: Server, simulator: Simulator, start: str
) -> None:
    """From the home page and from the reference, through the site's own navigation, the editor gets the example."""
    visit(page, server, start)
    page.evaluate("window.stayed = true")
    if start:
        page.locator("[id='cosine'] ~ figure").first.get_by_role("link", name="Open in simulator").click()
    else:
        page.get_by_role("radio", name="cosine", exact=True).check()
        page.get_by_role("link", name="Open in simulator").click()
    simulator.expect_text(example_yaml("cosine", complete=True))
    assert page.evaluate("window.stayed") is True
    expect(simulator.status).to_contain_text("100 epochs")
    config, rates = example_config("cosine"), np.array([rate for _, rate, _ in simulator.curve()])
    assert largest_relative_error(rates, simulate(config).lr, highest_term(config)) <= LARGEST_ERROR


@pytest.mark.shares_page
def test_a_surprise_opens_with_its_note(page: Page, server: Server, simulator: Simulator) -> None:
    """The link beside a note opens the simulator with a configuration for which it says the same."""
    visit(page, server, "reference/")
    card = page.get_by_role("figure").filter(has_text="the cosine is squeezed to end with it")
    sentence = card.get_by_role("paragraph").last.inner_text()
    card.get_by_role("link", name="Open in simulator").click()
    expect(simulator.notes.filter(has_text="squeezed")).to_contain_text(sentence)


def test_without_javascript(browser: Browser, server: Server) -> None:
    """With scripts off every section has its curve, its formula and its example, and on the home page each curve can be
    chosen.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}reference/")
    for name in SCHEDULERS:
        expect(page.get_by_role("img", name=f"{name}: learning rate by epoch", exact=True)).to_be_visible()
    assert page.locator("math").count() >= 2 * len(SCHEDULERS)
    page.locator("summary").first.click()
    expect(page.get_by_text("name: step", exact=False).first).to_be_visible()
    page.goto(server.url)
    for name in reversed(SCHEDULERS):
        page.get_by_role("radio", name=name, exact=True).check()
        [shown] = page.get_by_role("img", name="learning rate by epoch").all()
        expect(shown).to_have_accessible_name(re.compile(f": {name}$"))
    context.close()


@pytest.mark.shares_page
@pytest.mark.parametrize("path", ["", "reference/"])
def test_text_in_drawings_is_legible(page: Page, server: Server, path: str) -> None:
    """At every width the text of a drawing that is shown is at least 10 pixels high, and no drawing is cut off."""
    visit(page, server, path)
    # From wide to narrow, because the theme's search slides into its place in a wider window.
    for width in (1280, 700, 360):
        page.set_viewport_size({"width": width, "height": 800})
        sizes = page.evaluate(TEXT_SIZES)
        assert len(sizes) >= (5 * len(SCHEDULERS) if path else 10)
        assert min(sizes) >= SMALLEST
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.shares_page
def test_curves_follow_the_scheme(page: Page, server: Server) -> None:
    """A curve has a contrast of at least 3:1 with the page, in both colour schemes and on paper."""
    visit(page, server, "reference/")
    drawing = page.get_by_role("img", name="poly: learning rate by epoch").locator("visible=true")
    curve = drawing.locator("path").last
    script = "(element, name) => getComputedStyle(element)[name]"
    body, seen = page.locator("body"), set()
    for scheme in ("slate", "default"):
        page.emulate_media(media="screen")
        # As the theme itself does it.
        body.evaluate("(body, scheme) => { body.dataset.mdColorScheme = scheme }", scheme)
        seen.add(body.evaluate(script, "backgroundColor"))
        assert contrast(curve.evaluate(script, "stroke"), body.evaluate(script, "backgroundColor")) >= 3
        page.emulate_media(media="print")
        assert contrast(curve.evaluate(script, "stroke"), "rgb(255, 255, 255)") >= 3
    assert len(seen) == 2


def test_the_example_is_printed(browser: Browser, server: Server) -> None:
    """On paper the collapsed examples are shown, even without scripts, and links into the simulator are not."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}reference/")
    example, link = page.locator("details code").first, page.get_by_text("Open in simulator").first
    shown = "element => element.checkVisibility()"
    assert (example.evaluate(shown), link.evaluate(shown)) == (False, True)
    page.emulate_media(media="print")
    assert (example.evaluate(shown), link.evaluate(shown)) == (True, False)
    context.close()


@pytest.mark.shares_page
def test_a_symbol_leads_to_its_field(page: Page, server: Server) -> None:
    """Below a formula each of its names is a link to the row of its field."""
    visit(page, server, "reference/")
    link = page.get_by_text("Fields in it:").get_by_role("link", name="power")
    link.scroll_into_view_if_needed()
    # After a click the theme returns to the place that it has noted last; a person is slower than its notes.
    page.wait_for_function("() => history.state?.y === scrollY")
    link.click()
    assert page.url.endswith("#poly.power")
    expect(page.get_by_role("row", name="power")).to_be_in_viewport()


@pytest.mark.shares_page
def test_field_names_link_to_themselves(page: Page, server: Server) -> None:
    """A field's name is a link to its own row, so that it can be sent to a colleague."""
    visit(page, server, "reference/")
    page.get_by_role("row", name="gamma").first.get_by_role("link", name="gamma").click()
    assert page.url.endswith("#step.gamma")
    expect(page.get_by_role("row", name="gamma").first).to_be_in_viewport()


@pytest.mark.shares_page
def test_the_example_opens_with_the_keyboard(page: Page, server: Server) -> None:
    """The example YAML is collapsed at first, and opens with Enter."""
    visit(page, server, "reference/")
    example = page.locator("details").first
    code = example.locator("code")
    expect(code).not_to_be_visible()
    example.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(code).to_be_visible()
    expect(code).to_contain_text("name: step")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as the guidelines for accessibility define it."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
