"""A kind of value that the package does not know, as a project adds it: one class, and a module for its control."""

import datetime as dt
from pathlib import Path
from typing import Any

from yaml.nodes import Node

from schedulers.field import Field
from schedulers.kinds import Kind


class Day(Kind):
    """Days of the calendar."""

    name = "date"
    control = "date"
    control_module = Path(__file__).with_name("day-control.ts")
    imports = ("import datetime",)

    def read(self, node: Node) -> Any:
        """A day, or what stands there instead."""
        try:
            return dt.date.fromisoformat(node.value)
        except (TypeError, ValueError):
            return super().read(node)

    def accepts(self, value: object, field: Field) -> bool:  # noqa: ARG002  # days have no range
        """Whether it is a day."""
        return isinstance(value, dt.date)

    def yaml(self, value: Any) -> str:
        """As people write it."""
        return str(value)

    def schema(self, field: Field, reference: str) -> dict[str, Any]:  # noqa: ARG002
        """A date, or a reference."""
        return {"type": "string", "anyOf": [{"format": "date"}, {"pattern": reference}]}
