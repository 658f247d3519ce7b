"""The warm-up that all of timm's schedulers share."""

from collections.abc import Callable
from typing import Any

import numpy as np

from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import Part

Curve = Callable[[Any], RateArray]


def warmed_up(
    epoch: EpochArray, curve: Curve, *, base: float, warmup_epochs: int, warmup_lr: float, warmup_prefix: bool, **_: Any
) -> RateArray:
    """A straight line to the base rate, then a curve, which is given the epochs since it began."""
    line = warmup_lr + epoch * (base - warmup_lr) / max(warmup_epochs, 1)
    begun = np.maximum(epoch - warmup_epochs, 0) if warmup_prefix else epoch
    with np.errstate(over="ignore", under="ignore"):
        return np.where(epoch < warmup_epochs, line, curve(begun))


def beginning(*, warmup_epochs: int, warmup_prefix: bool, **_: Any) -> int:
    """The epoch in which the schedule begins, after the warm-up or underneath it."""
    return warmup_epochs if warmup_prefix else 0


def warm_up(*, warmup_epochs: int, **_: Any) -> Part:
    """The part of a curve that is warm-up."""
    return Part("warm-up", end=warmup_epochs, field="warmup_epochs", shaded=True)
