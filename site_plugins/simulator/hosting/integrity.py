"""Writes the integrity of the simulator's scripts and styles into the pages, so that the browser checks them.

Only of files whose names carry the hash of their content: one that changes under its name would be refused by a page
that was kept from before.
"""

import json
import re
from collections.abc import Iterator, Mapping

from site_plugins.cache import integrity
from site_plugins.simulator.hosting.start_tags import Found, found_in, head_start
from site_plugins.simulator.toolchain.bundle import Bundle

_MODULES = '<script type="importmap">{}</script>'
_WRITTEN = re.compile(re.escape(_MODULES).replace(r"\{\}", r'\{"integrity": [^<]*\}'))
"""Matches what an earlier call has written."""


def integrities(page: Bundle, served: str) -> dict[str, str]:
    """Return the integrity of each script and style sheet of the page, by its address in the site.

    Args:
        page: The bundled page code.
        served: The directory of the site that it is in.
    """
    files = [path for path in sorted(page.directory.iterdir()) if re.search(r"-\w{8}\.(js|css)$", path.name)]
    return {f"{served}/{path.name}": integrity(path.read_bytes()) for path in files}


def with_integrity(html: str, expected: Mapping[str, str]) -> str:
    """Add to a page the integrity of the files that it loads, and of the modules that these import.

    Whatever has written the page: in any order of the attributes, with quotes or without. A page that has it already
    stays as it is.

    Args:
        html: A page.
        expected: The integrity of each file, by its address in the site.
    """
    html = _WRITTEN.sub("", html, count=1)
    written: list[str] = []
    root, end = None, 0
    for found, address in _loading(html, expected):
        root = _path(found).removesuffix(address) or "./"
        written += [html[end : found.start], found.with_attribute("integrity", expected[address])]
        end = found.end
    if root is None:
        return html
    html = "".join([*written, html[end:]])
    modules = {f"{root}{address}": value for address, value in expected.items() if address.endswith(".js")}
    place = head_start(html)
    return html[:place] + _MODULES.format(json.dumps({"integrity": modules})) + html[place:]


def _loading(html: str, expected: Mapping[str, str]) -> Iterator[tuple[Found, str]]:
    """Yield the elements that load one of the files, with the file's address in the site."""
    for found in found_in(html):
        styles = found.name == "link" and "stylesheet" in found.attributes.get("rel", "").lower().split()
        if styles or found.name == "script":
            path = _path(found)
            yield from ((found, address) for address in expected if f"/{path}".endswith(f"/{address}"))


def _path(found: Found) -> str:
    """Return the address that an element loads, without what follows the path."""
    attributes = found.attributes
    return re.split("[?#]", attributes.get("src") or attributes.get("href", ""), maxsplit=1)[0]
