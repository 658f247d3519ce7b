"""Goes through a document once and reports everything that is wrong with it, each at its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers import values
from schedulers.excerpts import shown
from schedulers.interpolation import InterpolationError, References
from schedulers.problems import ConfigError, Place
from schedulers.registry import active
from schedulers.report import Path, Report, Section, meant_to_be, nearest, one_of
from schedulers.spec import FieldSpec, field_specs, training_fields, violations
from schedulers.yaml_document import Entry, merged, place_of, written
from schedulers.whole_document import refusals
from schedulers.yaml_loader import YamlError, compose

MAX_BYTES = 64 * 1024
"""A longer document is refused: it is no training configuration."""

MAX_EPOCHS = 1_000_000
"""A longer training is refused: its curve would exhaust a browser."""

REACTIVE_SCHEDULERS = ("plateau", "reduce_on_plateau", "reduce_lr_on_plateau", "ReduceLROnPlateau")
"""Names of schedulers whose rate depends on the training's results."""


@dataclass
class Document:
    """What was read: the scheduler's name, and values, places and assumptions by field name and path."""

    scheduler: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)


def read(text: str, assumptions: Mapping[str, Any]) -> Document:
    """Read and check a document.

    Args:
        text: The YAML.
        assumptions: Values, by field name, for what the document does not say.

    Raises:
        ConfigError: Something is wrong with the document.
    """
    reader = _Reader(text, assumptions)
    document = reader.read()
    if reader.report.problems:
        raise ConfigError(reader.report.first_problems())
    return document


