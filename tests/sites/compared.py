"""Compares a site by MkDocs with the same site by another builder, element by element."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from tests.sites.elements import Attributes, Event, elements, events, has_class, target, with_links, without

KINDS: dict[str, Callable[[str, Attributes], bool]] = {
    "section": has_class("section"),
    "settings": has_class("training"),
    "gallery": has_class("gallery"),
    "figure": lambda _, attributes: "data-figure" in attributes,
    "simulator": lambda _, attributes: "data-simulator" in attributes,
}
"""The elements that the directives write."""
OWN_FILES = ("assets/simulator/", "schema/", "assets/social.png", "simulator-service-worker.js")
LISTED = "assets/simulator/third-party.json"
"""The list of third-party work. It names the builder, too."""
LOADED = re.compile(r"assets/(?:simulator/.*|accessibility\.js|scheduler-docs\.css)")
HASH = re.compile(r" 'sha256-[^']*'")


def differences(site: Path, other: Path) -> list[str]:
    """Return the differences of the second site from the first, a line each; for an element, the first one."""
    return [*_files(site, other), *_elements(site, other), *_heads(site, other)]


def counted(site: Path) -> dict[str, int]:
    """Count the elements of each kind."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    return {kind: sum(len(list(elements(html, wanted))) for html in pages) for kind, wanted in KINDS.items()}


def _files(site: Path, other: Path) -> Iterator[str]:
    for one, another in ((site, other), (other, site)):
        for place in sorted(_own(one) - _own(another)):
            yield f"{place} is in {one.name} alone"
    for place in sorted((_own(site) & _own(other)) - {LISTED}):
        if not place.endswith(".html") and (site / place).read_bytes() != (other / place).read_bytes():
            yield f"{place} has other bytes"


def _own(site: Path) -> set[str]:
    places = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {place for place in places if place.startswith(OWN_FILES) or place.endswith(".html")}


def _pages(site: Path, other: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(site.rglob("*.html")):
        place = path.relative_to(site).as_posix()
        if (other / place).is_file():
            yield place, path.read_text(encoding="utf-8"), (other / place).read_text(encoding="utf-8")


def _elements(site: Path, other: Path) -> Iterator[str]:
    for place, *both in _pages(site, other):
        for kind, wanted in KINDS.items():
            first, second = ([_plain(found, place) for found in elements(html, wanted)] for html in both)
            if len(first) != len(second):
                yield f"{place}: {kind}: {len(first)} and {len(second)}"
            for one, another in zip(first, second, strict=False):
                if one != another:
                    apart = next((pair for pair in zip(one, another, strict=False) if pair[0] != pair[1]), None)
                    yield f"{place}: {kind}: {apart or (len(one), len(another))}"


def _plain(found: list[Event], place: str) -> list[Event]:
    """Return an element without what each builder does in its own way."""
    return [
        # Zensical removes what search ignores while it builds. Material keeps it in the page.
        (name, {key: value for key, value in attributes.items() if key != "data-search-exclude"})
        if isinstance(attributes, dict)
        else (name, attributes)
        for name, attributes in with_links(without(found, has_class("headerlink")), place)
    ]


def _heads(site: Path, other: Path) -> Iterator[str]:
    for place, *both in _pages(site, other):
        first, second = (_loads(html, place) for html in both)
        for key in first.keys() | second.keys():
            if first.get(key) != second.get(key):
                yield f"{place}: {key}: {first.get(key)} and {second.get(key)}"


def _loads(html: str, place: str) -> dict[str, Any]:
    """Return what a page loads of this project, with integrities, and the policy without its hashes."""
    read = events(html)
    loads: dict[str, Any] = {}
    for (name, attributes), (_, text) in zip(read, [*read[1:], ("", "")], strict=True):
        if not isinstance(attributes, dict):
            continue
        address = target(attributes.get("src") or attributes.get("href", ""), place)
        if name == "script" and attributes.get("type") == "importmap":
            loads["modules"] = {target(one, place): value for one, value in json.loads(str(text))["integrity"].items()}
        elif attributes.get("http-equiv") == "Content-Security-Policy":
            loads["policy"] = HASH.sub("", attributes["content"])
        elif name in {"link", "script"} and (found := LOADED.search(urldefrag(address)[0])):
            loads[found[0]] = (attributes.get("integrity"), urldefrag(address)[1], attributes.get("type"))
    return loads


def found_fields(site: Path) -> dict[str, str]:
    """Return the search entry of each field, by its place: each entry below that of a scheduler."""
    index, items = site / "search" / "search_index.json", site / "search.json"
    read = json.loads((index if index.is_file() else items).read_text(encoding="utf-8"))
    entries = read["docs" if index.is_file() else "items"]
    places = {entry["location"] for entry in entries}
    return {
        entry["location"]: entry["title"] + entry["text"]
        for entry in entries
        # The objects of the API have more dots, or stand below no scheduler.
        if entry["location"].count(".") == 1 and entry["location"].rpartition(".")[0] in places
    }
