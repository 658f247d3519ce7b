"""The vocabulary of the configuration: every field's type, unit, range, example and description.

A scheduler's constructor names its parameters with these annotated types; tables, examples, messages and checks are
derived from them. A field that means something else in another scheduler has a type of its own.
"""

from dataclasses import dataclass
from typing import Annotated, Any

SCHEDULER_SECTION = ("training", "scheduler")


@dataclass(frozen=True, kw_only=True)
class Field:
    """What a field of the YAML means and which values it takes.

    Attributes:
        unit: What the value counts: ``"epochs"``, or ``"dimensionless"``.
        description: One phrase for a reader of the docs, starting in lower case.
        example: The value that generated example configurations show.
        minimum: The smallest value allowed (of each item, in a list).
        exclusive_minimum: The value must be greater than this one.
        above: Name of another field of the same scheduler that the value must exceed.
        above_within: Name of a field that ends all: where the other field reaches it, ``above`` means nothing.
        min_items: How many items a list needs at the least; ``None`` for a single number.
        increasing: Each item of a list must be greater than the one before it.
        section: Keys that lead to the field in the YAML document.
    """

    unit: str
    description: str
    example: Any
    minimum: int | None = None
    exclusive_minimum: int | None = None
    above: str | None = None
    above_within: str | None = None
    min_items: int | None = None
    increasing: bool = False
    section: tuple[str, ...] = SCHEDULER_SECTION


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

DecayInterval = Annotated[int, Field(unit="epochs", minimum=1, example=1, description="epochs between two decays")]

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
