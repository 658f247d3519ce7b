"""Writes the integrity of the simulator's scripts and styles into the pages, so that the browser checks them.

Only of files whose names carry the hash of their content: one that changes under its name would be refused by a page
that was kept from before.
"""

import json
import re
from collections.abc import Mapping

from site_plugins.cache import integrity
from site_plugins.simulator.toolchain.bundle import Bundle
from site_plugins.start_tags import found_in, with_first

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
    loading = [
        (found, loaded, address)
        for found in found_in(html)
        if (loaded := found.loaded)
        for address in expected
        if f"/{loaded}".endswith(f"/{address}")
    ]
    if not loading:
        return html
    for found, _, address in reversed(loading):
        html = html[: found.start] + found.with_attribute("integrity", expected[address]) + html[found.end :]
    _, loaded, address = loading[-1]
    root = loaded.removesuffix(address) or "./"
    modules = {f"{root}{address}": value for address, value in expected.items() if address.endswith(".js")}
    return with_first(html, _MODULES.format(json.dumps({"integrity": modules})))
