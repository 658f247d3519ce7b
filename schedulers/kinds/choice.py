"""The kind of a choice among a few texts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from schedulers.kinds.kind import Candidates, Kind

if TYPE_CHECKING:
    from schedulers.field import Field


class ChoiceKind(Kind):
    """The kind of a field that takes one of the texts which its type names."""

    control = "choice"

    def __init__(self, options: Sequence[str]) -> None:
        self.options = tuple(options)
        self.name = f"one of {', '.join(self.options)}"

    def accepts(self, value: object, field: "Field") -> bool:  # noqa: ARG002  # a choice has no range
        """Return whether ``value`` is one of the texts."""
        return value in self.options

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:  # noqa: ARG002
        """Return the schema of one of the texts."""
        return {"type": "string", "anyOf": [*({"const": option} for option in self.options), {"pattern": reference}]}

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:  # noqa: ARG002
        """Return all other texts."""
        return [], [option for option in self.options if option != value]

    def control_options(self, field: "Field") -> Mapping[str, Any]:  # noqa: ARG002
        """Return the texts to choose from."""
        return {"options": list(self.options)}
