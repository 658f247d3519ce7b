"""Writes the clauses and sentences that several messages share."""

from collections.abc import Iterable, Mapping
from typing import Any

from schedulers.further_names import Declaration, Path
from schedulers.reading.sections import Section
from schedulers.reading.wording.characters import doing, listed
from schedulers.reading.wording.excerpts import shown
from schedulers.reading.wording.near_names import folded, nearest
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec, with_article


def needs(spec: FieldSpec, who: str, example: tuple[Any, str] | None = None) -> str:
    """Say who needs a field, what it takes, and an example, which may come from the document."""
    needed = f"{who} needs {'.'.join(spec.path)}, {with_article(spec.requirement)}, for example"
    if example and spec.accepts(example[0]):
        return f"{needed} {spec.kind.yaml(example[0])}, {example[1]}"
    return f"{needed} {spec.kind.yaml(spec.example)}"


def why_unknown(key: str, section: Section, schedule: Schedule, registry: Registry) -> str:
    """Say why the scheduler does not take a key, and what to do with it."""
    declaration = registry.layout.names
    for other, reason in declaration.without_counterpart.items():
        if folded(key) == folded(other):
            return f". {key} has no counterpart: {reason}. Remove it"
    fields = schedule.specs
    further = further_names(declaration, section.path)
    near = nearest(key, fields, further)
    if near:
        both = " It is there already, so remove one of the two" if near in section.entries else ""
        return f"{did_you_mean(near)}{both}"
    return _whose(key, schedule, registry, further) or ". Remove it"


def _whose(key: str, schedule: Schedule, registry: Registry, further: Mapping[str, tuple[str, ...]]) -> str:
    """Say to which other schedulers a key belongs, or a key that is near; an empty text for none."""
    takers: dict[str, list[str]] = {}
    for name, each in registry.schedules.items():
        taken = nearest(key, [field for field in each.specs if field not in schedule.specs], further)
        if taken:
            takers.setdefault(taken, []).append(name)
    called = [field for field in takers if folded(key) in {folded(each) for each in (field, *further.get(field, ()))}]
    if called:
        field = key if key in called else called[0]
        here = "" if field == key else f" is called {field} here, and"
        return f". {shown(key)}{here} belongs to {listed(takers[field])}. Remove it"
    near = next(iter(takers), None)
    return f"{did_you_mean(near)} It belongs to {listed(takers[near])}, so remove it" if near else ""


def stands_in_it(text: str, after: str = ".") -> str:
    """Name, in a sentence, the characters that are not what they look like; an empty text for none."""
    characters = doing(text, "stand")
    return f"{after} {characters} in it" if characters else ""


def one_of(names: Iterable[str]) -> str:
    """List the names that are allowed."""
    return f"one of {', '.join(names)}"


def further_names(declaration: Declaration, section: Path) -> dict[str, tuple[str, ...]]:
    """Return the further names of a section's keys, by their proper names."""
    start = f"{'.'.join(section)}."
    return {path.removeprefix(start): names for path, names in declaration.keys.items() if path.startswith(start)}


def did_you_mean(near: str | None) -> str:
    """End a sentence with the name that was probably meant."""
    return f". Did you mean {near}?" if near else ""


def meant_to_be(near: str | None, wanted: str) -> str:
    """End a sentence with the key that was probably meant to be ``wanted``."""
    return f". Did you mean the key {near} to be {wanted}?" if near else ""
