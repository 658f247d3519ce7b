"""What axe-core finds wrong with a page, in light and in dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from site_plugins.simulator.toolchain.node import install_packages
from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.sharing import SIZE
from tests.browser.starts import ANY_OF_PYTHON
from tests.browser.visiting import visit
from tests.sites.built import built_pages, some_pages
from tests.support.budget import has_time_for_all

AXE = Path(__file__).parent / "axe"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WCAG = {"runOnly": {"type": "tag", "values": TAGS}}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COLOURS = {"runOnly": {"type": "rule", "values": COLOUR_RULES}}
"""The rules that look at colours: what else there is, is the same in the dark."""
LAYOUT_RULES = ["scrollable-region-focusable", "target-size"]
LAYOUT = {"runOnly": {"type": "rule", "values": LAYOUT_RULES}}
"""The rules that look at where things are, and at what does not fit, which differs on a phone."""
COLOURS_AND_LAYOUT = {"runOnly": {"type": "rule", "values": [*COLOUR_RULES, *LAYOUT_RULES]}}
ENHANCED_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
NARROW: ViewportSize = {"width": 390, "height": 844}
FOLLOWED = """
(width) => new Promise((done) => {
  const next = () => requestAnimationFrame(innerWidth === width ? () => requestAnimationFrame(done) : next);
  next();
})
"""
"""Once the window has this width, a frame has told it to the theme, which makes what scrolls now focusable."""
NOTHING_ELSE = {"resultTypes": ["violations"]}
"""What passes is not described, which would take as long again."""
CHECK = """
async ([within, options]) => {
  const { violations } = await axe.run(within, options);
  const what = ({ html, failureSummary }) => [html, failureSummary];
  return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(what) }));
}
"""

Violations = list[dict[str, Any]]


@cache
def _axe() -> str:
    install_packages(AXE)
    return (AXE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, options: dict[str, Any] = WCAG, within: str = "html") -> Violations:
    """What the checker finds in what a selector finds, each with the elements that are at fault."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: Violations = page.evaluate(CHECK, [within, options | NOTHING_ELSE])
    return found


@contextmanager
def dark(page: Page) -> Iterator[None]:
    """The dark scheme, and afterwards the light one again, chosen as the theme itself does it."""
    choose = "scheme => { document.body.dataset.mdColorScheme = scheme }"
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(choose, "slate")
    yield
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(choose, "default")


@contextmanager
def narrow(page: Page) -> Iterator[None]:
    """The window of a phone, and afterwards a wide one again."""
    page.set_viewport_size(NARROW)
    page.evaluate(FOLLOWED, NARROW["width"])
    yield
    page.set_viewport_size(SIZE)


def violations_on_a_phone(page: Page, within: str = "html", options: dict[str, Any] = LAYOUT) -> Violations:
    """What is wrong with the places of things in a narrow window."""
    with narrow(page):
        return violations(page, options, within)


def violations_otherwise(page: Page, within: str = "html", on_a_phone: dict[str, Any] = LAYOUT) -> Violations:
    """What is wrong on a phone and in the dark. Colours do not depend on places, so one look at both is enough; where
    there is time, each has one of its own, which also sees in the dark what a narrow window hides.
    """
    if has_time_for_all():
        found = violations_on_a_phone(page, within, on_a_phone)
        with dark(page):
            return found + violations(page, COLOURS, within)
    with narrow(page), dark(page):
        return violations(page, COLOURS_AND_LAYOUT, within)


def too_wide(page: Page) -> list[int]:
    """The widths of a window of which the page needs more."""
    found = []
    for size in (SIZE, NARROW):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(size["width"])
    return found


def violations_of_pages(page: Page, server: Server, below: str = "", *, has_dark: bool = True) -> dict[str, Violations]:
    """What is wrong with `some_pages` of the site that is served, by where each is; pages without fault are left out.

    To be wider than the window is wrong, too.

    Args:
        page: Where they are opened, one after the other, by links.
        server: Serves the site.
        below: Only pages whose location begins so.
        has_dark: Whether the site has a dark scheme, too.
    """
    page.emulate_media(reduced_motion="reduce")  # or else a colour is on its way to another for a while
    server.hold = ANY_OF_PYTHON  # the simulator with Python is looked at in each of its states elsewhere
    found = {}
    locations = [built.location for built in built_pages(server.site) if built.location.startswith(below)]
    assert len(locations) >= 3, f"few pages are below {below!r}"
    for location in some_pages(locations, below):
        visit(page, server, location)
        wait_until_quiet(page)
        found[location] = violations(page)
        found[location] += [{"id": "wider than the window", "width": width} for width in too_wide(page)]
        found[location] += violations_otherwise(page) if has_dark else violations_on_a_phone(page)
    return {location: wrong for location, wrong in found.items() if wrong}


def contrast(one: list[int], other: list[int]) -> float:
    """Of two sRGB colours, as the Web Content Accessibility Guidelines define it."""

    def luminance(colour: list[int]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)
