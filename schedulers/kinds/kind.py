"""The interface of every kind of value."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yaml.nodes import Node, ScalarNode

from schedulers.reading.values import yaml_text
from schedulers.reading.yaml.nodes import scalar_value

if TYPE_CHECKING:
    from schedulers.field import Field

Candidates = tuple[list[Any], list[Any]]
"""Values below a given one and values above it, each the nearest first."""


class Kind(ABC):
    """A kind of value: how it is read, described, checked and written.

    Attributes:
        name: What the type is called in tables and messages, such as ``"list of int"``.
        item: The kind of a list's items; ``None`` for a single value.
        whole: Whether numbers have no fraction.
        control: Which control of the page edits a value: ``"number"``, ``"list"``, ``"choice"``, ``"text"``, or one
            that `control_module` adds.
        control_module: A TypeScript module that adds a control to the page; ``None`` where its own will do.
        imports: The lines that Python needs before it understands what `python` gives.
    """

    name: str
    control: str = "text"
    item: "Kind | None" = None
    whole: bool = False
    control_module: Path | None = None
    imports: tuple[str, ...] = ()

    def read(self, node: Node) -> Any:
        """Convert a node of the document into a Python value, whether the field takes it or not.

        A mapping or a list, which no single value is, stays a node, which no field takes, not even one that takes null.
        """
        return scalar_value(node) if isinstance(node, ScalarNode) else node

    @abstractmethod
    def accepts(self, value: object, field: "Field") -> bool:
        """Return whether ``value`` is of this kind and within the range of the field."""

    def first_wrong_item(self, items: Sequence[Any], field: "Field") -> int | None:  # noqa: ARG002
        """Find the index of the first item that is not allowed in its place. Single values have no items: ``None``.

        >>> from schedulers.schedules.own_layout import LAYOUT
        >>> rate = LAYOUT.settings["lr"]
        >>> print(rate.kind.first_wrong_item([-1.0], rate.field))
        None
        """
        return None

    def plain(self, value: Any) -> Any:
        """Convert an accepted value into the type that mirror and class take, such as 10 into 10.0 for a float."""
        return value

    def allowed(self, field: "Field") -> str:
        """Describe the allowed values in words that follow the name of the kind. The text may be empty."""
        return " and ".join(field.bounds())

    def requirement(self, field: "Field") -> str:
        """Describe kind and allowed values together, such as ``"float > 0"``."""
        return f"{self.name} {self.allowed(field)}".strip()

    def yaml(self, value: Any) -> str:
        """Write a value as YAML that every loader reads alike."""
        return yaml_text(value)

    def json(self, value: Any) -> Any:
        """Convert a value for JSON. Where JSON has no such value, it is the text that YAML has."""
        return value if value is None or isinstance(value, bool | int | float | str | list) else self.yaml(value)

    def python(self, value: Any) -> str:
        """Write a value as Python source, with every digit."""
        return repr(self.plain(value))

    @abstractmethod
    def schema(self, field: "Field", reference: str) -> dict[str, Any]:
        """Return the JSON Schema of a value, or of a text in its place that matches the pattern ``reference``."""

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:  # noqa: ARG002
        """Find round values to try in the place of ``value``, on a scale up to about ``scale``."""
        return [], []

    def scaled(self, value: Any, factor: float) -> Any:  # noqa: ARG002
        """Multiply a value by ``factor``. A kind that has no product returns the value itself."""
        return value

    def control_options(self, field: "Field") -> Mapping[str, Any]:  # noqa: ARG002
        """Return what the page's control needs to know, as JSON can express it."""
        return {}
