"""Collects the problems of a document, each at its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from yaml.nodes import Node

from schedulers.further_names import FormerLayout, Path
from schedulers.layout import Layout
from schedulers.problems import Place, Problem
from schedulers.reading.meant_values import explain, reason_of_text
from schedulers.reading.moves import Found
from schedulers.reading.moving import whole_move
from schedulers.reading.sections import Section
from schedulers.reading.wording.excerpts import dotted, shortened, shown, visible
from schedulers.reading.wording.problem_words import did_you_mean, meant_to_be, needs, one_of, stands_in_it, why_unknown
from schedulers.reading.yaml.loader import index_of_place, line_starts
from schedulers.reading.yaml.nodes import Entry, place_of, written
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec, Violation, with_article

MOST_PROBLEMS = 100
"""The most problems to show for one document. Nobody reads more."""


@dataclass
class Report:
    """The problems of ``text`` so far, and the numbers of sections that can't be read, and of all that is missing."""

    text: str
    layout: Layout
    problems: list[Problem] = field(default_factory=list)
    unread: int = 0
    missing: int = 0

    def add(
        self,
        place: Place,
        path: Path,
        message: str,
        value: str | None = None,
        allowed: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Add a problem. Its suggestion is kept only where it can replace the text as written."""
        kept = suggestion if suggestion and value and self._stands_alone(value, place) else None
        self.problems.append(Problem(place.line, place.column, dotted(path), message, value, allowed, kept))

    def _stands_alone(self, value: str, place: Place) -> bool:
        """Tell whether the value is written in full, without an alias or tag that depends on it."""
        return value[0] not in "&!" and self.text.startswith(value, index_of_place(line_starts(self.text), place))

    def first_problems(self) -> list[Problem]:
        """As many problems as anybody reads, in the order of their places, and one more that counts the rest."""
        return first_problems(self.problems)

    def add_wrong_value(
        self,
        node: Node,
        spec: FieldSpec,
        *,
        items: Sequence[object] = (),
        item: int | None = None,
        resolved: Node | None = None,
    ) -> None:
        """Report a value that its field does not take.

        Args:
            node: What is written.
            spec: The field.
            items: The list that it is an item of.
            item: Its index there.
            resolved: What is written stands for, when that is a reference.
        """
        value = written(self.text, node)
        got = shown(value)
        if resolved is not None and resolved is not node:
            got = f"{got} ({shown(written(self.text, resolved))})"
        if item is not None:
            got = f"{got} as item {item + 1}"
        reason, suggestion = explain(resolved or node, spec, self.text, self.layout.trainer, items, item)
        self.add(
            place_of(node),
            spec.path if item is None else (*spec.path[:-1], f"{spec.key}[{item}]"),
            f"{'.'.join(spec.path)} must be {with_article(spec.requirement)}; got {got or 'nothing'}{reason}",
            value,
            spec.requirement,
            suggestion,
        )

    def add_violation(
        self, node: Node, violation: Violation, specs: Mapping[str, FieldSpec], places: Mapping[str, Place]
    ) -> None:
        """Report two values that contradict each other, although each is in its own range.

        Args:
            node: The value that has to be changed, or the one that contradicts a default.
            violation: Which values they are.
            specs: All fields and settings.
            places: Where the values stand that the document says.
        """
        given = {name for name, each in specs.items() if ".".join(each.path) in places}
        spec = violation.spec
        bound = specs.get(violation.other)
        place = places.get(".".join(bound.path)) if bound else None
        where = f" in line {place.line}" if place else ""
        other = f". {violation.other} is {violation.bound}{where}" if violation.other else ""
        value = written(self.text, node) if violation.spec.name in given else None
        got = shown(value) if value is not None else f"its default, {violation.spec.kind.yaml(violation.value)}"
        message = f"{'.'.join(spec.path)} must be {with_article(spec.requirement)}; got {got}{other}"
        self.add(place_of(node), spec.path, message, value, spec.requirement)

    def add_wrong_name(
        self, node: Node, path: Path, name: str, known: Iterable[str], meant: str | None, *, reactive: bool
    ) -> None:
        """Report an unknown scheduler. A ``reactive`` one can't be simulated at all."""
        value, allowed = written(self.text, node), one_of(known)
        if reactive:
            message = (
                f"{shown(name)} reacts to the results of training, so its rates can't be known before. "
                f"What can be simulated is {allowed}"
            )
        else:
            odd = stands_in_it(value) or reason_of_text(name)
            message = f"{'.'.join(path)} must be {allowed}; got {shown(value) or 'nothing'}{odd}{did_you_mean(meant)}"
        self.add(place_of(node), path, message, value, allowed, meant)

    def add_missing_name(self, section: Section, path: Path, known: Iterable[str], found: Found | None) -> None:
        """Report that the scheduler's name is missing. The key ``found`` was probably meant to be it."""
        allowed = one_of(known)
        if found:
            self._add_near_key(found, f"it is {allowed}", allowed)
        elif section.absence:
            self.add_absent_section(section, need=f"a simulation needs {'.'.join(path)}, {allowed}, and its fields")
        else:
            self.missing += 1
            self.add(section.place, path, f"{'.'.join(path)} is missing; it is {allowed}", allowed=allowed)

    def add_missing_field(
        self,
        section: Section,
        spec: FieldSpec,
        needed_by: str,
        found: Found | None = None,
        example: tuple[Any, str] | None = None,
    ) -> None:
        """A field is not there.

        Args:
            section: Where it should be.
            spec: The field.
            needed_by: Who needs it.
            found: The key that was probably meant to be it.
            example: A value that the document says elsewhere and that is probably right, and what it is in words.
        """
        self.missing += 1
        name = ".".join(spec.path)
        if found:
            need = f"{needed_by} needs {with_article(spec.requirement)}{meant_to_be(shown(found.entry.key), spec.key)}"
        else:
            need = needs(spec, needed_by, example)
        message = f"{name} is missing; {need}"
        self.add(section.place, spec.path, message, allowed=spec.requirement)

    def add_near_field(self, found: Found, spec: FieldSpec, needed_by: str) -> None:
        """Report a missing field, and the key that was probably meant to be it."""
        self._add_near_key(found, f"{needed_by} needs {with_article(spec.requirement)}", spec.requirement)

    def add_rename(self, found: Found) -> None:
        """Report a missing section, and the one that was probably meant to be it."""
        self._add_near_key(found, "", None)

    def _add_near_key(self, found: Found, need: str, allowed: str | None) -> None:
        self.missing += 1
        key = found.entry.key_node
        wanted = found.target[-1]
        hint = meant_to_be(shown(found.entry.key), wanted)
        odd = stands_in_it(found.entry.key, after="")
        message = f"{'.'.join(found.target)} is missing{'; ' if need else ''}{need}{hint}{odd}"
        self.add(place_of(key), found.target, message, written(self.text, key), allowed, wanted)

    def add_no_mapping(self, node: Node, path: Path, hint: str = "") -> None:
        """Report a value that stands where a section should."""
        self.unread += 1
        self.missing += 1
        value = written(self.text, node)
        odd = stands_in_it(value) or reason_of_text(value)
        message = f"{'.'.join(path)} must hold keys and values; got {shown(value)}{odd}{hint}"
        self.add(place_of(node), path, message, value, "a mapping")

    def add_absent_section(self, section: Section, holds: FieldSpec | None = None, need: str = "") -> None:
        """Report a missing or empty section. The field ``holds``, or what ``need`` says, was looked for in it."""
        self.unread += 1
        self.missing += 1
        name = ".".join(section.path)
        if section.absence == "missing":
            need = needs(holds, "a simulation") if holds else need
            self.add(section.place, section.path, f"{name} is missing{'; ' if need else ''}{need}")
        elif section.absence == "empty":
            message = f"{name} must hold keys and values; got {shown(section.value) or 'nothing'}"
            self.add(section.place, section.path, message, section.value, "a mapping")

    def add_unknown_key(
        self,
        entry: Entry,
        section: Section,
        schedule: Schedule,
        registry: Registry,
        known: Sequence[str],
        meant: str | None,
    ) -> None:
        """Report a key that the scheduler does not have.

        Args:
            entry: The key with its value.
            section: Where it stands.
            schedule: The scheduler.
            registry: All schedulers.
            known: The keys that may stand there.
            meant: The field that is missing and that it was probably meant to be.
        """
        key = shortened(entry.key) or written(self.text, entry.key_node)
        path, allowed = (*section.path, key), ", ".join(known)
        hint = did_you_mean(meant)
        if not hint and len(self.problems) < MOST_PROBLEMS:  # the rest is not shown
            hint = why_unknown(entry.key, section, schedule, registry)
        message = f"{dotted(path)} is unknown; {schedule.name} takes {allowed}{stands_in_it(entry.key)}{hint}"
        self.add(place_of(entry.key_node), path, message, written(self.text, entry.key_node), allowed, meant)

    def add_second_name(self, section: Section, entry: Entry, first: Entry) -> None:
        """Report that a field stands in a section under two of its names. The value under the ``first`` is read."""
        path, value = (*section.path, entry.key), written(self.text, entry.key_node)
        here, there = (shown(written(self.text, each.value)) or "nothing" for each in (entry, first))
        message = (
            f"{dotted(path)} and {'.'.join((*section.path, first.key))} are two names of one field; got {here} here, "
            f"and {there} in line {place_of(first.key_node).line}. Remove one of the two"
        )
        self.add(place_of(entry.key_node), path, message, value, "one name for each field")

    def add_moves(
        self, found: Sequence[Found], homeless: Sequence[Found], former: FormerLayout | None, scheduler: str
    ) -> None:
        """Report keys that stand in wrong places."""
        self.missing += len(found)
        first = min((each.entry.key_node for each in found), key=place_of)
        message = whole_move(found, homeless, former, scheduler)
        self.add(place_of(first), found[0].target, message, written(self.text, first))


def first_problems(problems: Iterable[Problem]) -> list[Problem]:
    """As many problems as anybody reads, in the order of their places, and one more that counts the rest."""
    found = sorted(problems, key=lambda problem: problem.place)
    more = len(found) - MOST_PROBLEMS
    if more > 0:
        rest = found[MOST_PROBLEMS]
        message = f"from here on there {'is' if more == 1 else 'are'} {more:,} more. Mend those above first"
        found[MOST_PROBLEMS:] = [Problem(rest.line, rest.column, "", message)]
    return [replace(one, message=visible(one.message)) for one in found]
