"""Warns of everything in the pages that their policy will refuse, with the lines that allow it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from site_plugins.simulator.hosting.page_elements import PageElements
from site_plugins.simulator.hosting.policy import allowed_by, merged
from site_plugins.simulator.hosting.ready_made import origin, ready_made

MOST_PLACES = 3
"""The most pages that one warning names."""

Sources = Mapping[str, Sequence[str]]
"""Sources by directive."""


def refusals(pages: Mapping[str, PageElements], site: str, further: Sources) -> str:
    """Describe what will be refused, for whoever builds the site; return nothing when nothing will be.

    Args:
        pages: The elements of each page or style sheet, by its path in the site.
        site: The site's own address.
        further: More sources by directive.
    """
    loads: dict[tuple[str, str], list[str]] = defaultdict(list)
    scripts: dict[str, list[str]] = defaultdict(list)
    for place, page in pages.items():
        for handler in dict.fromkeys(page.handlers):
            scripts[handler].append(place)
        for directive, address in dict.fromkeys(page.foreign):
            if urlsplit(address).netloc != urlsplit(site).netloc:
                loads[directive, address].append(place)
    lines, missing = [], []
    for (directive, address), places in loads.items():
        if needed := _needed(directive, address, further):
            known = ready_made(address)
            lines.append(f"  {_places(places)}: {directive} {address}{f' ({known.name})' if known else ''}")
            missing.append(needed)
    if lines:
        lines = [
            "They load from other hosts:",
            *lines,
            "If that is meant, add to mkdocs.yml:",
            *_yaml(merged(*missing)),
        ]
    if scripts and "'unsafe-inline'" not in further.get("script-src-attr", ()):
        lines.append("They have scripts in attributes; put these into a script that adds event listeners:")
        lines += [f"  {_places(places)}: {handler}" for handler, places in scripts.items()]
    if not lines:
        return ""
    return "\n".join(["The Content-Security-Policy refuses what some pages have in them.", *lines])


def _needed(directive: str, address: str, further: Sources) -> dict[str, list[str]]:
    """Return the sources that an address needs and the policy does not allow yet, with those of its known service."""
    known = ready_made(address)
    needed = known.sources_for(address) if known else {}
    if not any(allows(source, address) for source in needed.get(directive, ())):
        needed = merged({directive: [origin(address)]}, needed)
    return {
        name: more
        for name, sources in needed.items()
        if (more := [one for one in sources if not _is_allowed(one, allowed_by(name, further))])
    }


def _is_allowed(source: str, allowed: Iterable[str]) -> bool:
    return any(
        source == one or ("://" in source and allows(one, source.replace("://*.", "://www."))) for one in allowed
    )


def allows(source: str, address: str) -> bool:
    """Tell whether a source of a policy allows an address of another host.

    >>> [allows(source, "https://a.example/b.js") for source in ("https:", "*.example", "https://a.example/", "d.e")]
    [True, True, True, False]
    """
    if source == "*" or source.startswith("'"):
        return source == "*"
    wanted = urlsplit(address if not address.startswith("//") else f"https:{address}")
    if source.endswith(":"):
        return wanted.scheme == source[:-1]
    given = urlsplit(source if "://" in source else f"{wanted.scheme}://{source}")
    host = wanted.netloc == given.netloc or (given.netloc[:2] == "*." and wanted.netloc.endswith(given.netloc[1:]))
    path = wanted.path.startswith(given.path) if given.path.endswith("/") else given.path in {"", wanted.path}
    schemes = {given.scheme, "https"} if given.scheme == "http" else {given.scheme}
    return host and (path or not wanted.path) and wanted.scheme in schemes


def _places(places: Sequence[str]) -> str:
    named = ", ".join(places[:MOST_PLACES])
    more = len(places) - MOST_PLACES
    return f"{named} and {more} more" if more > 0 else named


def _yaml(sources: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the option of mkdocs.yml, as lines.

    >>> _yaml({"img-src": ["https://a.example"]})
    ['  plugins:', '    - simulator:', '        policy:', '          img-src: ["https://a.example"]']
    """
    lines = [f"          {directive}: {json.dumps(allowed)}" for directive, allowed in sources.items()]
    return ["  plugins:", "    - simulator:", "        policy:", *lines]
