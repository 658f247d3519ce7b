"""What of a page its Content-Security-Policy decides on: scripts, and what is loaded from elsewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

EXECUTED = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}
"""Types of scripts that a policy is asked for. Others are data."""
LOADED_BY = {
    "audio": "media-src",
    "embed": "object-src",
    "iframe": "frame-src",
    "img": "img-src",
    "object": "object-src",
    "script": "script-src",
    "video": "media-src",
}
"""The directive that decides on what an element loads."""

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_ATTRIBUTES = rf"[^\s/>]*+[\s/]*+(?:{_ATTRIBUTE}[\s/]*+)*+>"
"""The rest of a start tag, behind the first letter of its name."""
_ELEMENT = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|</(?![a-z])[^>]*+>"
    rf"|<(?P<program>script|style)(?=[\s/>]){_ATTRIBUTES}.*?(?:</(?P=program)[^>]*>|\Z)"
    rf"|(?P<start><(?P<words>textarea|title)(?=[\s/>]){_ATTRIBUTES}).*?(?:</(?P=words)[^>]*>|\Z)"
    rf"|<[a-z]{_ATTRIBUTES}",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, of which there are two kinds, an element in which no tag begins but its own end, or a start tag."""
_DECIDED_ON = re.compile(
    # What loads something, what has a script in an attribute, and what has characters written as numbers or names.
    rf"<(?:link|{'|'.join(LOADED_BY)})\b|[\s/\"']on\w+\s*=|javascript:|&",
    re.IGNORECASE,
)


class PageElements(HTMLParser):
    """Reads a page's scripts as a browser does, and what the policy has to say about the rest.

    A page has a thousand elements and more, of which a few are read in full: those that a policy may decide on.

    Attributes:
        inline: The text of each script that stands in the page.
        handlers: Each attribute with a script, such as ``onclick``.
        foreign: The directive and address of each thing that is loaded from another host.

    >>> PageElements('<p title="<script>1</script>"><script>2</script><!-- <script>3</script> -->').inline
    ['2']
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        self._within = False
        for element in _ELEMENT.finditer(html):
            read = element["start"] or element[0]
            if _DECIDED_ON.search(read):
                self.feed(read)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Called for each start tag."""
        given = {name: value or "" for name, value in attributes}
        self.handlers += [name for name in given if name.startswith("on")]
        self.handlers += [value for value in given.values() if value.lower().lstrip().startswith("javascript:")]
        directive = LOADED_BY.get(tag, "")
        address = given.get("src") or given.get("data", "")
        if tag == "link" and given.get("rel") == "stylesheet":
            directive, address = "style-src", given.get("href", "")
        if directive and urlsplit(address).netloc:
            self.foreign.append((directive, address))
        self._within = tag == "script" and "src" not in given and given.get("type", "").lower() in EXECUTED
        if self._within:
            self.inline.append("")

    def handle_endtag(self, tag: str) -> None:
        """Called for each end tag."""
        self._within &= tag != "script"

    def handle_data(self, data: str) -> None:
        """Called for text."""
        if self._within:
            self.inline[-1] += data
