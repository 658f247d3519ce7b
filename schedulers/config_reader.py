"""Goes through a document once and reports everything that is wrong with it, each at its place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers import values, yaml_document
from schedulers.interpolation import InterpolationError, resolve
from schedulers.problems import ConfigError, Place, Problem
from schedulers.registry import SCHEDULERS
from schedulers.spec import FieldSpec, field_specs, training_fields, violations
from schedulers.yaml_document import Entry, YamlError, merged, place_of, written

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
    if reader.problems:
        raise ConfigError(reader.problems)
    return document


class _Reader:
    def __init__(self, text: str, assumptions: Mapping[str, Any]) -> None:
        self.text = text
        self.assumptions = assumptions
        self.problems: list[Problem] = []
        self.document = Document()

    def read(self) -> Document:
        root = self._root()
        if root is None:
            return self.document
        self.root = root
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
            self._report(
                Place(1, 1),
                (),
                f"the document has {size:,} bytes; at most {MAX_BYTES:,} are read. Paste the training section alone",
                allowed=f"at most {MAX_BYTES:,} bytes",
            )
            return None
        try:
            root = yaml_document.compose(self.text)
        except YamlError as error:
            self._report(error.place, (), error.message)
            return None
        if isinstance(root, MappingNode):
            return root
        what = "the document is empty" if root is None else "the document is not a mapping"
        self._report(Place(1, 1), (), f"{what}; it starts with the key training")
        return None

    def _check_whole_document(self) -> None:
        """Refuse what the trainer's loader refuses anywhere: a key given twice, a tag it does not know."""
        for path, node in yaml_document.walk(self.root):
            if not yaml_document.has_known_tag(node):
                self._report(place_of(node), path, f"the tag {node.tag} is unknown to the trainer's loader. Remove it")
            if not isinstance(node, MappingNode):
                continue
            own = yaml_document.entries(node)
            counts = Counter(entry.key for entry in own if isinstance(entry.key_node, ScalarNode))
            met: set[str] = set()
            for entry in own:
                if counts[entry.key] > 1 and entry.key in met:
                    where = (*path, entry.key)
                    self._report(
                        place_of(entry.key_node),
                        where,
                        f"{'.'.join(where)} is given a second time. Remove one of the two",
                        value=entry.key,
                        allowed="each key once",
                    )
                met.add(entry.key)

    def _section(
        self, parent: MappingNode, place: Place, path: tuple[str, ...], holds: FieldSpec | None = None
    ) -> "_Section | None":
        """The mapping at ``path``, whose last key is looked up in ``parent``; its absence is reported."""
        known = merged(parent)
        entry = known.get(path[-1])
        if entry is None:
            near = _nearest(path[-1], known)
            hint = f". Did you mean the key {near} to be {path[-1]}?" if near else ""
            if not hint and path == ("training",) and "scheduler" in known:
                hint = ". Indent what is there below the key training"
            need = f"; {_need(holds)}" if holds else ""
            where = place_of(known[near].key_node) if near else place
            self._report(where, path, f"{'.'.join(path)} is missing{need}{hint}")
            return None
        node = self._resolved(entry, path)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self._report(
                place_of(entry.value),
                path,
                f"{'.'.join(path)} must hold keys and values; got {written(self.text, entry.value) or 'nothing'}",
                value=written(self.text, entry.value),
                allowed="a mapping",
            )
            return None
        return _Section(node, place_of(entry.key_node), path)

    def _read_outside_scheduler(self, training: "_Section", name: str, spec: FieldSpec) -> None:
        """Read ``epochs`` or ``lr``, or take over the caller's assumption."""
        section, path = training, spec.field.section
        for depth in range(len(training.path) + 1, len(path) + 1):
            if path[depth - 1] not in merged(section.node) and name in self.assumptions:
                self._assume(name, spec)
                return
            inner = self._section(section.node, section.place, path[:depth], holds=spec)
            if inner is None:
                return
            section = inner
        if name in merged(section.node):
            self._read_value(merged(section.node)[name], spec)
        elif name in self.assumptions:
            self._assume(name, spec)
        else:
            self._report_missing(section, spec)

    def _assume(self, name: str, spec: FieldSpec) -> None:
        self.document.values[name] = self.assumptions[name]
        self.document.assumed.append(".".join(spec.path))

    def _limit_epochs(self) -> None:
        epochs = self.document.values.get("epochs", 0)
        if epochs > MAX_EPOCHS:
            path = ("training", "epochs")
            self._report(
                self.document.places.get("training.epochs", Place(1, 1)),
                path,
                f"training.epochs must be at most {MAX_EPOCHS:,} to be simulated; got {epochs}",
                value=str(epochs),
                allowed=f"at most {MAX_EPOCHS:,}",
            )

    def _read_scheduler(self, section: "_Section") -> None:
        known = merged(section.node)
        name = self._read_name(section, known)
        if name is None:
            return
        self.document.scheduler = name
        specs = field_specs(SCHEDULERS[name])
        for key, entry in known.items():
            if key not in specs and key != "name":
                self._report_unknown(entry, section.path, specs, name)
        for field_name, spec in specs.items():
            if field_name in known:
                self._read_value(known[field_name], spec)
            else:
                self._report_missing(section, spec, needed_by=name)
        # Each value is in its own range by now; what remains is how they relate to each other.
        for violation in violations(specs, self.document.values):
            spec = violation.spec
            if isinstance(known[spec.name].value, Node):
                self._report_value(known[spec.name].value, spec)

    def _read_name(self, section: "_Section", known: Mapping[str, Entry]) -> str | None:
        path = (*section.path, "name")
        allowed = f"one of {', '.join(SCHEDULERS)}"
        if "name" not in known:
            near = _nearest("name", known)
            hint = f". Did you mean the key {near} to be name?" if near else ""
            self._report(section.place, path, f"{'.'.join(path)} is missing; it is {allowed}{hint}", allowed=allowed)
            return None
        entry = known["name"]
        node = self._resolved(entry, path)
        if node is None:
            return None
        name = str(node.value) if isinstance(node, ScalarNode) else written(self.text, node)
        if name in SCHEDULERS and isinstance(node, ScalarNode):
            return name
        place, value = place_of(entry.value), written(self.text, entry.value)
        if name in REACTIVE_SCHEDULERS:
            self._report(
                place,
                path,
                f"{name} reacts to the results of training, so its rates can't be known before. "
                f"What can be simulated is {allowed}",
                value=value,
                allowed=allowed,
            )
            return None
        near = _nearest(name, SCHEDULERS)
        hint = f". Did you mean {near}?" if near else ""
        got = f"; got {value or 'nothing'}"
        self._report(place, path, f"{'.'.join(path)} must be {allowed}{got}{hint}", value, allowed, near)
        return None

    def _read_value(self, entry: Entry, spec: FieldSpec) -> None:
        node = self._resolved(entry, spec.path)
        if node is None:
            return
        self.document.places[".".join(spec.path)] = place_of(entry.value)
        value = values.python_value(node, spec, lambda item: resolve(item, self.root))
        if spec.accepts(value):
            self.document.values[spec.name] = values.normalised(value, spec)
        elif isinstance(node, SequenceNode) and node is entry.value and isinstance(value, list):
            item = values.first_wrong_item(value, spec)
            self._report_value(node if item is None else node.value[item], spec, item)
        else:
            self._report_value(entry.value, spec, resolved=node)

    def _report_value(self, node: Node, spec: FieldSpec, item: int | None = None, resolved: Node | None = None) -> None:
        path = spec.path if item is None else (*spec.path[:-1], f"{spec.name}[{item}]")
        value = written(self.text, node)
        meaning = resolved if resolved is not None and resolved is not node else None
        got = f"{value} ({written(self.text, meaning)})" if meaning else value
        if item is not None:
            got = f"{value} as item {item + 1}"
        reason, suggestion = values.explain(meaning or node, spec)
        self._report(
            place_of(node),
            path,
            f"{'.'.join(spec.path)} must be {values.with_article(spec.requirement)}; got {got or 'nothing'}{reason}",
            value=value,
            allowed=spec.requirement,
            suggestion=suggestion,
        )

    def _report_missing(self, section: "_Section", spec: FieldSpec, needed_by: str | None = None) -> None:
        known = merged(section.node)
        near = _nearest(spec.name, {key: None for key in known if key not in {"name", *self._taken(needed_by)}})
        hint = f". Did you mean the key {near} to be {spec.name}?" if near else ""
        self._report(
            section.place,
            spec.path,
            f"{'.'.join(spec.path)} is missing; {_need(spec, needed_by)}{hint}",
            allowed=spec.requirement,
        )

    def _taken(self, scheduler: str | None) -> set[str]:
        return set(field_specs(SCHEDULERS[scheduler])) if scheduler else set()

    def _report_unknown(self, entry: Entry, path: tuple[str, ...], specs: Mapping[str, FieldSpec], name: str) -> None:
        near = _nearest(entry.key, specs)
        hint = f". Did you mean {near}?" if near else ". Remove it"
        key = entry.key or written(self.text, entry.key_node)
        allowed = f"name, {', '.join(specs)}"
        self._report(
            place_of(entry.key_node),
            (*path, key),
            f"{'.'.join((*path, key))} is unknown; {name} takes {allowed}{hint}",
            value=key,
            allowed=allowed,
            suggestion=near,
        )

    def _resolved(self, entry: Entry, path: tuple[str, ...]) -> Node | None:
        try:
            return resolve(entry.value, self.root)
        except InterpolationError as error:
            self._report(
                place_of(entry.value), path, f"{'.'.join(path)}: {error}", value=written(self.text, entry.value)
            )
            return None

    def _report(
        self,
        place: Place,
        path: tuple[str, ...],
        message: str,
        value: str | None = None,
        allowed: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        self.problems.append(Problem(place.line, place.column, ".".join(path), message, value, allowed, suggestion))


@dataclass(frozen=True)
class _Section:
    """A mapping of the document, where its key stands, and the keys that lead to it."""

    node: MappingNode
    place: Place
    path: tuple[str, ...]


def _need(spec: FieldSpec, scheduler: str | None = None) -> str:
    needed_by = f"{scheduler} needs" if scheduler else "a simulation needs"
    what = values.with_article(spec.requirement)
    return f"{needed_by} {'.'.join(spec.path)}, {what}, for example {values.yaml_text(spec.field.example)}"


def _nearest(key: str, known: Mapping[str, Any]) -> str | None:
    return next(iter(get_close_matches(key, list(known), n=1, cutoff=0.6)), None)
