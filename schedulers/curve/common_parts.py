"""Declares parts and notes that several schedulers of this package share."""

from collections.abc import Iterator

import numpy as np

from schedulers.mirror import RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Part


def ramp(warmup_epochs: int) -> Part:
    """Declare the warm-up whose rates `schedulers.base.warm_up` computes."""
    return Part("warm-up", end=warmup_epochs, field="warmup_epochs", shaded=True)


def ramp_notes(*, base: float, warmup_epochs: int, warmup_bias_lr: float, lr: RateArray) -> Iterator[DeclaredNote]:
    """Declare the note for a warm-up that begins above the base rate."""
    if warmup_epochs and warmup_bias_lr > base:
        message = (
            f"Warm-up starts above the base rate of {rate_text(base)}, so it ramps down: "
            f"epoch 0 trains at {rate_text(lr[0])}."
        )
        yield DeclaredNote("warmup_bias_lr", 0, message)


def growth_notes(*, gamma: float, lr: RateArray) -> Iterator[DeclaredNote]:
    """Declare the note for a factor that makes the rate rise."""
    if gamma > 1 and lr.max() > lr[0]:
        infinite = np.flatnonzero(np.isinf(lr))
        epoch = int(infinite[0]) if infinite.size else len(lr) - 1
        message = f"gamma is above 1, so the rate rises: epoch {epoch} trains at {rate_text(lr[epoch])}."
        yield DeclaredNote("gamma", epoch, message)
