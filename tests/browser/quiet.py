"""Waits until a page has fetched all that it fetches by itself."""

from playwright.sync_api import Page

QUIET = """async () => {
  const fetched = () => performance.getEntriesByType("resource").length;
  for (let before = -1, turns = 0; turns < 5; ) {
    const now = fetched();
    turns = now === before ? turns + 1 : 0;
    before = now;
    await new Promise((done) => setTimeout(done, 100));
  }
}"""
"""Nothing new for half a second, in the page's own time: a page that is busy takes longer."""


def wait_until_quiet(page: Page) -> None:
    """Wait until the page is loaded, and its scripts have fetched nothing more for a while.

    Playwright's own state `networkidle` sometimes never comes in the headless shell, although nothing is under way.
    """
    page.wait_for_load_state("load")
    page.evaluate(QUIET)
