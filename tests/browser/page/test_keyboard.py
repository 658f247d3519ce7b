"""The simulator page by keyboard: every control is reached, in a sensible order, and is seen to have the focus."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.simulator import Simulator
from tests.support.budget import has_time_for_all, once_a_week

MOST = 150
"""More than the page has controls."""

# Tab begins at the top, and what is known from another window counts no more.
AT_THE_TOP = """
() => {
  window.numbered = new Map();
  const top = document.createElement("button");
  document.body.prepend(top);
  top.focus();
  top.remove();
}
"""

# What has the focus: a number of its own, what it is called, its kind and its box; null when the browser itself has it.
FOCUSED = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  if (!window.numbered.has(element)) window.numbered.set(element, window.numbered.size);
  const { x, y, width, height } = element.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
  const kind = `${element.tagName} ${element.type} ${element.className}, ${element.parentElement.className}`;
  return { number: window.numbered.get(element), name: name.trim(), kind, box: { x, y, width, height } };
}
"""

# What a person can use but the focus never came to.
MISSED = """
() => [...document.querySelectorAll("a[href], button, input, select, summary, [contenteditable=true], [tabindex='0']")]
  .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
  .filter((element) => !element.disabled && element.tabIndex >= 0 && element.type !== "radio")
  .filter((element) => !window.numbered.has(element))
  .map((element) => element.outerHTML.slice(0, 100))
"""


def around(page: Page, box: dict[str, float]) -> Any:
    """What is seen of a box and a little around it."""
    margin = 6
    width, height = page.viewport_size["width"], page.viewport_size["height"]  # type: ignore[index]
    left, top = max(box["x"] - margin, 0), max(box["y"] - margin, 0)
    right, bottom = min(box["x"] + box["width"] + margin, width), min(box["y"] + box["height"] + margin, height)
    assert right - left > margin, f"out of sight: {box}"
    assert bottom - top > margin, f"out of sight: {box}"
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def shows_focus(page: Page, clip: Any) -> bool:
    """Whether a place looks otherwise while what is there has the focus; the text cursor is in no screenshot."""
    with_focus = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("() => { window.last = document.activeElement; window.last.blur(); }")
    without = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.last.focus()")
    return with_focus != without


EDITOR = ["Open file", "Training configuration", "epochs", "lr"]
CHART = ["Learning rate by epoch", "Logarithmic", "Download CSV", "Copy link"]


@pytest.mark.shares_page
@pytest.mark.parametrize(
    ("width", "height", "order"),
    [
        pytest.param(1280, 800, [*EDITOR, *CHART], id="wide"),
        pytest.param(390, 844, [*CHART, *EDITOR], id="narrow", marks=once_a_week("the wide window")),
    ],
)
def test_tab_reaches_everything_and_shows_where_it_is(
    page: Page, simulator: Simulator, width: int, height: int, order: list[str]
) -> None:
    """Tab comes to every control, shows where it is, and goes through the page in the order in which it is seen.

    Of controls that are made alike, one has its picture taken in every run.
    """
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    simulator.open().wait_until_ready()
    page.evaluate(AT_THE_TOP)
    reached: list[dict[str, Any]] = []
    pictured = set()
    unseen = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or any(focused["number"] == earlier["number"] for earlier in reached):
            break
        reached.append(focused)
        clip = around(page, focused["box"])
        if has_time_for_all() or focused["kind"] not in pictured:
            pictured.add(focused["kind"])
            if not shows_focus(page, clip):
                unseen.append(focused["name"])
    assert unseen == []
    assert page.evaluate(MISSED) == []
    names = [focused["name"] for focused in reached]
    assert names[0] == "Skip to content"
    assert list(dict.fromkeys(name for name in names if name in order)) == order
