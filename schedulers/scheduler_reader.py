"""Reads which scheduler a document chooses, and its fields."""

from collections.abc import Mapping

from yaml.nodes import Node, ScalarNode, SequenceNode

from schedulers.document import Document
from schedulers.fields import SCHEDULER_SECTION
from schedulers.further_names import Declaration
from schedulers.moves import Search
from schedulers.problems import Place
from schedulers.registry import Registry
from schedulers.report import Report
from schedulers.scheduler_names import is_reactive, meant_scheduler
from schedulers.section_reader import SectionReader
from schedulers.sections import Section
from schedulers.spec import FieldSpec, training_fields, violations
from schedulers.value_reader import ValueReader
from schedulers.yaml_document import Entry, place_of

NAME_PATH = (*SCHEDULER_SECTION, "name")


class SchedulerReader:
    """Reads the section of the scheduler."""

    def __init__(
        self,
        document: Document,
        search: Search,
        registry: Registry,
        declaration: Declaration,
        sections: SectionReader,
        values: ValueReader,
        report: Report,
    ) -> None:
        self._document = document
        self._search = search
        self._registry = registry
        self._declaration = declaration
        self._sections = sections
        self._values = values
        self._report = report

    def read(self, section: Section, refused: set[Place]) -> None:
        """Read the scheduler's name and its fields.

        Args:
            section: The section.
            refused: Where something is wrong that is reported already.
        """
        name = self._read_name(section)
        if name is None:
            return
        self._document.scheduler = name
        self._document.fields = list(self._registry.schedules[name].specs)
        specs = self._registry.schedules[name].specs
        renamed: dict[str, str] = {}
        for spec in specs.values():
            entry = section.entries.get(spec.name) or self._elsewhere(section, spec, name, renamed)
            if entry:
                self._values.read(entry, spec)
        self._report_unknown_keys(section, name, renamed, refused)
        # Each value is in its own range by now; what remains is how they relate to each other.
        for violation in violations({**training_fields(), **specs}, self._document.values):
            self._report.add_violation(self._values.nodes[violation.spec.name], violation, self._document.places)

    def _elsewhere(self, section: Section, spec: FieldSpec, name: str, renamed: dict[str, str]) -> Entry | None:
        """A field that the section has not, under another name or in another place; its absence is reported."""
        found = self._sections.field(section, spec)
        if found and not found.renamed:
            self._sections.moves.append(found)
            return found.entry
        if found is None and not spec.required:
            return None
        other, words = self._declaration.examples.get(spec.name, ("", ""))
        example = (self._document.values[other], words) if other in self._document.values else None
        self._report.add_missing_field(section, spec, name, found, example)
        if found is None:
            return None
        renamed[found.entry.key] = spec.name
        return found.entry

    def _read_name(self, section: Section) -> str | None:
        entry = section.entries.get(NAME_PATH[-1]) or self._name_elsewhere(section)
        node = self._values.resolved(entry.value, NAME_PATH) if entry else None
        if entry is None or node is None:
            return None
        only = node.value[0] if isinstance(node, SequenceNode) and len(node.value) == 1 else node
        name = str(only.value) if isinstance(only, ScalarNode) else ""
        known = self._registry.schedules
        if name in known and only is node:
            return name
        reactive = is_reactive(name, self._declaration)
        meant = None if reactive else meant_scheduler(name, known, self._declaration)
        self._report.add_wrong_name(entry.value, NAME_PATH, name, known, meant, reactive=reactive)
        return meant

    def _name_elsewhere(self, section: Section) -> Entry | None:
        place = (section.source, section.entries)
        found = self._search.find(NAME_PATH, place, self._names_scheduler, _is_scalar)
        if found is None or found.renamed:
            self._report.add_missing_name(section, NAME_PATH, self._registry.schedules, found)
        else:
            self._sections.moves.append(found)
        return found.entry if found else None

    def _names_scheduler(self, node: Node) -> bool:
        """Whether a value elsewhere is the name of a scheduler."""
        name = node.value if isinstance(node, ScalarNode) else ""
        known = self._registry.schedules
        return is_reactive(name, self._declaration) or meant_scheduler(name, known, self._declaration) is not None

    def _report_unknown_keys(
        self, section: Section, name: str, renamed: Mapping[str, str], refused: set[Place]
    ) -> None:
        specs = self._registry.schedules[name].specs
        for key, entry in section.entries.items():
            if key in specs or key == NAME_PATH[-1] or place_of(entry.key_node) in refused:
                continue
            if key in renamed or not self._search.takes((*section.source, key)):
                self._report.add_unknown_key(
                    entry, section, self._registry.schedules[name], self._registry, self._declaration, renamed.get(key)
                )


def _is_scalar(node: Node) -> bool:
    return isinstance(node, ScalarNode)
