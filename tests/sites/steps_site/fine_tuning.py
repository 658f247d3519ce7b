"""Schedules of a trainer that counts steps and keeps all in one flat mapping, declared by their mirrors."""

from typing import Annotated

import numpy as np

from schedulers import Registry
from schedulers.fields import Field
from schedulers.layout import STEPS, Layout, Training
from schedulers.mirror import EpochArray, RateArray

Steps = Annotated[
    int,
    Field(unit="steps", minimum=1, example=40, description="how many steps are trained", further=("total_steps",)),
]
Rate = Annotated[
    float, Field(unit="dimensionless", minimum=0, example=0.1, description="the rate that training begins with")
]
Interval = Annotated[
    int,
    Field(unit="steps", minimum=1, example=10, description="steps between two decays", further=("decay_steps",)),
]
Factor = Annotated[
    float,
    Field(
        unit="dimensionless",
        exclusive_minimum=0,
        maximum=1,
        description="factor that multiplies the rate",
        further=("decay_factor",),
    ),
]
Floor = Annotated[
    float, Field(unit="dimensionless", minimum=0, example=0.01, description="what the rate never falls below")
]


def training(*, max_steps: Steps, learning_rate: Rate) -> Training:
    """The document says both itself."""
    return Training(length=max_steps, base=learning_rate)


REGISTRY = Registry(Layout(choice=("sched",), section=(), shared=frozenset({()}), training=training, clock=STEPS))


@REGISTRY.curve("torch.optim.lr_scheduler.StepLR")
def drops(epoch: EpochArray, *, base: float, step_size: Interval, gamma: Factor = 0.1) -> RateArray:
    """Multiplies the rate by a constant factor at regular intervals.

    The rate ``lr`` used in step ``e`` is

        lr = base * gamma ** floor(e / step_size)
    """
    return base * np.power(gamma, epoch // step_size)


@REGISTRY.curve()
def linear(epoch: EpochArray, *, base: float, length: int, floor: Floor) -> RateArray:
    """Falls in a straight line."""
    return np.maximum(base * (1 - epoch / length), floor)
