"""Declares a field: its unit, range, example, description, and its place in a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from schedulers.numbers import rate_text

if TYPE_CHECKING:
    from schedulers.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class Field:
    """The declaration of a field: what it means and which values it takes.

    Attributes:
        unit: What the value counts: ``"epochs"``, ``"steps"``, or ``"dimensionless"``.
        description: One phrase for a reader of the docs, starting in lower case.
        example: The value that generated example configurations show; by default, the field's default.
        minimum: The smallest value allowed (of each item, in a list).
        exclusive_minimum: The value must be greater than this one.
        maximum: The largest value allowed (of each item, in a list).
        exclusive_maximum: The value must be smaller than this one.
        above: Name of another field that the value must exceed: of the same scheduler, or one outside it.
        above_within: Name of a field that ends all: where the other field reaches it, ``above`` means nothing.
        below: Name of another field that the value must stay below.
        min_items: How many items a list needs at the least.
        increasing: Each item of a list must be greater than the one before it.
        section: The keys that lead to the mapping of the field; by default, those of the layout.
        key: The key, where it is not the parameter's name.
        further: Further names of the key, former ones included, under which the field is read with a note.
        symbol: What formulas call the field, where it is not by its name.
        kind: The kind of its values, where that does not follow from the Python type.
    """

    unit: str
    description: str
    example: Any = None
    minimum: float | None = None
    exclusive_minimum: float | None = None
    maximum: float | None = None
    exclusive_maximum: float | None = None
    above: str | None = None
    above_within: str | None = None
    below: str | None = None
    min_items: int | None = None
    increasing: bool = False
    section: tuple[str, ...] | None = None
    key: str | None = None
    further: tuple[str, ...] = ()
    symbol: str = ""
    kind: "Kind | None" = None

    def within(self, number: float) -> bool:
        """Return whether a number lies within the bounds.

        Bounds by other fields are checked where their values are known.
        """
        return (
            (self.minimum is None or number >= self.minimum)
            and (self.exclusive_minimum is None or number > self.exclusive_minimum)
            and (self.maximum is None or number <= self.maximum)
            and (self.exclusive_maximum is None or number < self.exclusive_maximum)
        )

    def bounds(self) -> Iterator[str]:
        """List the bounds in words, such as ``">= 1"``, the lower ones first."""
        signs = {">=": self.minimum, ">": self.exclusive_minimum, "<=": self.maximum, "<": self.exclusive_maximum}
        yield from (f"{sign} {rate_text(bound)}" for sign, bound in signs.items() if bound is not None)
        yield from (f"{sign} {name}" for sign, name in ((">", self.above), ("<", self.below)) if name is not None)


choice = partial(Field, unit="dimensionless")
"""Declares a choice of texts, or a yes or no."""

number = partial(Field, unit="dimensionless", minimum=0)
"""Declares a rate, factor or share, which may be 0."""

positive = partial(Field, unit="dimensionless", exclusive_minimum=0)
"""Declares a rate, factor or exponent, which is above 0."""
