"""Reads parts of a page as a list of events, as a browser parses them."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
"""The elements of HTML without an end tag."""

Attributes = dict[str, str]
Event = tuple[str, object]
"""A start tag with its attributes, an end tag, or text."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.events.append((tag, {name: value or "" for name, value in attributes}))
        if tag in VOID:
            self.events.append((f"/{tag}", None))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.events += [(tag, {name: value or "" for name, value in attributes}), (f"/{tag}", None)]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.events.append((f"/{tag}", None))

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            self.events.append(("", text))


def events(html: str) -> list[Event]:
    """Return all events of a page, in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.events


def elements(html: str, wanted: Callable[[str, Attributes], bool]) -> Iterator[list[Event]]:
    """Return the elements of one kind in a page, each with its content. One within another is part of that."""
    everything = iter(events(html))
    for event in everything:
        name, attributes = event
        if isinstance(attributes, dict) and wanted(name, attributes):
            found, depth = [event], 1
            while depth:
                found.append(next(everything))
                depth += isinstance(found[-1][1], dict) - found[-1][0].startswith("/")
            yield found


def has_class(name: str) -> Callable[[str, Attributes], bool]:
    """Tell whether an element has a class."""
    return lambda _, attributes: name in attributes.get("class", "").split()


def without(found: list[Event], unwanted: Callable[[str, Attributes], bool]) -> list[Event]:
    """Return an element's content without the elements of one kind."""
    kept: list[Event] = []
    depth = 0
    for event in found:
        name, attributes = event
        starts = isinstance(attributes, dict)
        if depth or (starts and unwanted(name, attributes)):  # type: ignore[arg-type]
            depth += starts - name.startswith("/")
        else:
            kept.append(event)
    return kept


def with_links(found: list[Event], page: str) -> list[Event]:
    """Replace each link by its target in the site, and its fragment."""
    return [
        (name, {**attributes, "href": target(attributes["href"], page)})
        if isinstance(attributes, dict) and "href" in attributes
        else (name, attributes)
        for name, attributes in found
    ]


def target(href: str, page: str) -> str:
    """Return the target of a link in the site, and its fragment; for a link to another host, the whole link."""
    there = urlsplit(href)
    if there.netloc:
        return href
    folder = page.rpartition("/")[0]
    steps: list[str] = [] if there.path.startswith("/") else folder.split("/") if folder else []
    for step in there.path.split("/") if there.path else [page.rpartition("/")[2]]:
        steps = steps[:-1] if step == ".." else steps if step in {"", "."} else [*steps, step]
    path = "/".join(steps).removesuffix("index.html").rstrip("/")
    return f"{path}#{there.fragment}"
