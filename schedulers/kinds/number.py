"""The kinds of single numbers: int and float."""

import math
import sys
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from schedulers.kinds.kind import Candidates, Kind
from schedulers.numbers import rounded

if TYPE_CHECKING:
    from schedulers.field import Field

FINITE = "finite"
"""The name of the definition in a JSON Schema that refuses what is no finite number."""

# A YAML number can be infinite or no number at all. NaN passes every bound, and therefore not the denial of one.
FINITE_SCHEMA = {
    "maximum": sys.float_info.max,
    "not": {"type": "number", "exclusiveMaximum": -sys.float_info.max},
}


class _NumberKind(Kind):
    control = "number"
    schema_type: str
    _numbers: type

    def accepts(self, value: object, field: "Field") -> bool:
        """Return whether ``value`` is a finite number of this kind within the bounds. ``true`` is no number."""
        if isinstance(value, bool) or not isinstance(value, self._numbers):
            return False
        try:
            number = float(value)  # type: ignore[arg-type]
        except OverflowError:  # an int beyond the range of a float
            return False
        return math.isfinite(number) and field.within(number)

    def schema(self, field: "Field", reference: str) -> dict[str, Any]:
        """Return the schema of a finite number within the bounds."""
        return {
            "type": [self.schema_type, "string"],
            "pattern": reference,
            "$ref": f"#/$defs/{FINITE}",
            **{keyword: bound for keyword, bound in _bounds(field).items() if bound is not None},
        }

    def candidates(self, value: Any, field: "Field", scale: float, digits: Iterable[int]) -> Candidates:  # noqa: ARG002
        """Find round numbers, from two powers of ten below the value and the scale to one above, of both signs."""
        size = abs(value)
        lowest = rounded(math.log10(size or scale))
        highest = rounded(math.log10(max(size, scale, sys.float_info.min)))
        powers = range(math.floor(lowest) - 2, math.ceil(highest) + 2)
        positive = {float(f"{digit}e{power}") for power in powers for digit in digits}
        negative = {-number for number in positive} if value < 0 else set()
        numbers = [number for number in sorted(positive | negative | {0.0}) if self._is_one(number)]
        lower = [self.plain(number) for number in reversed(numbers) if number < value]
        return lower, [self.plain(number) for number in numbers if number > value]

    def _is_one(self, number: float) -> bool:  # noqa: ARG002
        return True

    def control_options(self, field: "Field") -> Mapping[str, Any]:
        """Return the bounds, and whether only whole numbers are allowed."""
        return {
            "whole": self.whole,
            "minimum": field.minimum,
            "exclusive_minimum": field.exclusive_minimum,
            "maximum": field.maximum,
            "exclusive_maximum": field.exclusive_maximum,
        }


def _bounds(field: "Field") -> dict[str, float | None]:
    """Return the bounds by the keywords of JSON Schema."""
    return {
        "minimum": field.minimum,
        "exclusiveMinimum": field.exclusive_minimum,
        "maximum": field.maximum,
        "exclusiveMaximum": field.exclusive_maximum,
    }


class IntKind(_NumberKind):
    """The kind of whole numbers."""

    name = "int"
    whole = True
    schema_type = "integer"
    _numbers = Integral

    def plain(self, value: Any) -> int:
        """Convert a value into Python's own int."""
        return int(value)

    def scaled(self, value: Any, factor: float) -> int:
        """Return the whole number that is nearest to the product."""
        nearest: int = round(value * factor)
        return nearest

    def _is_one(self, number: float) -> bool:
        return number.is_integer()


class FloatKind(_NumberKind):
    """The kind of numbers with a fraction."""

    name = "float"
    schema_type = "number"
    _numbers = Real

    def plain(self, value: Any) -> float:
        """Convert a value into Python's own float."""
        return float(value)

    def scaled(self, value: Any, factor: float) -> float:
        """Return the product."""
        return float(value * factor)
