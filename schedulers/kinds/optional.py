"""The kind of a value that may be missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yaml.nodes import Node

from schedulers.kinds.kind import Candidates, Kind

if TYPE_CHECKING:
    from schedulers.field import Field


class OptionalKind(Kind):
    """The kind of a field that takes ``null`` or what another kind takes."""

    def __init__(self, inner: Kind) -> None:
        self.inner = inner
        self.name = f"{inner.name} or null"
        self.control, self.control_module = inner.control, inner.control_module
        self.item, self.whole, self.imports = inner.item, inner.whole, inner.imports

    def read(self, node: Node) -> Any:
        """Read ``null``, or leave the node to the other kind."""
        return self.inner.read(node)

    def accepts(self, value: object, field: "Field") -> bool:
        """Return whether ``value`` is ``None``, or the other kind takes it."""
        return value is None or self.inner.accepts(value, field)

    def first_wrong_item(self, items: Sequence[Any], field: "Field") -> int | None:
        """Find the index of the first item that the other kind does not allow in its place."""
        return self.inner.first_wrong_item(items, field)

    def plain(self, value: Any) -> Any:
        """Return ``None``, or the other kind's plain value."""
        return None if value is None else self.inner.plain(value)

    def yaml(self, value: Any) -> str:
        """Write ``null``, or leave the value to the other kind."""
        return super().yaml(value) if value is None else self.inner.yaml(value)

    def python(self, value: Any) -> str:
        """Write ``None``, or leave the value to the other kind."""
        return repr(value) if value is None else self.inner.python(value)

    def json(self, value: Any) -> Any:
        """Return ``None``, or the other kind's value for JSON."""
        return None if value is None else self.inner.json(value)

    def allowed(self, field: "Field") -> str:
        """Describe the values that the other kind allows."""
        return self.inner.allowed(field)

    def requirement(self, field: "Field") -> str:
        """Describe what the other kind requires, or ``null``."""
        return f"{self.inner.requirement(field)}, or null"

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:
        """Return the schema of the other kind, or of ``null``."""
        return {"anyOf": [{"type": "null"}, self.inner.schema(field, reference)]}

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:
        """Find the other kind's candidates. In the place of ``None``, they are those of the field's example."""
        if value is None:
            return [], []
        lower, higher = self.inner.candidates(value, field, scale, digits)
        return [None, *lower], higher

    def control_options(self, field: "Field") -> Mapping[str, Any]:
        """Return the other kind's options, and that the value may be left empty."""
        return {**self.inner.control_options(field), "nullable": True}
