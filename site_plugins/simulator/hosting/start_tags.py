"""Finds the start tags of a page as a browser does, even if another plugin has minified or rewritten the page.

Other plugins leave out quotes, order attributes or drop tags that HTML does not need, so nothing here is found by how
it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from html.parser import HTMLParser

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
_START = re.compile(rf"<([a-z][^\s/>]*+){_ATTRIBUTES}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A start tag in a page, with the program or the style sheet in it, and the end tag of these.

    Attributes:
        start: Where it begins.
        source: All of it, as it is written.
    """

    start: int
    source: str

    @property
    def end(self) -> int:
        """The index of its end. A script ends with its end tag."""
        return self.start + len(self.source)

    @cached_property
    def name(self) -> str:
        """The name of the element; empty for a comment."""
        found = _START.match(self.source)
        return found[1].lower() if found else ""

    @cached_property
    def attributes(self) -> dict[str, str]:
        """The attributes, by name.

        >>> [found] = found_in("<LINK rel=stylesheet href='a.css'>")
        >>> (found.name, found.attributes)
        ('link', {'rel': 'stylesheet', 'href': 'a.css'})
        """
        reader = _Reader()
        reader.feed(self.source)
        return reader.attributes

    def with_attribute(self, name: str, value: str) -> str:
        """Return the tag with an attribute, in the place of another of that name.

        >>> [found] = found_in("<script integrity=a src=b></script>")
        >>> found.with_attribute("integrity", "c")
        '<script integrity="c" src=b></script>'
        """
        tag = _START.match(self.source)
        if tag is None:
            raise ValueError(f"{self.source} is no start tag")
        rest = re.sub(rf"\s{name}\s*=\s*{_VALUE}", "", self.source[tag.end(1) : tag.end()], flags=re.IGNORECASE)
        return f'<{tag[1]} {name}="{escape(value)}"{rest}{self.source[tag.end() :]}'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attributes:
            self.attributes.setdefault(name, value or "")  # of two with one name, a browser takes the first


def found_in(html: str) -> Iterator[Found]:
    """Find every start tag and comment of a page, in their order. The content of titles and text areas is skipped.

    >>> [found.name for found in found_in("<title><b></title><!-- <i> --><script>'<u>'</script>")]
    ['title', '', 'script']
    """
    for element in _ELEMENT.finditer(html):
        yield Found(element.start(), element["start"] or element[0])


def head_start(html: str) -> int:
    """Return the first place for further elements in the head: after the tag `head` and the encoding, if there are any.

    >>> [html[: head_start(html)] for html in ("<!doctype html><html lang=en><meta charset=utf-8><title>", "<p>")]
    ['<!doctype html><html lang=en><meta charset=utf-8>', '']
    """
    place = 0
    for found in found_in(html):
        if found.name in {"html", "head"} or (found.name == "meta" and "charset" in found.attributes):
            place = found.end
        elif found.name:
            break
    return place or (len(doctype[0]) if (doctype := re.match(r"\s*<!doctype[^>]*>", html, re.IGNORECASE)) else 0)
