"""Schedulers that multiply the rate by a factor now and then."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

import numpy as np

from schedulers.field import Field, number
from schedulers.mirror import EpochArray, RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Part, Series
from timm_schedules.layout import REGISTRY, span
from timm_schedules.warming_up import beginning, warm_up, warmed_up

Interval = Annotated[
    float, Field(unit="epochs", exclusive_minimum=0, description="epochs between two decays", example=30.0)
]
Factor = Annotated[float, number(description="factor that multiplies the rate at each decay")]
Milestones = Annotated[
    list[int], span(description="a decay comes one epoch before each", example=[30, 60], min_items=1)
]
DEFAULT = [90, 180, 270]


def decay_length(*, length: int, **values: Any) -> int:
    """A warm-up that comes first is added."""
    return length + beginning(**values)


def step_parts(*, length: int, decay_epochs: float, **values: Any) -> list[Item]:
    """A decay after every so many epochs, where timm's division of floats says so."""
    start = beginning(**values)
    starts = np.flatnonzero(np.diff(np.arange(length - start) // decay_epochs)) + 1 + start
    first = Series("decay", start=start + decay_epochs, field="decay_epochs", mark="decay")  # beyond training
    decays = Series("decay", starts=starts.tolist(), field="decay_epochs", mark="decay") if starts.size else first
    return [Part("constant"), decays, warm_up(**values)]


@REGISTRY.curve("timm.scheduler.StepLRScheduler", parts=step_parts, length=decay_length)
def step(
    epoch: EpochArray, *, base: float, decay_epochs: Interval = 90.0, decay_rate: Factor = 0.1, **values: Any
) -> RateArray:
    """Multiplies the rate by a constant factor at regular intervals, which may be no whole number of epochs.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_lr + (base - warmup_lr) * e / warmup_epochs
        else:
            x = e - warmup_epochs if warmup_prefix else e
            lr = base * decay_rate ** (x // decay_epochs)

    ``min_lr`` and ``cooldown_epochs`` mean nothing here.
    """
    return warmed_up(epoch, lambda begun: base * np.float64(decay_rate) ** (begun // decay_epochs), base=base, **values)


def milestone_parts(*, decay_milestones: list[int], **values: Any) -> list[Item]:
    """A decay one epoch before each milestone."""
    starts = [beginning(**values) + milestone - 1 for milestone in decay_milestones]
    return [Part("constant"), Series("decay", starts=starts, field="decay_milestones", mark="decay"), warm_up(**values)]


def milestone_notes(*, decay_milestones: list[int], lr: RateArray, **values: Any) -> Iterator[DeclaredNote]:
    """The first decay comes sooner than people expect."""
    epoch = beginning(**values) + decay_milestones[0] - 1
    if values["warmup_epochs"] <= epoch < len(lr) and epoch > 0:
        message = (
            f"The first decay comes an epoch before its milestone: epoch {epoch} trains at {rate_text(lr[epoch])}."
        )
        yield DeclaredNote("decay_milestones", epoch, message)


@REGISTRY.curve(
    "timm.scheduler.MultiStepLRScheduler", parts=milestone_parts, notes=milestone_notes, length=decay_length
)
def multistep(
    epoch: EpochArray, *, base: float, decay_milestones: Milestones = DEFAULT, decay_rate: Factor = 0.1, **values: Any
) -> RateArray:
    """Multiplies the rate by a constant factor one epoch before each of the given ones.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_lr + (base - warmup_lr) * e / warmup_epochs
        else:
            x = e - warmup_epochs if warmup_prefix else e
            decays = len([m for m in decay_milestones if m <= x + 1])
            lr = base * decay_rate ** decays

    ``min_lr`` and ``cooldown_epochs`` mean nothing here.
    """
    decays = partial(np.searchsorted, decay_milestones, side="right")
    return warmed_up(epoch, lambda begun: base * np.float64(decay_rate) ** decays(begun + 1), base=base, **values)
