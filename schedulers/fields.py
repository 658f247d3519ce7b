"""The vocabulary of this project's schedulers: every field's type, unit, range, example and description.

A scheduler's constructor names its parameters with these annotated types; tables, examples, messages and checks are
derived from them. A field that means something else in another scheduler has a type of its own.
"""

from typing import Annotated

from schedulers.field import Field as Field

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
        symbol="base",
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
