"""The kind of a list of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np
from yaml.nodes import Node, SequenceNode

from schedulers.kinds.kind import Candidates, Kind

if TYPE_CHECKING:
    from schedulers.field import Field

FACTORS = ((0.5, 0.2), (1.2, 1.5, 2, 5))
"""The factors by which the items of a list are lowered and raised."""


class ListKind(Kind):
    """The kind of a list whose items are all of one kind."""

    control = "list"

    item: Kind

    def __init__(self, item: Kind) -> None:
        self.item = item
        self.whole, self.imports = item.whole, item.imports
        self.name = f"list of {item.name}"

    def read(self, node: Node) -> Any:
        """Convert a node into a list of the items' values."""
        return [self.item.read(item) for item in node.value] if isinstance(node, SequenceNode) else super().read(node)

    def accepts(self, value: object, field: "Field") -> bool:
        """Return whether ``value`` is a sequence with enough items, each allowed in its place."""
        if not is_sequence(value) or len(value) < (field.min_items or 0):
            return False
        return self.first_wrong_item(value, field) is None

    def first_wrong_item(self, items: Sequence[Any], field: "Field") -> int | None:
        """Find the index of the first item that is not allowed in its place. Without one, return ``None``."""
        previous: Any = None
        for index, item in enumerate(items):
            if not self.item.accepts(item, field):
                return index
            if field.increasing and previous is not None and item <= previous:
                return index
            previous = item
        return None

    def plain(self, value: Any) -> list[Any]:
        """Convert the items into a list of Python's own numbers."""
        return [self.item.plain(item) for item in value]

    def yaml(self, value: Any) -> str:
        """Write the items in brackets."""
        return f"[{', '.join(map(self.item.yaml, value))}]"

    def python(self, value: Any) -> str:
        """Write a list of the items' sources."""
        return f"[{', '.join(map(self.item.python, value))}]"

    def json(self, value: Any) -> list[Any]:
        """Convert the items for JSON."""
        return [self.item.json(item) for item in value]

    def allowed(self, field: "Field") -> str:
        """Describe the number of items and what each must be."""
        words = []
        if field.min_items:
            words.append(f"at least {field.min_items} item{'s' if field.min_items > 1 else ''}")
        bounds = " and ".join(field.bounds())
        if bounds:
            words.append(f"each {bounds}")
        if field.increasing:
            words.append("strictly increasing")
        return ", ".join(words)

    def requirement(self, field: "Field") -> str:
        """Name and allowed values together, such as ``"list of int with at least 1 item"``."""
        allowed = self.allowed(field)
        return f"{self.name} with {allowed}" if allowed else self.name

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:
        """Return the schema of a list of such items."""
        return {
            "type": ["array", "string"],
            "pattern": reference,
            "minItems": field.min_items or 0,
            "uniqueItems": field.increasing,
            "items": self.item.schema(field, reference),
        }

    def control_options(self, field: "Field") -> Mapping[str, Any]:
        """Return the items' kind, their least number, and whether they increase."""
        items = self.item.control_options(field)
        return {**items, "min_items": field.min_items, "increasing": field.increasing}

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:  # noqa: ARG002
        """Find lists whose items all grow or shrink together."""
        lower, higher = ([[self.item.scaled(item, factor) for item in value] for factor in side] for side in FACTORS)
        return lower, higher


def is_sequence(value: Any) -> TypeGuard[Sequence[Any]]:
    """Return whether a value is a sequence of items. A text is none, although it has a length and an order."""
    if isinstance(value, np.ndarray):
        return value.ndim == 1
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview)
