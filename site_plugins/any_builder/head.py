"""Writes into each page what it has to load, for builders that do not know the plugins."""

import posixpath
import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urldefrag, urlsplit

from site_plugins.start_tags import Found, found_in

NOT_FOUND = "404.html"
"""A page that is shown at any depth of the site, so that its addresses start at the root of the host."""


def root_of(place: str, site_url: str) -> str:
    """Return the relative address of the root of the site, seen from a page.

    >>> root_of("guides/warm-up/index.html", ""), root_of("index.html", ""), root_of("404.html", "https://a.example/b/")
    ('../../', './', '/b/')
    """
    if place == NOT_FOUND:
        return f"{urlsplit(site_url).path.rstrip('/')}/"
    return f"{posixpath.relpath('.', posixpath.dirname(place) or '.')}/"


def with_loaded(html: str, root: str, styles: Sequence[str], scripts: Sequence[str], boot: str, shown_on: str) -> str:
    """Add to a page the style sheets and scripts that it does not load yet.

    Args:
        html: A page.
        root: What leads from it to the root of the site.
        styles: The style sheets, by their addresses in the site.
        scripts: The scripts, likewise.
        boot: The simulator's script, likewise; may be empty.
        shown_on: The pages with the simulator, which that script is told in its address.
    """

    def missing(address: str) -> bool:
        return not any(_is(found, address) for found in found_in(html))

    links = "".join(f'<link rel="stylesheet" href="{escape(root + style)}">' for style in styles if missing(style))
    tags = "".join(f'<script src="{escape(root + script)}"></script>' for script in scripts if missing(script))
    if boot and missing(boot):
        tags += f'<script type="module" src="{escape(root + boot)}"></script>'
    return _told(_before("body", tags, _before("head", links, html)), boot, shown_on)


def _is(found: Found, address: str) -> bool:
    """Tell whether an element loads the file at an address in the site."""
    return f"/{found.loaded}".endswith(f"/{address}")


def _told(html: str, boot: str, shown_on: str) -> str:
    """Add the list of pages with the simulator to the address of the script that has to know them."""
    for found in found_in(html):
        if boot and found.name == "script" and _is(found, boot):
            address, _ = urldefrag(found.attributes["src"])
            tag = found.with_attribute("src", f"{address}#{shown_on}")
            return html[: found.start] + tag + html[found.end :]
    return html


def shown_on(pages: Sequence[str]) -> str:
    """Write the list of pages with the simulator, given their places in the site, as its script reads it.

    >>> shown_on(["simulator/index.html", "a b.html"])
    'simulator/,a%20b.html'
    """
    addresses = [posixpath.dirname(page) + "/" if posixpath.basename(page) == "index.html" else page for page in pages]
    return quote(",".join(address.removeprefix("/") for address in addresses), safe="/,")


def _before(element: str, tags: str, html: str) -> str:
    """Insert tags in front of the last end tag of an element, or at the end of a page without that tag."""
    ends = list(re.finditer(f"</{element}\\s*>", html, re.IGNORECASE))
    place = ends[-1].start() if ends else len(html)
    return html[:place] + tags + html[place:]
