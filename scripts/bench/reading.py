"""Measures what a page that is only read fetches, beside the same page as static Markdown by plain Material."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from scripts.bench.build import plain_project, timed_build
from scripts.bench.pages_server import serving_pages
from tests.browser.quiet import wait_until_quiet

PAGES = {"The home page": "", "The reference": "reference/"}
"""The pages that are visited."""


@dataclass(frozen=True)
class Reading:
    """The bytes that one visit of a page fetches with an empty profile.

    Attributes:
        page: What the page is.
        plain_requests: Files, by plain Material.
        requests: Files of this site.
        plain_bytes: Bytes over the line, by plain Material.
        bytes: Bytes over the line of this site.
        runtime_bytes: Bytes of those that belong to the browser's Python.
    """

    page: str
    plain_requests: int
    requests: int
    plain_bytes: int
    bytes: int
    runtime_bytes: int


def measure(browser: Browser, site: Path, folder: Path) -> list[Reading]:
    """Visit pages of the built ``site``, and the same pages by plain Material, built in ``folder``."""
    plain = folder / "plain-site"
    timed_build(plain_project(site, folder / "plain-project"), plain)
    return [_compared(browser, page, place, site, plain) for page, place in PAGES.items()]


def _compared(browser: Browser, page: str, place: str, site: Path, plain: Path) -> Reading:
    own, without = (_visited(browser, each, place) for each in (site, plain))
    runtime = sum(size for path, size in own.items() if "/runtime-" in path or "/python-" in path)
    return Reading(page, len(without), len(own), sum(without.values()), sum(own.values()), runtime)


def _visited(browser: Browser, folder: Path, place: str) -> dict[str, int]:
    with serving_pages(folder) as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.url + place)
        wait_until_quiet(page)
        context.close()
        return dict(server.sent)
