"""The five schedules as pure functions of the epoch, in NumPy alone.

Written from the closed forms, not from the classes: the tests compare the two, and that proves something only as long
as neither is derived from the other. Each function takes ``epoch`` (int64, shape ``[n]``, 0-based) and returns the rate
used during each of these epochs (float64, shape ``[n]``). ``base`` is the optimizer's rate and ``epochs`` the length of
training; the other parameters are the fields of the scheduler.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EpochArray = NDArray[np.int64]
RateArray = NDArray[np.float64]


def step(
    epoch: EpochArray, *, base: float, epochs: int, iters_per_phase: int, gamma: float, end_epoch: int
) -> RateArray:
    """Decay at regular intervals.

    >>> step(np.arange(5), base=1.0, epochs=5, iters_per_phase=2, gamma=0.5, end_epoch=3)
    array([1. , 1. , 0.5, 0.5, 0.5])
    """
    decays = np.minimum(epoch, float(end_epoch)) // float(iters_per_phase)
    return _decayed(base, gamma, decays)


def multi_step(epoch: EpochArray, *, base: float, epochs: int, milestones: Sequence[int], gamma: float) -> RateArray:
    """Decay at given epochs.

    >>> multi_step(np.arange(5), base=1.0, epochs=5, milestones=[1, 3], gamma=0.5)
    array([1.  , 0.5 , 0.5 , 0.25, 0.25])
    """
    decays = np.searchsorted(np.asarray(milestones, dtype=np.float64), epoch, side="right")
    return _decayed(base, gamma, decays.astype(np.float64))


def poly(
    epoch: EpochArray,
    *,
    base: float,
    epochs: int,
    warmup_epochs: int,
    warmup_bias_lr: float,
    min_lr: float,
    power: float,
    end_epoch: int,
) -> RateArray:
    """Ramp, then a power of the remaining epochs.

    >>> poly(np.arange(5), base=1.0, epochs=5, warmup_epochs=2, warmup_bias_lr=0.5, min_lr=0.0, power=1.0, end_epoch=3)
    array([0.75, 1.  , 0.5 , 0.  , 0.  ])
    """
    end = float(end_epoch)
    peak = max(warmup_epochs - 1, 0)
    if peak >= end:  # no epoch is left after the ramp
        return _with_ramp(epoch, np.full(epoch.shape, float(min_lr)), base, warmup_epochs, warmup_bias_lr)
    # Before the peak the ramp takes its place, and the power might exceed the range of a float.
    decay = min_lr + (base - min_lr) * ((end - np.minimum(np.maximum(epoch, float(peak)), end)) / (end - peak)) ** power
    return _with_ramp(epoch, decay, base, warmup_epochs, warmup_bias_lr)


def cosine_no_sgdr(
    epoch: EpochArray,
    *,
    base: float,
    epochs: int,
    warmup_epochs: int,
    warmup_bias_lr: float,
    min_lr: float,
    end_epoch: int,
) -> RateArray:
    """Ramp, then half a cosine.

    >>> cosine_no_sgdr(np.arange(4), base=1.0, epochs=4, warmup_epochs=1, warmup_bias_lr=0.5, min_lr=0.0, end_epoch=2)
    array([1. , 0.5, 0. , 0. ])
    """
    end = min(end_epoch, epochs)
    peak = max(warmup_epochs - 1, 0)
    if peak >= end:  # no epoch is left after the ramp
        return _with_ramp(epoch, np.full(epoch.shape, float(base)), base, warmup_epochs, warmup_bias_lr)
    anneal = (1 + np.cos(np.pi * np.minimum(epoch, end) / end)) / (1 + np.cos(np.pi * peak / end))
    return _with_ramp(epoch, min_lr + (base - min_lr) * anneal, base, warmup_epochs, warmup_bias_lr)


def cosine(
    epoch: EpochArray,
    *,
    base: float,
    epochs: int,
    warmup_epochs: int,
    warmup_bias_lr: float,
    min_lr: float,
    iters_per_phase: float,
) -> RateArray:
    """Ramp on top of half cosines that restart.

    >>> cosine(np.arange(4), base=1.0, epochs=4, warmup_epochs=0, warmup_bias_lr=0.5, min_lr=0.0, iters_per_phase=2)
    array([1. , 0.5, 1. , 0.5])
    """
    anneal = (1 + np.cos(np.pi * _elapsed(epoch, epochs, iters_per_phase))) / 2
    return _with_ramp(epoch, min_lr + (base - min_lr) * anneal, base, warmup_epochs, warmup_bias_lr)


def _elapsed(epoch: EpochArray, epochs: int, iters_per_phase: float) -> RateArray:
    """Compute the part of its phase that has passed at each epoch, from 0 to 1.

    Apart from `cosine`, so that of a million epochs these arrays are gone when the next ones are made.
    """
    index, length, count = cosine_phases(epoch, epochs=epochs, iters_per_phase=iters_per_phase)
    start = index * length
    own_length = np.where(index == count - 1, epochs - start, length)
    return np.clip((epoch - start) / own_length, 0.0, 1.0)


def cosine_phases(epoch: EpochArray, *, epochs: int, iters_per_phase: float) -> tuple[RateArray, float, float]:
    """Find the 0-based phase of each epoch, the length of a phase in epochs, and the number of phases.

    >>> index, length, count = cosine_phases(np.arange(5), epochs=5, iters_per_phase=2)
    >>> index.tolist(), length, count
    ([0.0, 0.0, 1.0, 1.0, 1.0], 2.0, 2.0)
    """
    length = float(min(iters_per_phase, epochs))
    countable = 2.0**53  # a float counts no further one by one
    with np.errstate(over="ignore"):
        count = max(1.0, float(np.floor(np.minimum(np.float64(epochs) / length, countable))))
        index = np.minimum(np.floor(np.minimum(epoch / length, countable)), count - 1)
    return index, length, count


def _with_ramp(
    epoch: EpochArray, after: RateArray, base: float, warmup_epochs: int, warmup_bias_lr: float
) -> RateArray:
    if not warmup_epochs:
        return after
    with np.errstate(over="ignore"):
        ramp = warmup_bias_lr + (base - warmup_bias_lr) * (epoch + 1) / warmup_epochs
    return np.where(epoch < warmup_epochs, ramp, after)


def _decayed(base: float, gamma: float, decays: RateArray) -> RateArray:
    if not base:  # where the power is infinite, the product would not be a number
        return np.zeros(decays.shape)
    with np.errstate(over="ignore", under="ignore"):
        return base * np.float64(gamma) ** decays
