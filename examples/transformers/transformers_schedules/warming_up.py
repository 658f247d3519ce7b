"""The warm-up that nearly all schedulers of transformers share."""

from typing import Any

import numpy as np

from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import Part
from transformers_schedules.layout import warm_up_steps


def warmed_up(step: EpochArray, after: RateArray | float, *, base: float, **values: Any) -> RateArray:
    """A straight line from zero to the base rate, then rates that are given as shares of it, for all steps."""
    warmup = warm_up_steps(**values)
    return base * np.where(step < warmup, step / max(1, warmup), after)


def warm_up(**values: Any) -> Part:
    """The part of a curve that is warm-up."""
    return Part("warm-up", end=warm_up_steps(**values), field="warmup_steps", shaded=True)


def progress(step: EpochArray, *, length: int, **values: Any) -> RateArray:
    """The share that has passed of the steps after the warm-up, 0 before it ends."""
    warmup = warm_up_steps(length=length, **values)
    return np.maximum(step - warmup, 0) / max(1, length - warmup)
