"""Reads which scheduler a document chooses, and its fields."""

from collections.abc import Mapping

from yaml.nodes import Node, ScalarNode, SequenceNode

from schedulers.problems import Place
from schedulers.reading.document import Document
from schedulers.reading.moves import Search
from schedulers.reading.report import Report
from schedulers.reading.scheduler_names import is_reactive, meant_scheduler
from schedulers.reading.section_reader import SectionReader
from schedulers.reading.sections import Section
from schedulers.reading.value_reader import ValueReader
from schedulers.reading.wording.remarks import about_further_name, about_ignored
from schedulers.reading.yaml.nodes import Entry, place_of
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec


class SchedulerReader:
    """Reads the choice of the scheduler, and the mappings of its fields."""

    def __init__(
        self,
        document: Document,
        search: Search,
        registry: Registry,
        sections: SectionReader,
        values: ValueReader,
        report: Report,
    ) -> None:
        self._document = document
        self._search = search
        self._registry = registry
        self._layout = registry.layout
        self._declaration = registry.layout.names
        self._sections = sections
        self._values = values
        self._report = report

    def read(self, refused: set[Place]) -> None:
        """Read the scheduler's name and its fields.

        Args:
            refused: The places whose problems are reported already.
        """
        home = self._sections.at(self._layout.choice[:-1])
        name = self._layout.default if self._goes_without_saying(home) else self._read_name(home)
        if name is None:
            return
        schedule = self._registry.schedules[name]
        self._document.scheduler = name
        self._document.fields = list(schedule.specs)
        renamed: dict[str, str] = {}
        for spec in schedule.specs.values():
            section = self._sections.at(spec.section)
            entry = self.in_its_place(section, spec) or self._elsewhere(section, spec, name, renamed)
            if entry:
                self._values.read(entry, spec)
        for path in dict.fromkeys((self._layout.section, *(spec.section for spec in schedule.specs.values()))):
            if path not in self._layout.shared:
                self._report_unknown_keys(self._sections.at(path), schedule, renamed, refused)
        for path in self._layout.shared:
            self._document.remarks += about_ignored(self._sections.at(path), self._declaration.without_counterpart)

    def in_its_place(self, section: Section, spec: FieldSpec) -> Entry | None:
        """Find a field under its own name or a further one, of which a remark tells. Only one of them may be there."""
        given = [section.entries[key] for *_, key in spec.paths if key in section.entries]
        for other in given[1:]:
            self._report.add_second_name(section, other, given[0])
        if given and given[0].key != spec.key:
            self._document.remarks.append(about_further_name(given[0], spec))
        return given[0] if given else None

    def _elsewhere(self, section: Section, spec: FieldSpec, name: str, renamed: dict[str, str]) -> Entry | None:
        """Find a missing field under another name or in another place, and report it."""
        # A whole trainer has many settings. One of them always looks like a field that is optional here.
        looked_for = spec.required or spec.section not in self._layout.shared
        found = self._sections.field(section, spec) if looked_for else None
        if found and not found.renamed:
            self._sections.moves.append(found)
            return found.entry
        if found is None and not spec.required:
            return None
        if found and not spec.required:  # the problem of the unknown key already says it
            renamed[found.entry.key] = spec.key
            return found.entry
        other, words = self._declaration.examples.get(spec.name, ("", ""))
        example = (self._document.values[other], words) if other in self._document.values else None
        self._report.add_missing_field(section, spec, name, found, example)
        if found is None:
            return None
        renamed[found.entry.key] = spec.key
        return found.entry

    def _goes_without_saying(self, home: Section) -> bool:
        return bool(self._layout.default) and not home.entries.get(self._layout.choice[-1])

    def _read_name(self, section: Section) -> str | None:
        entry = section.entries.get(self._layout.choice[-1]) or self._name_elsewhere(section)
        node = self._values.resolved(entry.value, self._layout.choice) if entry else None
        if entry is None or node is None:
            return None
        only = node.value[0] if isinstance(node, SequenceNode) and len(node.value) == 1 else node
        name = str(only.value) if isinstance(only, ScalarNode) else ""
        known = self._registry.schedules
        chosen = self._registry.called(name)
        if chosen and only is node:
            return chosen.name
        reactive = is_reactive(name, self._declaration)
        meant = None if reactive else meant_scheduler(name, known, self._declaration)
        self._report.add_wrong_name(entry.value, self._layout.choice, name, known, meant, reactive=reactive)
        return meant

    def _name_elsewhere(self, section: Section) -> Entry | None:
        place = (section.source, section.entries)
        found = self._search.find(self._layout.choice, place, self._names_scheduler, _is_scalar)
        if found is None or found.renamed:
            self._report.add_missing_name(section, self._layout.choice, self._registry.schedules, found)
        else:
            self._sections.moves.append(found)
        return found.entry if found else None

    def _names_scheduler(self, node: Node) -> bool:
        """Tell whether a value in another place is the name of a scheduler."""
        name = node.value if isinstance(node, ScalarNode) else ""
        known = self._registry.schedules
        return is_reactive(name, self._declaration) or meant_scheduler(name, known, self._declaration) is not None

    def _report_unknown_keys(
        self, section: Section, schedule: Schedule, renamed: Mapping[str, str], refused: set[Place]
    ) -> None:
        known = self._known_keys(section, schedule)
        for key, entry in section.entries.items():
            if key in known or place_of(entry.key_node) in refused:
                continue
            if key in renamed or not self._search.takes((*section.source, key)):
                self._report.add_unknown_key(entry, section, schedule, self._registry, list(known), renamed.get(key))

    def _known_keys(self, section: Section, schedule: Schedule) -> dict[str, None]:
        """Return the keys that a section may have, in the order of messages: the choice, then the fields."""
        depth = len(section.path)
        fields = list(schedule.specs.values())
        settings = list(self._layout.settings.values())
        own = [spec.path for spec in (*fields, *settings)]
        paths = [self._layout.choice, *own, *(path for spec in (*fields, *settings) for path in spec.paths)]
        return dict.fromkeys(path[depth] for path in paths if path[:depth] == section.path)


def _is_scalar(node: Node) -> bool:
    return isinstance(node, ScalarNode)
