"""Computes the curve of a configuration, and builds the torch scheduler that follows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from schedulers.config import TrainingConfig
from schedulers.curve.notes import Note, notes
from schedulers.curve.phases import Phases, phases
from schedulers.curve.rates import CurveError as CurveError
from schedulers.curve.rates import rates
from schedulers.layout import EPOCHS, Clock
from schedulers.mirror import EpochArray, RateArray
from schedulers.signature.arguments import call

if TYPE_CHECKING:
    from torch.optim import Optimizer

    from schedulers.base import Scheduler


@dataclass(frozen=True)
class Curve:
    """A curve: the rate of every epoch, with phases and notes.

    Attributes:
        epoch: 0, 1, 2, ...; int64, shape ``[epochs]``.
        lr: The rate used during each epoch; float64, shape ``[epochs]``.
        phases: The part of the schedule that each epoch lies in.
        notes: What is legal in the configuration, but not what people expect.
        clock: Whether epochs or steps are counted.
    """

    epoch: EpochArray
    lr: RateArray
    phases: Phases
    notes: list[Note]
    clock: Clock = EPOCHS

    @cached_property
    def phase(self) -> NDArray[np.str_]:
        """The part that each epoch lies in, as text such as ``"warm-up"`` or ``"decay 2"``; shape ``[epochs]``."""
        return self.phases.names()


def simulate(config: TrainingConfig) -> Curve:
    """Compute the rate that each epoch of training uses.

    Raises:
        CurveError: The scheduler's mirror gives no curve, which is a mistake of whoever declared it.

    >>> config = TrainingConfig("multi_step", epochs=4, lr=1.0, fields={"milestones": [1, 3], "gamma": 0.5})
    >>> curve = simulate(config)
    >>> curve.lr.tolist(), curve.phase.tolist()
    ([1.0, 0.5, 0.5, 0.25], ['constant', 'decay 1', 'decay 1', 'decay 2'])
    """
    lr = rates(config)
    epoch = np.arange(config.length, dtype=np.int64)
    return Curve(epoch, lr, phases(config.parts, config.length), notes(config, lr), config.clock)


def build_scheduler(optimizer: "Optimizer", config: TrainingConfig) -> "Scheduler":
    """Build the torch scheduler of a configuration, for an optimizer whose groups have their base rates.

    ``config.lr`` is not used: as in torch, each parameter group's own rate is its base rate.

    Raises:
        ImportError: torch can't be imported.
        ValueError: The scheduler is one of a library, for which its mirror stands.

    >>> import torch
    >>> config = TrainingConfig("multi_step", epochs=4, lr=1.0, fields={"milestones": [1, 3], "gamma": 0.5})
    >>> build_scheduler(torch.optim.SGD([torch.zeros(1)], lr=config.lr), config).get_last_lr()
    [1.0]
    """
    # The base class says nothing of the fields that each subclass adds.
    constructor: Callable[..., Scheduler] | None = config.schedule.scheduler
    if constructor is None:
        stands_for = config.schedule.stands_for or "a function"
        raise ValueError(f"{config.scheduler} is no class of this package, but {stands_for}; build_snippet calls that")
    return call(constructor, optimizer, values={**config.settings, **config.fields})  # type: ignore[no-any-return]
