"""The kind of truth values."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from schedulers.kinds.kind import Candidates, Kind

if TYPE_CHECKING:
    from schedulers.field import Field


class BoolKind(Kind):
    """The kind of ``true`` and ``false``."""

    name = "bool"
    control = "choice"

    def accepts(self, value: object, field: "Field") -> bool:  # noqa: ARG002  # a truth value has no range
        """Return whether ``value`` is a truth value. The number 1 is none."""
        return isinstance(value, bool)

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:  # noqa: ARG002
        """Return the schema of a truth value."""
        return {"type": ["boolean", "string"], "pattern": reference}

    def control_options(self, field: "Field") -> Mapping[str, Any]:  # noqa: ARG002
        """Return both values, as YAML."""
        return {"options": ["true", "false"]}

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:  # noqa: ARG002
        """Return the other truth value."""
        return [], [not value]
