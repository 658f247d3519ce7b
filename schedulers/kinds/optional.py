"""A value or none."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from yaml.nodes import Node

from schedulers.kinds.kind import Candidates, Kind

if TYPE_CHECKING:
    from schedulers.field import Field


class OptionalKind(Kind):
    """What another kind takes, or ``null``."""

    def __init__(self, inner: Kind) -> None:
        self.inner = inner
        self.name = f"{inner.name} or null"
        self.control, self.control_module = inner.control, inner.control_module
        self.item, self.whole, self.imports = inner.item, inner.whole, inner.imports

    def read(self, node: Node) -> Any:
        """As the other kind reads it."""
        return self.inner.read(node)

    def accepts(self, value: object, field: "Field") -> bool:
        """Whether ``value`` is nothing, or the other kind takes it."""
        return value is None or self.inner.accepts(value, field)

    def plain(self, value: Any) -> Any:
        """Nothing, or the other kind's plain value."""
        return None if value is None else self.inner.plain(value)

    def yaml(self, value: Any) -> str:
        """``null``, or as the other kind writes it."""
        return super().yaml(value) if value is None else self.inner.yaml(value)

    def python(self, value: Any) -> str:
        """``None``, or the other kind's source."""
        return repr(value) if value is None else self.inner.python(value)

    def json(self, value: Any) -> Any:
        """Nothing, or the other kind's form."""
        return None if value is None else self.inner.json(value)

    def allowed(self, field: "Field") -> str:
        """As the other kind says it."""
        return self.inner.allowed(field)

    def requirement(self, field: "Field") -> str:
        """The other kind's, or ``null``."""
        return f"{self.inner.requirement(field)}, or null"

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:
        """The other kind's, or ``null``."""
        return {"anyOf": [{"type": "null"}, self.inner.schema(field, reference)]}

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:
        """The other kind's; the example of the field stands in for nothing."""
        if value is None:
            return [], []
        lower, higher = self.inner.candidates(value, field, scale, digits)
        return [None, *lower], higher

    def control_options(self, field: "Field") -> Mapping[str, Any]:
        """The other kind's, and that the value may be left empty."""
        return {**self.inner.control_options(field), "nullable": True}
