"""Words the problems of a document, each at its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from yaml.nodes import MappingNode, Node

from schedulers import values
from schedulers.excerpts import dotted, shortened, shown, visible
from schedulers.problems import Place, Problem
from schedulers.spec import FieldSpec, with_article
from schedulers.yaml_document import Entry, merged, place_of, written

Path = tuple[str, ...]

MOST_COMPARED = 200
"""Among more keys than this no misspelt one is looked for."""

MOST_PROBLEMS = 100
"""More problems than this are counted: nobody reads ten thousand."""


@dataclass(frozen=True)
class Section:
    """A mapping of the document, where its key stands, and the keys that lead to it."""

    node: MappingNode
    place: Place
    path: Path

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The mapping's keys with their values, those taken over by ``<<`` included."""
        return merged(self.node)


@dataclass
class Report:
    """What is wrong with ``text`` so far."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        place: Place,
        path: Path,
        message: str,
        value: str | None = None,
        allowed: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem(place.line, place.column, dotted(path), message, value, allowed, suggestion))

    def first_problems(self) -> list[Problem]:
        """As many problems as anybody reads, in the order of their places, and one more that counts the rest."""
        found = sorted(self.problems, key=lambda problem: problem.place)
        more = len(found) - MOST_PROBLEMS
        if more > 0:
            rest = found[MOST_PROBLEMS]
            message = f"from here on there {'is' if more == 1 else 'are'} {more:,} more. Mend those above first"
            found[MOST_PROBLEMS:] = [Problem(rest.line, rest.column, "", message)]
        return [replace(one, message=visible(one.message)) for one in found]

    def add_wrong_value(
        self, node: Node, spec: FieldSpec, *, item: int | None = None, resolved: Node | None = None
    ) -> None:
        """A value is not what its field takes.

        Args:
            node: What is written.
            spec: The field.
            item: Index of the item that is at fault, in a list.
            resolved: What is written stands for, when that is a reference.
        """
        value = written(self.text, node)
        got = shown(value)
        if resolved is not None and resolved is not node:
            got = f"{got} ({shown(written(self.text, resolved))})"
        if item is not None:
            got = f"{got} as item {item + 1}"
        reason, suggestion = values.explain(resolved or node, spec)
        self.add(
            place_of(node),
            spec.path if item is None else (*spec.path[:-1], f"{spec.name}[{item}]"),
            f"{'.'.join(spec.path)} must be {with_article(spec.requirement)}; got {got or 'nothing'}{reason}",
            value,
            spec.requirement,
            suggestion,
        )

    def add_wrong_name(self, node: Node, path: Path, name: str, known: Iterable[str], *, reactive: bool) -> None:
        """The scheduler's name is none of the known ones; a ``reactive`` one can't be simulated by its nature."""
        value, allowed = written(self.text, node), one_of(known)
        near = nearest(name, known)
        if reactive:
            near = None
            message = (
                f"{name} reacts to the results of training, so its rates can't be known before. "
                f"What can be simulated is {allowed}"
            )
        else:
            message = f"{'.'.join(path)} must be {allowed}; got {shown(value) or 'nothing'}{did_you_mean(near)}"
        self.add(place_of(node), path, message, value, allowed, near)

    def add_missing_field(self, section: Section, spec: FieldSpec, *, needed_by: str, taken: Iterable[str]) -> None:
        """A field is not there; a key that is not ``taken`` may have been meant to be it."""
        near = nearest(spec.name, section.entries.keys() - set(taken))
        self.add(
            section.place,
            spec.path,
            f"{'.'.join(spec.path)} is missing; {needs(spec, needed_by)}{meant_to_be(near, spec.name)}",
            allowed=spec.requirement,
        )

    def add_missing_section(
        self, place: Place, path: Path, known: Mapping[str, Entry], holds: FieldSpec | None
    ) -> None:
        """A mapping is not there; ``holds`` is the field that was looked for in it."""
        near = nearest(path[-1], known)
        hint = meant_to_be(near, path[-1])
        if not hint and path == ("training",) and "scheduler" in known:
            hint = ". Indent what is there below the key training"
        need = f"; {needs(holds, 'a simulation')}" if holds else ""
        self.add(place_of(known[near].key_node) if near else place, path, f"{'.'.join(path)} is missing{need}{hint}")

    def add_unknown_key(self, entry: Entry, section: Path, fields: Iterable[str], scheduler: str) -> None:
        """A key is none of the scheduler's."""
        key = shortened(entry.key) or written(self.text, entry.key_node)
        path, allowed = (*section, key), f"name, {', '.join(fields)}"
        near = nearest(entry.key, fields) if len(self.problems) < MOST_PROBLEMS else None  # the rest is not shown
        hint = did_you_mean(near) or ". Remove it"
        message = f"{dotted(path)} is unknown; {scheduler} takes {allowed}{hint}"
        self.add(place_of(entry.key_node), path, message, key, allowed, near)


def needs(spec: FieldSpec, who: str) -> str:
    """Who needs a field, what it takes, and an example."""
    example: Any = values.yaml_text(spec.field.example)
    return f"{who} needs {'.'.join(spec.path)}, {with_article(spec.requirement)}, for example {example}"


def nearest(key: str, known: Iterable[str]) -> str | None:
    """The known key that was probably meant; none where there are so many that looking would take long.

    >>> nearest("gama", ["gamma", "end_epoch"])
    'gamma'
    """
    candidates = sorted(known)
    if len(candidates) > MOST_COMPARED:
        return None
    return next(iter(get_close_matches(key, candidates, n=1)), None)


def one_of(names: Iterable[str]) -> str:
    """What may stand where a name is asked for."""
    return f"one of {', '.join(names)}"


def did_you_mean(near: str | None) -> str:
    """A sentence's end that names what was probably meant."""
    return f". Did you mean {near}?" if near else ""


def meant_to_be(near: str | None, wanted: str) -> str:
    """A sentence's end that names the key which was probably meant to be ``wanted``."""
    return f". Did you mean the key {near} to be {wanted}?" if near else ""
