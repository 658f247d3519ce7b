"""Reads the values of fields, and reports wrong ones."""

from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from schedulers.further_names import Path
from schedulers.layout import Layout
from schedulers.reading.document import Document
from schedulers.reading.report import Report
from schedulers.reading.wording.remarks import about_value
from schedulers.reading.yaml.interpolation import InterpolationError, References
from schedulers.reading.yaml.nodes import Entry, place_of, written
from schedulers.signature.spec import FieldSpec


class ValueReader:
    """Reads the values of one document.

    Attributes:
        nodes: Where the value of each field is written, by the field's name.
    """

    def __init__(self, text: str, root: MappingNode, document: Document, layout: Layout, report: Report) -> None:
        self._text = text
        example = next((spec.path for spec in layout.settings.values()), layout.choice)
        self._references = References(root, example) if layout.has_references else None
        self._document = document
        self._report = report
        self.nodes: dict[str, Node] = {}

    def read(self, entry: Entry, spec: FieldSpec) -> None:
        """Read the value of a field."""
        node = self.resolved(entry.value, spec.path)
        if node is None:
            return
        self._document.places[".".join(spec.path)] = place_of(entry.value)
        self.nodes[spec.name] = entry.value
        if isinstance(node, SequenceNode) and spec.kind.item:
            items = [self.resolved(item, spec.path) for item in node.value]
            if None in items:
                return
            # The value behind thousands of aliases is read once, because it can be long.
            items_read = {id(item): spec.kind.item.read(item) for item in set(items) if item is not None}
            value: Any = [items_read[id(item)] for item in items]
        else:
            value = spec.kind.read(node)
        if spec.accepts(value):
            self._document.values[spec.name] = spec.plain(value)
            self._document.remarks += about_value(node, spec, place_of(entry.value))
        elif isinstance(value, list) and node is entry.value:
            item = spec.kind.first_wrong_item(value, spec.field)
            self._report.add_wrong_value(node if item is None else node.value[item], spec, items=value, item=item)
        else:
            self._report.add_wrong_value(entry.value, spec, resolved=node)

    def resolved(self, node: Node, path: Path) -> Node | None:
        """Return the node, or the one that its reference leads to. A broken reference is reported: ``None``."""
        try:
            return self._references.resolve(node) if self._references else node
        except InterpolationError as error:
            self._report.add(place_of(node), path, f"{'.'.join(path)}: {error}", written(self._text, node))
            return None
