"""Finds the start tags of a page as a browser does, even if another plugin has minified or rewritten the page.

Other plugins leave out quotes, order attributes or drop tags that HTML does not need, so nothing here is found by how
it was written.
"""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_ATTRIBUTES = rf"[\s/]*+(?:{_ATTRIBUTE}[\s/]*+)*+>"
"""The rest of a start tag, behind its name."""
_ELEMENT = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|</(?![a-z])[^>]*+>"
    rf"|(?P<start><(?P<whole>script|style|textarea|title)(?=[\s/>]){_ATTRIBUTES})"
    r"(?P<content>.*?)(?:</(?P=whole)[^>]*>|\Z)"
    rf"|<(?P<name>[a-z][^\s/>]*+){_ATTRIBUTES}",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, of which there are two kinds, an element in which no tag begins but its own end, or a start tag."""


class Found(NamedTuple):
    """A start tag in a page.

    Attributes:
        name: The name of the element, in lower case; empty for a comment.
        start: The index at which the tag begins.
        tag: The tag, as it is written.
        content: What a script, a style sheet, a title or a text area contains.
    """

    name: str
    start: int
    tag: str
    content: str = ""

    @property
    def end(self) -> int:
        """The index at which the tag ends."""
        return self.start + len(self.tag)

    @property
    def loaded(self) -> str:
        """The address that a script or link loads, without what follows the path; empty for other elements."""
        attributes = self.attributes if self.name in {"link", "script"} else {}
        return re.split("[?#]", attributes.get("src") or attributes.get("href", ""), maxsplit=1)[0]

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, by name.

        >>> [found] = found_in("<LINK rel=stylesheet href='a.css'>")
        >>> (found.name, found.attributes)
        ('link', {'rel': 'stylesheet', 'href': 'a.css'})
        """
        reader = _Reader()
        reader.feed(self.tag)
        return reader.attributes

    def with_attribute(self, name: str, value: str) -> str:
        """Return the tag with an attribute, in the place of another of that name.

        >>> [found] = found_in("<script integrity=a src=b></script>")
        >>> found.with_attribute("integrity", "c")
        '<script integrity="c" src=b>'
        """
        behind_name = len(self.name) + 1
        rest = re.sub(rf"\s{name}\s*=\s*{_VALUE}", "", self.tag[behind_name:], flags=re.IGNORECASE)
        return f'{self.tag[:behind_name]} {name}="{escape(value)}"{rest}'


class _Reader(HTMLParser):
    attributes: dict[str, str]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.attributes = {}
        for name, value in attributes:
            self.attributes.setdefault(name, value or "")  # of two with one name, a browser takes the first


def found_in(html: str) -> Iterator[Found]:
    """Find every start tag and comment of a page, in their order. The content of titles and text areas is skipped.

    >>> [found.name for found in found_in("<title><b></title><!-- <i> --><script>'<u>'</script>")]
    ['title', '', 'script']
    """
    for element in _ELEMENT.finditer(html):
        start, whole, content, name = element.groups()
        yield Found((whole or name or "").lower(), element.start(), start or element[0], content or "")


def with_first(html: str, element: str) -> str:
    """Insert an element into the head of a page: after the tag `head` and the encoding, if there are any.

    >>> with_first("<!doctype html><html lang=en><meta charset=utf-8><title>A", "<base>"), with_first("<p>", "<base>")
    ('<!doctype html><html lang=en><meta charset=utf-8><base><title>A', '<base><p>')
    """
    place = 0
    for found in found_in(html):
        if found.name in {"html", "head"} or (found.name == "meta" and "charset" in found.attributes):
            place = found.end
        elif found.name:
            break
    if not place and (doctype := re.match(r"\s*<!doctype[^>]*>", html, re.IGNORECASE)):
        place = doctype.end()
    return html[:place] + element + html[place:]
