"""Goes through a document once and reports everything that is wrong with it, each at its place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from yaml.nodes import MappingNode

from schedulers.document import MAX_EPOCHS as MAX_EPOCHS
from schedulers.document import Attempt, Document
from schedulers.fields import SCHEDULER_SECTION
from schedulers.further_names import TRAINER, Declaration, Path
from schedulers.moves import Found, Search
from schedulers.moving import instead
from schedulers.problems import Place
from schedulers.registry import Registry
from schedulers.remarks import about_groups
from schedulers.report import Report
from schedulers.scheduler_reader import NAME_PATH, SchedulerReader
from schedulers.section_reader import SectionReader
from schedulers.sections import Section
from schedulers.spec import FieldSpec, training_fields
from schedulers.value_reader import ValueReader
from schedulers.whole_document import refusals
from schedulers.yaml_document import place_of
from schedulers.yaml_loader import YamlError, compose

MAX_BYTES = 64 * 1024
"""A longer document is refused: it is no training configuration."""

_NOTHING_READ = 100
"""Counts for as many things that are missing: no document misses more."""


def attempt(
    text: str, assumptions: Mapping[str, Any], registry: Registry, declaration: Declaration = TRAINER
) -> Attempt:
    """Read and check a text once, as it stands.

    Args:
        text: The YAML.
        assumptions: Values, by field name, for what the document does not say.
        registry: Whose schedulers the document may choose.
        declaration: Under which names and in which places people keep things.
    """
    report = Report(text)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        allowed = f"at most {MAX_BYTES:,} bytes"
        message = f"the document has {size:,} bytes; {allowed} are read. Paste the training section alone"
        report.add(Place(1, 1), (), message, allowed=allowed)
        return Attempt(Document(), report.problems, 0, None, None)
    try:
        root = compose(text)
    except YamlError as error:
        report.add(error.place, (), error.message)
        return Attempt(Document(), report.problems, _NOTHING_READ, error, None)
    if not isinstance(root, MappingNode):
        what = "the document is empty" if root is None else "the document is not a mapping"
        report.add(Place(1, 1), (), f"{what}; it starts with the key {SCHEDULER_SECTION[0]}")
        return Attempt(Document(), report.problems, _NOTHING_READ, None, None)
    document = _Reader(text, root, report, assumptions, registry, declaration).read()
    return Attempt(document, report.problems, report.missing, None, root)


class _Reader:
    def __init__(
        self,
        text: str,
        root: MappingNode,
        report: Report,
        assumptions: Mapping[str, Any],
        registry: Registry,
        declaration: Declaration,
    ) -> None:
        self.text = text
        self.root = root
        self.report = report
        self.assumptions = assumptions
        self.declaration = declaration
        self.document = Document()
        self.registry = registry
        self.search = Search(root, declaration, read_paths(registry))
        self.values = ValueReader(text, root, self.document, report)
        self.sections = SectionReader(text, self.search, declaration, self.values, report)
        self.scheduler = SchedulerReader(
            self.document, self.search, registry, declaration, self.sections, self.values, report
        )
        self.ignored: list[Found] = []

    def read(self) -> Document:
        refused = self._check_whole_document()
        training = self.sections.read(Section.of(self.root), SCHEDULER_SECTION[:1])
        before = len(self.report.problems)
        for spec in training_fields().values():
            self._read_outside_scheduler(training, spec)
        self._limit_epochs()
        self.scheduler.read(self.sections.read(training, SCHEDULER_SECTION), refused)
        if training.absence and not (self.sections.moves or self.ignored):
            del self.report.problems[before:]  # they all follow from this one
            self.report.add_absent_section(training)
        self._tell_moves()
        return self.document

    def _check_whole_document(self) -> set[Place]:
        """Report what the trainer's loader refuses anywhere, and return where that is."""
        refused = set()
        for refusal in refusals(self.root, has_aliases="*" in self.text):
            place = place_of(refusal.node)
            self.report.add(place, refusal.path, refusal.message, refusal.value, refusal.allowed)
            refused.add(place)
        return refused

    def _read_outside_scheduler(self, section: Section, spec: FieldSpec) -> None:
        """Read a field of training or of the optimizer, or take over the caller's assumption."""
        assumed = spec.name in self.assumptions
        for depth in range(len(section.path), len(spec.field.section)):
            section = self.sections.read(section, spec.path[: depth + 1], assumed=assumed)
        entry = section.entries.get(spec.name)
        if entry is None:
            found = self.sections.field(section, spec)
            if found and section.unread:  # what it is in has to be moved, so a name alone is not enough
                found = replace(found, renamed=False)
        else:
            found = Found(entry, (*section.source, spec.name), spec.path) if section.unread else None
        if assumed and (entry is None or section.unread):
            self._assume(section, spec, found)
            return
        if entry is None and found is None:
            if section.absence and section.path != SCHEDULER_SECTION[:1]:
                self.report.add_absent_section(section, spec)
            else:
                self.report.add_missing_field(section, spec, "a simulation")
            return
        if found and found.renamed:
            self.report.add_near_field(found, spec, "a simulation")
        elif found:
            self.sections.moves.append(found)
        self.values.read(found.entry if found else section.entries[spec.name], spec)
        if self.declaration.per_group == ".".join(spec.path) and spec.name in self.document.values:
            self.document.remarks += about_groups(section, spec, self.document.values[spec.name])

    def _assume(self, section: Section, spec: FieldSpec, found: Found | None) -> None:
        if section.absence == "empty" and section.path != SCHEDULER_SECTION[:1]:
            self.report.add_absent_section(section, spec)
        self.document.values[spec.name] = self.assumptions[spec.name]
        self.document.assumed.append(".".join(spec.path))
        self.ignored += [found] if found else []

    def _limit_epochs(self) -> None:
        epochs = self.document.values.get("epochs", 0)
        path = training_fields()["epochs"].path
        if epochs > MAX_EPOCHS:
            place = self.document.places.get(".".join(path), Place(1, 1))
            allowed = f"at most {MAX_EPOCHS:,}"
            message = f"{'.'.join(path)} must be {allowed} to be simulated; got {epochs}"
            self.report.add(place, path, message, str(epochs), allowed)

    def _tell_moves(self) -> None:
        """Report what has to be moved in one problem; what is read without it is worth a remark otherwise."""
        moves = self.sections.moves
        if not moves:
            self.document.remarks += [instead(found, self.text) for found in self.ignored]
            return
        former = self.search.former_layout()
        left = list(self.search.left_over(former)) if former else []
        name = self.document.scheduler
        specs = self.registry.schedules[name].specs if name else {}
        homeless = [each for each in left if each.target[:-1] == SCHEDULER_SECTION and each.target[-1] not in specs]
        found = [*moves, *self.ignored, *(each for each in left if each not in homeless)]
        self.report.add_moves(found, homeless if name else [], former, name)


@cache
def read_paths(registry: Registry) -> frozenset[Path]:
    """The paths that are read, whichever of the schedulers a document chooses."""
    fields = [spec for schedule in registry.schedules.values() for spec in schedule.specs.values()]
    paths = {spec.path for spec in (*fields, *training_fields().values())} | {NAME_PATH}
    return frozenset(path[:depth] for path in paths for depth in range(1, len(path) + 1))