class _Reader:
    def __init__(self, text: str, assumptions: Mapping[str, Any]) -> None:
        self.text = text
        self.assumptions = assumptions
        self.report = Report(text)
        self.document = Document()
        self.refused: set[Place] = set()

    def read(self) -> Document:
        root = self._root()
        if root is None:
            return self.document
        self.root, self.references = root, References(root)
        self._check_whole_document()
        training = self._section(root, Place(1, 1), ("training",))
        if training is None:
            return self.document
        for name, spec in training_fields().items():
            self._read_outside_scheduler(training, name, spec)
        self._limit_epochs()
        scheduler = self._section(training.node, training.place, ("training", "scheduler"))
        if scheduler is not None:
            self._read_scheduler(scheduler)
        return self.document

    def _root(self) -> MappingNode | None:
        size = len(self.text.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            allowed = f"at most {MAX_BYTES:,} bytes"
            message = f"the document has {size:,} bytes; {allowed} are read. Paste the training section alone"
            self.report.add(Place(1, 1), (), message, allowed=allowed)
            return None
        try:
            root = compose(self.text)
        except YamlError as error:
            self.report.add(error.place, (), error.message)
            return None
        if isinstance(root, MappingNode):
            return root
        what = "the document is empty" if root is None else "the document is not a mapping"
        self.report.add(Place(1, 1), (), f"{what}; it starts with the key training")
        return None

    def _check_whole_document(self) -> None:
        for refusal in refusals(self.root, has_aliases="*" in self.text):
            place = place_of(refusal.node)
            self.report.add(place, refusal.path, refusal.message, refusal.value, refusal.allowed)
            self.refused.add(place)

    def _section(self, parent: MappingNode, place: Place, path: Path, holds: FieldSpec | None = None) -> Section | None:
        """The mapping at ``path``, whose last key is looked up in ``parent``; its absence is reported."""
        known = merged(parent)
        entry = known.get(path[-1])
        if entry is None:
            self.report.add_missing_section(place, path, known, holds)
            return None
        node = self._resolved(entry.value, path)
        if node is None:
            return None
        if isinstance(node, MappingNode):
            return Section(node, place_of(entry.key_node), path)
        value = written(self.text, entry.value)
        message = f"{'.'.join(path)} must hold keys and values; got {shown(value) or 'nothing'}"
        self.report.add(place_of(entry.value), path, message, value, "a mapping")
        return None

    def _read_outside_scheduler(self, training: Section, name: str, spec: FieldSpec) -> None:
        """Read ``epochs`` or ``lr``, or take over the caller's assumption."""
        section, path = training, spec.path
        for depth in range(len(training.path), len(path)):
            if path[depth] not in section.entries and name in self.assumptions:
                self.document.values[name] = self.assumptions[name]
                self.document.assumed.append(".".join(path))
                return
            if depth < len(path) - 1:
                inner = self._section(section.node, section.place, path[: depth + 1], holds=spec)
                if inner is None:
                    return
                section = inner
        if name in section.entries:
            self._read_value(section.entries[name], spec)
        else:
            self.report.add_missing_field(section, spec, needed_by="a simulation", taken=())

    def _limit_epochs(self) -> None:
        epochs = self.document.values.get("epochs", 0)
        path = training_fields()["epochs"].path
        if epochs > MAX_EPOCHS:
            place = self.document.places.get(".".join(path), Place(1, 1))
            allowed = f"at most {MAX_EPOCHS:,}"
            message = f"{'.'.join(path)} must be {allowed} to be simulated; got {epochs}"
            self.report.add(place, path, message, str(epochs), allowed)

    def _read_scheduler(self, section: Section) -> None:
        name = self._read_name(section)
        if name is None:
            return
        self.document.scheduler = name
        specs = field_specs(active().schedulers[name])
        for key, entry in section.entries.items():
            if key not in specs and key != "name" and place_of(entry.key_node) not in self.refused:
                self.report.add_unknown_key(entry, section.path, specs, name)
        for field_name, spec in specs.items():
            if field_name in section.entries:
                self._read_value(section.entries[field_name], spec)
            else:
                self.report.add_missing_field(section, spec, needed_by=name, taken=("name", *specs))
        # Each value is in its own range by now; what remains is how they relate to each other.
        for violation in violations(specs, self.document.values):
            self.report.add_wrong_value(section.entries[violation.spec.name].value, violation.spec)

    def _read_name(self, section: Section) -> str | None:
        path = (*section.path, "name")
        entry = section.entries.get("name")
        if entry is None:
            allowed = one_of(active().schedulers)
            hint = meant_to_be(nearest("name", section.entries), "name")
            self.report.add(section.place, path, f"{'.'.join(path)} is missing; it is {allowed}{hint}", allowed=allowed)
            return None
        node = self._resolved(entry.value, path)
        if node is None:
            return None
        name = str(node.value) if isinstance(node, ScalarNode) else written(self.text, node)
        known = active().schedulers
        if name in known:
            return name
        self.report.add_wrong_name(entry.value, path, name, known, reactive=name in REACTIVE_SCHEDULERS)
        return None

    def _read_value(self, entry: Entry, spec: FieldSpec) -> None:
        node = self._resolved(entry.value, spec.path)
        if node is None:
            return
        self.document.places[".".join(spec.path)] = place_of(entry.value)
        if isinstance(node, SequenceNode) and spec.field.min_items is not None:
            items = [self._resolved(item, spec.path) for item in node.value]
            if None in items:
                return
            # Of what thousands of aliases stand for, the value is found once: it can be long.
            worth = {id(item): values.number_or_text(item) for item in set(items) if item is not None}
            value: Any = [worth[id(item)] for item in items]
        else:
            value = values.number_or_text(node)
        if spec.accepts(value):
            self.document.values[spec.name] = values.normalised(value, spec)
        elif isinstance(value, list) and node is entry.value:
            item = spec.first_wrong_item(value)
            self.report.add_wrong_value(node if item is None else node.value[item], spec, item=item)
        else:
            self.report.add_wrong_value(entry.value, spec, resolved=node)

    def _resolved(self, node: Node, path: Path) -> Node | None:
        try:
            return self.references.resolve(node)
        except InterpolationError as error:
            self.report.add(place_of(node), path, f"{'.'.join(path)}: {error}", written(self.text, node))
            return None
