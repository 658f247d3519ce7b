"""Steps the real torch classes without training, to read off the rate of each epoch."""

import time
from collections.abc import Iterator

import numpy as np
import torch

from schedulers.config import TrainingConfig
from schedulers.curve.simulate import build_scheduler
from schedulers.mirror import RateArray

SECONDS = 0.5
"""The seconds to step between two answers."""


def stepped(config: TrainingConfig) -> Iterator[RateArray]:
    """Step the scheduler, and yield the rates that the optimizer itself used.

    Yields:
        The rates of the epochs so far, float64: now and then, because long trainings take minutes, and finally all,
        shape ``[epochs]``.

    >>> config = TrainingConfig("multi_step", epochs=4, lr=1.0, fields={"milestones": [1, 3], "gamma": 0.5})
    >>> [rates.tolist() for rates in stepped(config)]
    [[1.0, 0.5, 0.5, 0.25]]
    """
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=config.base)
    scheduler = build_scheduler(optimizer, config)
    lr = np.empty(config.length, dtype=np.float64)
    answered = time.monotonic()
    for epoch in range(config.length):
        if time.monotonic() - answered > SECONDS:
            yield lr[:epoch]
            answered = time.monotonic()
        lr[epoch] = optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()
    yield lr
