"""Notes what moves on a page."""

from typing import Any

from playwright.sync_api import Page

# Everything that moves counts, even right after a key or a click, but for the lines and the cursor inside the editor:
# they are what is being edited. A line that moved and is gone by now is known by its place only.
WATCH = """
window.shifts = [];
const within = (inner, outer) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
const edited = ({ node, previousRect }) => node
  ? (node.parentElement ?? node).closest("[data-part=editor]")
  : within(previousRect, document.querySelector("[data-part=editor]").getBoundingClientRect());
const places = ({ node, previousRect: from, currentRect: to }) =>
  `${(node?.parentElement ?? node)?.outerHTML.slice(0, 80)}: ${from.x},${from.y} ${from.width}x${from.height}`
  + ` -> ${to.x},${to.y} ${to.width}x${to.height}`;
const keep = list => {
  for (const { value, sources } of list.getEntries()) {
    if (!sources.every(edited)) window.shifts.push({ value, moved: sources.map(places) });
  }
};
new PerformanceObserver(keep).observe({ type: "layout-shift", buffered: true });
"""


def shifts(page: Page) -> list[dict[str, Any]]:
    """What has moved so far, once the last change has been painted."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    found: list[dict[str, Any]] = page.evaluate("window.shifts")
    return found
