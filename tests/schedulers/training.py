"""Trains nothing with a real optimizer, to see which rates torch uses."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch.optim import SGD
from torch.optim.lr_scheduler import LRScheduler

from schedulers import TrainingConfig, build_scheduler
from schedulers.registry import MIRRORS

LARGEST_ERROR = 1e-12
"""What class, mirror, torch and the trainer may differ by, relative to the rate."""


def optimizer(*base_rates: float) -> SGD:
    """An optimizer with one parameter group for each base rate."""
    return SGD([{"params": [torch.zeros(1)], "lr": rate} for rate in base_rates])


def rates_used(scheduler: LRScheduler, epochs: int) -> NDArray[np.float64]:
    """The rate of each epoch and parameter group, shape ``[epochs, groups]``, read off the optimizer itself."""
    used = []
    for _ in range(epochs):
        used.append([group["lr"] for group in scheduler.optimizer.param_groups])
        scheduler.optimizer.step()
        scheduler.step()
    return np.array(used)


def largest_relative_error(actual: NDArray[np.float64], expected: NDArray[np.float64]) -> float:
    """The largest ``|actual - expected| / |expected|``, where two equal numbers (zeros, infinities) count as 0."""
    assert actual.shape == expected.shape
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.where(actual == expected, 0.0, np.abs(actual - expected) / np.abs(expected))
    return float(error.max(initial=0.0))


def error_of_mirror(config: TrainingConfig, other_rates: Sequence[float] = ()) -> float:
    """How far the mirror is from the rates that the class trains with, in any epoch of any parameter group."""
    bases = [config.lr, *other_rates]
    used = rates_used(build_scheduler(optimizer(*bases), config), config.epochs)
    mirror, epoch = MIRRORS[config.scheduler], np.arange(config.epochs)
    computed = [mirror(epoch, base=base, epochs=config.epochs, **config.fields) for base in bases]
    return largest_relative_error(np.stack(computed, axis=1), used)


@contextmanager
def torch_warnings_ignored() -> Iterator[None]:
    """For calls that torch itself warns of although they are what is tested, such as ``step(epoch)``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield
