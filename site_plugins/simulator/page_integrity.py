"""What the scripts and styles of the simulator have to be, written into the pages, for the browser to compare.

Only of files whose names carry the hash of their content: one that changes under its name would be refused by a page
that was kept from before.
"""

import json
import re
from collections.abc import Mapping

from site_plugins.simulator.bundle import Bundle
from site_plugins.simulator.cache import integrity

_HEAD = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?")


def integrities(page: Bundle, served: str) -> dict[str, str]:
    """The integrity of each script and style sheet of the page, by its address in the site.

    Args:
        page: The bundled page code.
        served: The directory of the site that it is in.
    """
    files = [path for path in sorted(page.directory.iterdir()) if re.search(r"-\w{8}\.(js|css)$", path.name)]
    return {f"{served}/{path.name}": integrity(path.read_bytes()) for path in files}


def with_integrity(html: str, expected: Mapping[str, str]) -> str:
    """The page, with the integrity of what it loads itself, and of the modules that those import.

    Args:
        html: A page.
        expected: The integrity of each file, by its address in the site.
    """
    root = None
    for address, value in expected.items():
        found = re.search(rf'<(?:script src|link rel="stylesheet" href)="([^"]*){re.escape(address)}[^"]*"', html)
        if found:
            root = found[1] or "./"
            html = html.replace(found[0], f'{found[0]} integrity="{value}"')
    if root is None:
        return html
    modules = {f"{root}{address}": value for address, value in expected.items() if address.endswith(".js")}
    scripts = f'<script type="importmap">{json.dumps({"integrity": modules})}</script>'
    return _HEAD.sub(lambda found: found[0] + scripts, html, count=1)
