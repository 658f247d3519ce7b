"""Reads the elements of the built site's pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.support.budget import has_time_for_all, some

DOCS = Path(__file__).parents[2] / "docs"
DOC_PAGES = [
    f"{file.relative_to(DOCS).with_suffix('').as_posix()}/".removeprefix("index/")
    for file in sorted(DOCS.rglob("*.md"))
]
"""The location of each page of the docs in the site, such as ``reference/``."""
OF_OURS = ("", "reference/", "simulator/", "guides/pytorch/")
"""The pages with parts that this project makes: a live figure, the reference, the simulator, a guide with curves."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def some_pages(locations: Sequence[str], below: str = "") -> list[str]:
    """All pages where there is time; otherwise those with parts of ours, and some of those with the theme's alone.

    In a site below another's, the reference is left out, which is long and made like the other's.

    Args:
        locations: Where the pages are.
        below: Where the site begins, of which they are.
    """
    ours = {f"{below}{page}" for page in OF_OURS if not below or page != "reference/"} & set(locations)
    return list(locations) if has_time_for_all() else sorted({*ours, *some(locations)})


@dataclass
class BuiltPage:
    """A page of the site.

    Attributes:
        location: The path from the site's root, such as ``reference/``.
        ids: Every anchor, in the order of the page, with duplicates.
        headings: The id of each heading in the page's content, or ``None`` for one without.
        references: Every address that a link, picture, script or style leads to.
        meta: The page's metadata, by ``name`` or ``property``.
        title: The title of the browser's window.
    """

    location: str
    ids: list[str] = field(default_factory=list)
    headings: list[str | None] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__()
        self.page = page
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.page.ids.append(given["id"])
        if tag in HEADINGS and "article" in self.within:
            self.page.headings.append(given.get("id"))
        if tag == "meta" and ({"name", "property"} & given.keys()):
            self.page.meta[given.get("name") or given["property"]] = given.get("content", "")
        self.page.references += [given[name] for name in ("href", "src") if name in given]
        if tag in {"article", "title", "svg"}:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.within[-1:] == [tag]:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within == ["title"]:
            self.page.title += data


@cache
def built_pages(site: Path) -> list[BuiltPage]:
    """Read every page of a built site."""
    pages = []
    for file in sorted(site.rglob("*.html")):
        page = BuiltPage(file.relative_to(site).as_posix().removesuffix("index.html"))
        _Reader(page).feed(file.read_text(encoding="utf-8"))
        pages.append(page)
    return pages
