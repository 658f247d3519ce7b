"""Finds and reads the sections of a document, in their places or elsewhere."""

from collections.abc import Callable

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.further_names import Declaration, Path
from schedulers.reading.moves import Found, Search
from schedulers.reading.report import Report
from schedulers.reading.sections import Section
from schedulers.reading.value_reader import ValueReader
from schedulers.reading.values import is_word
from schedulers.reading.yaml.nodes import Entry, merged, place_of, scalar_value, written
from schedulers.signature.spec import FieldSpec


class SectionReader:
    """Reads the sections of one document.

    Attributes:
        moves: The keys that stand in wrong places.
    """

    def __init__(
        self,
        text: str,
        root: MappingNode,
        search: Search,
        declaration: Declaration,
        value_reader: ValueReader,
        report: Report,
    ) -> None:
        self._text = text
        self._known: dict[Path, Section] = {(): Section.of(root)}
        self._search = search
        self._declaration = declaration
        self._values = value_reader
        self._report = report
        self.moves: list[Found] = []

    def at(self, path: Path, *, assumed: bool = False) -> Section:
        """Find the mapping at ``path``. Each key is looked for in its place first, then in the others that people use.

        Args:
            path: The keys that lead to it.
            assumed: Whether the document is read without it; what was looked for before is not looked for again.
        """
        if path not in self._known:
            self._known[path] = self._read(self.at(path[:-1], assumed=assumed), path, assumed=assumed)
        return self._known[path]

    def _read(self, parent: Section, path: Path, *, assumed: bool) -> Section:
        entry, source, unread = parent.entries.get(path[-1]), (*parent.source, path[-1]), parent.unread
        if entry is None:
            found = self._search.find(path, (parent.source, parent.entries), _is_mapping)
            if found is None:
                return Section(parent.place, path, source, absence="missing", unread=unread)
            entry, source = found.entry, found.source
            if assumed:
                unread = True
            else:
                self.note(found)
        place = place_of(entry.key_node)
        node = self._values.resolved(entry.value, path)
        if isinstance(node, MappingNode):
            return Section(place, path, source, merged(node), unread=unread)
        if node is None:
            return Section(place, path, source, absence="told")
        value = written(self._text, entry.value)
        if isinstance(node, ScalarNode) and scalar_value(node) is None:
            return Section(place_of(entry.value), path, source, absence="empty", value=value)
        key = self._declaration.scalars.get(path)
        if key and isinstance(node, ScalarNode) and is_word(node):
            inner = Entry(key, entry.key_node, entry.value)
            self.moves.append(Found(inner, source, (*path, key)))
            return Section(place, path, source, {key: inner}, unread=unread)
        items = node.value if isinstance(node, SequenceNode) else []
        keys = _keys_of_all(items)
        if keys:
            self._report.add_no_mapping(entry.value, path, ". It is a list: take out the hyphens")
            return Section(place, path, source, keys, unread=unread)
        hint = ". A curve is that of one item: keep one, without its hyphen" if items else ""
        self._report.add_no_mapping(entry.value, path, hint)
        return Section(place, path, source, absence="told")

    def note(self, found: Found) -> None:
        """Report a key in the right mapping at once. Keys in other places are collected, to be reported as one move."""
        if found.renamed:
            self._report.add_rename(found)
        else:
            self.moves.append(found)

    def field(self, section: Section, spec: FieldSpec) -> Found | None:
        """Find a field in another place than its section."""
        return self._search.find(spec.path, (section.source, section.entries), _takes(spec), _is_anything)


def _keys_of_all(items: list[Node]) -> dict[str, Entry]:
    """Return the keys of all mappings in a list that was meant to be one mapping, because no key is repeated."""
    found: dict[str, Entry] = {}
    for item in items:
        keys = merged(item) if isinstance(item, MappingNode) else {}
        if not keys or keys.keys() & found.keys():
            return {}
        found.update(keys)
    return found


def _is_mapping(node: Node) -> bool:
    return isinstance(node, MappingNode)


def _is_anything(node: Node) -> bool:  # noqa: ARG001  # under a near name, whatever the value is
    return True


def _takes(spec: FieldSpec) -> Callable[[Node], bool]:
    """Tell whether a value in another place looks like one of the field's."""
    if spec.kind.item:
        return lambda node: isinstance(node, SequenceNode)
    return lambda node: _is_value(spec.kind.read(node), spec) or _is_reference(node)


def _is_value(value: object, spec: FieldSpec) -> bool:
    return isinstance(value, int | float) or (value is not None and spec.accepts(value))


def _is_reference(node: Node) -> bool:
    return isinstance(node, ScalarNode) and "${" in node.value
