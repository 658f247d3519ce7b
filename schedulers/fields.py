"""The vocabulary of the configuration: every field's type, unit, range, example and description.

A scheduler's constructor names its parameters with these annotated types; tables, examples, messages and checks are
derived from them. A field that means something else in another scheduler has a type of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from schedulers.numbers import rate_text

if TYPE_CHECKING:
    from schedulers.kinds import Kind

SCHEDULER_SECTION = ("training", "scheduler")


@dataclass(frozen=True, kw_only=True)
class Field:
    """What a field of the YAML means and which values it takes.

    Attributes:
        unit: What the value counts: ``"epochs"``, or ``"dimensionless"``.
        description: One phrase for a reader of the docs, starting in lower case.
        example: The value that generated example configurations show; the default, where nothing is said.
        minimum: The smallest value allowed (of each item, in a list).
        exclusive_minimum: The value must be greater than this one.
        maximum: The largest value allowed (of each item, in a list).
        exclusive_maximum: The value must be smaller than this one.
        above: Name of another field that the value must exceed: of the same scheduler, or one outside it.
        above_within: Name of a field that ends all: where the other field reaches it, ``above`` means nothing.
        below: Name of another field that the value must stay below.
        min_items: How many items a list needs at the least.
        increasing: Each item of a list must be greater than the one before it.
        section: Keys that lead to the field in the YAML document.
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
    section: tuple[str, ...] = SCHEDULER_SECTION
    kind: "Kind | None" = None

    def within(self, number: float) -> bool:
        """Whether a number lies within the bounds; those by other fields are judged where their values are known."""
        return (
            (self.minimum is None or number >= self.minimum)
            and (self.exclusive_minimum is None or number > self.exclusive_minimum)
            and (self.maximum is None or number <= self.maximum)
            and (self.exclusive_maximum is None or number < self.exclusive_maximum)
        )

    def bounds(self) -> Iterator[str]:
        """Each bound in words, such as ``">= 1"``, the lower ones first."""
        signs = {">=": self.minimum, ">": self.exclusive_minimum, "<=": self.maximum, "<": self.exclusive_maximum}
        yield from (f"{sign} {rate_text(bound)}" for sign, bound in signs.items() if bound is not None)
        yield from (f"{sign} {name}" for sign, name in ((">", self.above), ("<", self.below)) if name is not None)


Epochs = Annotated[
    int,
    Field(unit="epochs", minimum=1, example=100, description="how many epochs are trained", section=("training",)),
]

BaseRate = Annotated[
    float,
    Field(
        unit="dimensionless",
        minimum=0,
        example=0.1,
        description="base learning rate of the optimizer, one per parameter group",
        section=("training", "optimizer"),
    ),
]

DecayInterval = Annotated[int, Field(unit="epochs", minimum=1, example=30, description="epochs between two decays")]

PhaseLength = Annotated[
    float,
    Field(
        unit="epochs",
        exclusive_minimum=0,
        example=10,
        description="epochs of one cosine phase, that is between two restarts",
    ),
]

DecayFactor = Annotated[
    float,
    Field(
        unit="dimensionless",
        exclusive_minimum=0,
        example=0.1,
        description="factor that multiplies the rate at each decay",
    ),
]

_END_EPOCH = "last epoch at which the rate changes; it is held after that"

EndEpoch = Annotated[int, Field(unit="epochs", minimum=1, example=80, description=_END_EPOCH)]

EndEpochAfterWarmUp = Annotated[
    int,
    Field(
        unit="epochs",
        minimum=1,
        above="warmup_epochs",
        above_within="epochs",
        example=80,
        description=f"{_END_EPOCH}; where training outlasts the ramp, so does this",
    ),
]

WarmUpEpochs = Annotated[
    int,
    Field(
        unit="epochs",
        minimum=0,
        example=5,
        description="length of the linear ramp; its last epoch trains at the base rate, and 0 means no warm-up",
    ),
]

WarmUpStartRate = Annotated[
    float,
    Field(
        unit="dimensionless",
        minimum=0,
        example=1e-5,
        description="rate that the ramp starts from; epoch 0 already stands one step above it",
    ),
]

MinimumRate = Annotated[
    float, Field(unit="dimensionless", minimum=0, example=1e-6, description="lowest rate of the decay")
]

Power = Annotated[
    float,
    Field(
        unit="dimensionless",
        exclusive_minimum=0,
        example=1.0,
        description="exponent of the decay: 1 is a straight line, above 1 falls early, below 1 falls late",
    ),
]

Milestones = Annotated[
    list[int],
    Field(
        unit="epochs",
        minimum=1,
        min_items=1,
        increasing=True,
        example=[30, 80],
        description="epochs at which the rate decays",
    ),
]
