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
from schedulers.base import Scheduler
from schedulers.registry import MIRRORS
from tests.sites.agreement import highest_term, largest_relative_error

MOST_EPOCHS = 2_000
"""Of a longer training so many epochs are compared, and every turn that it takes."""

MOST_TURNS = 48
"""At so many turns torch itself steps; more would be more of the same."""


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


def error_of_mirror(config: TrainingConfig, other_rates: Sequence[float] = ()) -> float:
    """How far the mirror is from the rates that the class trains with, in any epoch of any parameter group."""
    bases = [config.lr, *other_rates]
    used = rates_used(build_scheduler(optimizer(*bases), config), config.epochs)
    mirror, epoch = MIRRORS[config.scheduler], np.arange(config.epochs)
    computed = [mirror(epoch, base=base, epochs=config.epochs, **config.fields) for base in bases]
    return largest_relative_error(np.stack(computed, axis=1), used, [highest_term(config, base) for base in bases])


def turns(config: TrainingConfig) -> list[int]:
    """The epochs at which something may change, with those beside them: the first and the last, and what fields say."""
    fields, last = config.fields, config.epochs - 1
    named = [0, last, fields.get("warmup_epochs", 0), fields.get("end_epoch", 0), *fields.get("milestones", ())]
    if "iters_per_phase" in fields:
        phase = min(fields["iters_per_phase"], config.epochs)
        count = min(last / phase, 2.0**31)
        named += [int(index * phase) for index in (1, 2, count // 2, count - 1, count)]
    near = sorted({epoch + offset for epoch in named for offset in (-1, 0, 1) if 0 <= epoch + offset <= last})
    return near if len(near) <= MOST_TURNS else [*near[: MOST_TURNS // 2], *near[-MOST_TURNS // 2 :]]


def compared_epochs(config: TrainingConfig, most: int = MOST_EPOCHS) -> NDArray[np.int64]:
    """Every epoch, or ``most`` that are spread evenly and each turn."""
    spread = np.linspace(0, config.epochs - 1, min(config.epochs, most)).astype(np.int64)
    return np.union1d(spread, turns(config)).astype(np.int64)


def rates_said(scheduler: Scheduler, epochs: NDArray[np.int64], bases: Sequence[float]) -> NDArray[np.float64]:
    """The rates of epochs and base rates, shape ``[epochs, bases]``, that the class gives when it is asked."""
    return np.array([[scheduler.rate(epoch, base) for base in bases] for epoch in epochs.tolist()])


def error_of_curve(config: TrainingConfig, lr: NDArray[np.float64]) -> float:
    """How far a whole curve, of shape ``[epochs]``, is from what the class says of it."""
    assert lr.shape == (config.epochs,)
    epochs = compared_epochs(config)
    said = rates_said(build_scheduler(optimizer(config.lr), config), epochs, [config.lr])
    return largest_relative_error(lr[epochs], said[:, 0], highest_term(config))


def error_at_epochs(config: TrainingConfig, other_rates: Sequence[float] = (), most: int = MOST_EPOCHS) -> float:
    """How far the mirror is from the class: from what it says of the epochs, and from what torch makes of that.

    The class is asked for the rate of every epoch, or of ``most`` that are spread evenly and of each turn; and at each
    turn torch itself steps it, from the epoch before.
    """
    bases = [config.lr, *other_rates]
    stepped_to = turns(config)
    epoch = compared_epochs(config, most)
    computed = np.stack(
        [MIRRORS[config.scheduler](epoch, base=base, epochs=config.epochs, **config.fields) for base in bases], axis=1
    )
    scheduler = build_scheduler(optimizer(*bases), config)
    said = rates_said(scheduler, epoch, bases)
    stepped = []
    for each in stepped_to:
        if each:
            scheduler.load_state_dict({"last_epoch": each - 1})
            scheduler.optimizer.step()
            scheduler.step()
        stepped.append([group["lr"] for group in scheduler.optimizer.param_groups])
    at_turns, highest = computed[np.searchsorted(epoch, stepped_to)], [highest_term(config, base) for base in bases]
    return max(
        largest_relative_error(computed, said, highest), largest_relative_error(at_turns, np.array(stepped), highest)
    )


@contextmanager
def torch_warnings_ignored() -> Iterator[None]:
    """For calls that torch itself warns of although they are what is tested, such as ``step(epoch)``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield
