"""Finds what a page's Content-Security-Policy decides about: scripts, and files from other hosts."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from site_plugins.start_tags import found_in

EXECUTED = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}
"""The types of scripts that a policy decides about. Scripts of other types are data."""
LOADED_BY = {
    "form-action": ["form action"],
    "frame-src": ["iframe src"],
    "img-src": ["image href", "img src", "img srcset", "input src", "source srcset", "video poster"],
    "media-src": ["audio src", "source src", "track src", "video src"],
    "object-src": ["embed src", "object data"],
    "script-src": ["script src"],
}
"""What loads something that a directive decides about: the name of the element, and the attribute with the address."""
LINKED = {
    "apple-touch-icon": "img-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
    "stylesheet": "style-src",
}
"""The directive for the target of a `link`, by its relation."""
SCRIPT = re.compile(r"\s*javascript:(?!\s*(?:void\s*\(?\s*0\s*\)?)?\s*;?\s*\Z)", re.IGNORECASE)
"""Matches the start of a script in an address, unless it only means "stay here". Refusing that changes nothing."""

_DIRECTIVES = {place: directive for directive, places in LOADED_BY.items() for place in places}
_ELEMENTS = "|".join({place.split()[0] for place in _DIRECTIVES} | {"link", "style"})
_DECIDED_ON = re.compile(
    # What loads something, what has a script in an attribute, and what has characters written as numbers or names.
    rf"<(?:{_ELEMENTS})\b|[\s/\"']on\w+\s*=|javascript:|url\(|&",
    re.IGNORECASE,
)
_IN_A_SCRIPT = {
    "script-src": re.compile(r"""\b(?:from|import)\s*\(?\s*["'`]((?:https?:)?//[^"'`\s]+)["'`]"""),
    "connect-src": re.compile(r"""\bfetch\(\s*["'`]((?:https?:)?//[^"'`\s]+)["'`]"""),
}
_ADDRESS = r"""["']?((?:https?:)?//[^"')\s;]+)"""
_IMPORT = re.compile(rf"@import\s+(?:url\(\s*)?{_ADDRESS}[^;]*;?", re.IGNORECASE)
_FONT = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_URL = re.compile(rf"url\(\s*{_ADDRESS}", re.IGNORECASE)


class PageElements:
    """Reads a page's scripts as a browser does, and everything else that the policy decides about.

    Only the few of a page's many elements that a policy may decide about are read in full.

    Attributes:
        inline: The text of each script that stands in the page.
        handlers: Each attribute with a script, such as ``onclick``.
        foreign: The directive and address of each thing that is loaded from another host.

    >>> PageElements('<p title="<script>1</script>"><script>2</script><!-- <script>3</script> -->').inline
    ['2']
    """

    def __init__(self, html: str) -> None:
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        for found in found_in(html):
            if found.name and _DECIDED_ON.search(found.tag):
                self.add(found.name, found.attributes, found.content)

    def add(self, name: str, attributes: Mapping[str, str], content: str) -> None:
        """Note what the policy decides about in an element, given its name, its attributes and the text in it."""
        self.handlers += [attribute for attribute in attributes if attribute.startswith("on")]
        self.handlers += filter(SCRIPT.match, attributes.values())
        self.foreign += [one for one in _loaded(name, attributes) if _is_foreign(one[1])]
        self.foreign += in_a_style(attributes.get("style", ""))
        if name == "style":
            self.foreign += in_a_style(content)
        elif name == "script" and "src" not in attributes and attributes.get("type", "").lower() in EXECUTED:
            self.inline.append(content)
            for directive, pattern in _IN_A_SCRIPT.items():
                self.foreign += [(directive, address) for address in pattern.findall(content)]


def in_a_style(text: str) -> list[tuple[str, str]]:
    """Return the directive and address of each file that a style sheet loads from another host.

    >>> in_a_style("@import url(https://a.example/a.css); b { background: url('//b.example/b.png') }")
    [('style-src', 'https://a.example/a.css'), ('img-src', '//b.example/b.png')]
    """
    if "//" not in text:
        return []
    styles = [("style-src", address) for address in _IMPORT.findall(text)]
    text = _IMPORT.sub("", text)
    fonts = [("font-src", address) for font in _FONT.findall(text) for address in _URL.findall(font)]
    return styles + fonts + [("img-src", address) for address in _URL.findall(_FONT.sub("", text))]


def _loaded(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the directive and address of each file that an element loads."""
    for name, value in given.items():
        if directive := _DIRECTIVES.get(f"{tag} {name}"):
            addresses = re.findall(r"[^\s,]\S*[^\s,]", value) if name == "srcset" else [value]
            yield from ((directive, address) for address in addresses)
    if tag == "link":
        for relation in given.get("rel", "").lower().split():
            if relation in LINKED:
                yield LINKED[relation], given.get("href", "")


def _is_foreign(address: str) -> bool:
    try:
        return bool(urlsplit(address.strip()).netloc)
    except ValueError:  # no address at all, which no browser loads either
        return False
