"""Reads a document from top to bottom, and reports every problem at its place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from yaml.nodes import MappingNode

from schedulers.further_names import Path
from schedulers.layout import Layout
from schedulers.problems import FieldError, Place
from schedulers.reading.document import MAX_EPOCHS as MAX_EPOCHS
from schedulers.reading.document import Attempt, Document
from schedulers.reading.moves import Found, Search
from schedulers.reading.moving import instead
from schedulers.reading.report import Report
from schedulers.reading.scheduler_reader import SchedulerReader
from schedulers.reading.section_reader import SectionReader
from schedulers.reading.sections import Section
from schedulers.reading.value_reader import ValueReader
from schedulers.reading.whole_document import refusals
from schedulers.reading.wording.remarks import about_groups
from schedulers.reading.yaml.loader import YamlError, compose
from schedulers.reading.yaml.nodes import place_of
from schedulers.registry import Registry
from schedulers.signature.spec import FieldSpec, violations

MAX_BYTES = 64 * 1024
"""The most bytes of a document. A longer one is no training configuration."""

_NOTHING_READ = 100
"""Stands for a document of which nothing could be read. No document misses as many sections or keys."""


def size_of(text: str) -> int:
    """Count the bytes that a text takes in a file.

    >>> size_of("für")
    4
    """
    return len(text.encode("utf-8", "surrogatepass"))


def attempt(text: str, assumptions: Mapping[str, Any], registry: Registry) -> Attempt:
    """Read and check a text once, as it stands.

    Args:
        text: The YAML.
        assumptions: Values, by the names of settings, for what the document does not say.
        registry: Whose schedulers the document may choose.
    """
    layout = registry.layout
    report = Report(text, layout)
    size = size_of(text)
    if size > MAX_BYTES:
        allowed = f"at most {MAX_BYTES:,} bytes"
        message = f"the document has {size:,} bytes; {allowed} are read. Paste {_what_matters(layout)} alone"
        report.add(Place(1, 1), (), message, allowed=allowed)
        return Attempt(Document(), report.problems, 0, 0, None, None)
    try:
        root = compose(text, layout.numbers)
    except YamlError as error:
        what_to_do = f". Keep {_what_matters(layout)} alone" if error.is_too_much else ""
        report.add(error.place, (), f"{error.message}{what_to_do}")
        return Attempt(Document(), report.problems, _NOTHING_READ, _NOTHING_READ, error, None)
    if not isinstance(root, MappingNode):
        what = "the document is empty" if root is None else "the document is not a mapping"
        report.add(Place(1, 1), (), f"{what}; it {_how_it_starts(layout)}")
        return Attempt(Document(), report.problems, _NOTHING_READ, _NOTHING_READ, None, None)
    document = _Reader(text, root, report, assumptions, registry).read()
    return Attempt(document, report.problems, report.unread, report.missing, None, root)


class _Reader:
    def __init__(
        self, text: str, root: MappingNode, report: Report, assumptions: Mapping[str, Any], registry: Registry
    ) -> None:
        self.text = text
        self.root = root
        self.report = report
        self.assumptions = assumptions
        self.document = Document()
        self.registry = registry
        self.layout = registry.layout
        self.search = Search(root, registry.layout.names, read_paths(registry))
        self.values = ValueReader(text, root, self.document, registry.layout, report)
        self.sections = SectionReader(text, root, self.search, registry.layout.names, self.values, report)
        self.scheduler = SchedulerReader(self.document, self.search, registry, self.sections, self.values, report)
        self.ignored: list[Found] = []

    def read(self) -> Document:
        refused = self._check_whole_document()
        top = self.sections.at(self.layout.top)
        before = len(self.report.problems)
        for spec in self.layout.settings.values():
            self._read_setting(spec)
        self.scheduler.read(refused)
        self._relate()
        if top.absence and not (self.sections.moves or self.ignored):
            del self.report.problems[before:]  # the others follow from this one
            self.report.add_absent_section(top)
        self._tell_moves()
        return self.document

    def _check_whole_document(self) -> set[Place]:
        """Report what the trainer's loader refuses anywhere, and return the places."""
        refused = set()
        for refusal in refusals(self.root, self.layout.trainer, has_aliases="*" in self.text):
            place = place_of(refusal.node)
            self.report.add(place, refusal.path, refusal.message, refusal.value, refusal.allowed)
            refused.add(place)
        return refused

    def _read_setting(self, spec: FieldSpec) -> None:
        """Read a field outside the scheduler, or use the value that the caller assumes."""
        assumed = spec.required and spec.name in self.assumptions  # other settings are assumed when they are needed
        section = self.sections.at(spec.section, assumed=assumed)
        entry = self.scheduler.in_its_place(section, spec)
        if entry is None:
            looked_for = spec.required or spec.section not in self.layout.shared
            found = self.sections.field(section, spec) if looked_for else None
            if found and section.unread:  # the section around it has to be moved too, so a new name alone is not enough
                found = replace(found, renamed=False)
        else:
            found = Found(entry, (*section.source, entry.key), spec.path) if section.unread else None
        if assumed and (entry is None or section.unread):
            self._assume(section, spec, found)
            return
        read = found.entry if found else entry
        if read is None:
            if not spec.required:
                return
            if section.absence and section.path != self.layout.top:
                self.report.add_absent_section(section, spec)
            else:
                self.report.add_missing_field(section, spec, "a simulation")
            return
        if found and found.renamed:
            self.report.add_near_field(found, spec, "a simulation")
        elif found:
            self.sections.moves.append(found)
        self.values.read(read, spec)
        if self.layout.names.per_group == ".".join(spec.path) and spec.name in self.document.values:
            self.document.remarks += about_groups(section, spec, self.document.values[spec.name])

    def _assume(self, section: Section, spec: FieldSpec, found: Found | None) -> None:
        if section.absence == "empty" and section.path != self.layout.top:
            self.report.add_absent_section(section, spec)
        self.document.values[spec.name] = self.assumptions[spec.name]
        self.document.assumed.append(".".join(spec.path))
        self.ignored += [found] if found else []

    def _relate(self) -> None:
        """Check the values against each other. Each of them is in its own range by now."""
        settings = self.layout.settings
        schedule = self.registry.schedules.get(self.document.scheduler)
        specs = {**settings, **(schedule.specs if schedule else {})}
        values = {**{name: spec.default for name, spec in specs.items() if not spec.required}, **self.document.values}
        related = dict(values)
        if settings.keys() <= values.keys():
            try:
                whole = schedule is not None and specs.keys() <= values.keys()
                training = schedule.training(values) if whole and schedule else self.layout.followed_by(values)
            except FieldError as error:
                if error.field in self.assumptions and error.field not in self.document.values:
                    self._assume(self.sections.at(specs[error.field].section), specs[error.field], None)
                    self._relate()
                else:
                    self._report_contradiction(error, specs)
                return
            related |= {"base": training.base, "length": training.length}
            self._limit_length(training.length)
        if schedule:
            for violation in violations(specs, related):
                nodes = self.values.nodes
                # Where a value contradicts a default, the problem stands at the value.
                node = nodes.get(violation.spec.name) or nodes.get(violation.other)
                if node is not None:
                    self.report.add_violation(node, violation, specs, self.document.places)

    def _report_contradiction(self, error: FieldError, specs: Mapping[str, FieldSpec]) -> None:
        spec = specs.get(error.field)
        path = spec.path if spec else self.layout.choice
        place = self.document.places.get(".".join(path), self.sections.at(path[:-1]).place)
        self.report.add(place, path, error.message)

    def _limit_length(self, length: int) -> None:
        if length <= MAX_EPOCHS:
            return
        # The node of the setting, where the document has one.
        spec = next(
            (each for name, each in self.layout.settings.items() if self.document.values.get(name) == length), None
        )
        path = spec.path if spec else self.layout.choice
        place = self.document.places.get(".".join(path), Place(1, 1))
        allowed = f"at most {MAX_EPOCHS:,}"
        what = ".".join(path) if spec else f"the number of {self.layout.clock.many}"
        self.report.add(place, path, f"{what} must be {allowed} to be simulated; got {length}", str(length), allowed)

    def _tell_moves(self) -> None:
        """Report all keys that have to be moved as one problem, or remark on them where nothing else is missing."""
        moves = self.sections.moves
        if not moves:
            self.document.remarks += [instead(found, self.text) for found in self.ignored]
            return
        former = self.search.former_layout()
        left = list(self.search.left_over(former)) if former else []
        name = self.document.scheduler
        specs = self.registry.schedules[name].specs if name else {}
        taken = {self.layout.choice, *(spec.path for spec in specs.values())}
        section = self.layout.section
        homeless = [each for each in left if each.target[:-1] == section and each.target not in taken]
        found = [*moves, *self.ignored, *(each for each in left if each not in homeless)]
        self.report.add_moves(found, homeless if name else [], former, name)


@cache
def read_paths(registry: Registry) -> frozenset[Path]:
    """Return the paths that are read, for any scheduler that the document may choose."""
    layout = registry.layout
    fields = [spec for schedule in registry.schedules.values() for spec in schedule.specs.values()]
    paths = {path for spec in (*fields, *layout.settings.values()) for path in spec.paths} | {layout.choice}
    return frozenset(path[:depth] for path in paths for depth in range(1, len(path) + 1))


def _what_matters(layout: Layout) -> str:
    return f"the {layout.top[0]} section" if layout.top else "what concerns the scheduler"


def _how_it_starts(layout: Layout) -> str:
    return f"starts with the key {layout.top[0]}" if layout.top else f"has the key {'.'.join(layout.choice)}"
