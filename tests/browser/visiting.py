"""Goes from page to page of a site as a reader does, which costs a third of what loading each page anew does."""

from urllib.parse import urldefrag

from playwright.sync_api import Page

from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.sharing import follow


def visit(page: Page, server: Server, path: str) -> None:
    """Go to a page of the site in a tab, by a link if the tab has another page of it already."""
    address = server.url + path
    if not page.url.startswith(server.url):
        page.goto(address)
        wait_until_quiet(page)
    elif urldefrag(page.url).url != address:
        follow(page, address)
