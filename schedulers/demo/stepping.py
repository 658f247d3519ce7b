"""Trains nothing with the real torch classes, to see which rate each epoch uses."""

import time
from collections.abc import Iterator

import numpy as np
import torch

from schedulers.config import TrainingConfig
from schedulers.curve.simulate import build_scheduler
from schedulers.mirror import RateArray

SECONDS = 0.5
"""How long to step until what is known so far is told."""


def stepped(config: TrainingConfig) -> Iterator[RateArray]:
    """The rates that the optimizer used, read off the optimizer itself.

    Yields:
        The rates of the epochs so far, float64: now and then, as long trainings take minutes, and at last all of them,
        shape ``[epochs]``.

    >>> config = TrainingConfig("multi_step", epochs=4, lr=1.0, fields={"milestones": [1, 3], "gamma": 0.5})
    >>> [rates.tolist() for rates in stepped(config)]
    [[1.0, 0.5, 0.5, 0.25]]
    """
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=config.base)
    scheduler = build_scheduler(optimizer, config)
    lr = np.empty(config.length, dtype=np.float64)
    told = time.monotonic()
    for epoch in range(config.length):
        if time.monotonic() - told > SECONDS:
            yield lr[:epoch]
            told = time.monotonic()
        lr[epoch] = optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()
    yield lr
