"""Our five classes, each beside the class of torch that it follows, with one schedule that both have."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch.optim import SGD, Optimizer, lr_scheduler
from torch.optim.lr_scheduler import LRScheduler

from schedulers import SCHEDULERS

EPOCHS = 20

Make = Callable[[Optimizer], LRScheduler]

Columns = dict[str, tuple[dict[str, Any], Make]]
"""By the scheduler's name: the fields of ours, and how to make torch's for an optimizer."""

DECAY = {"warmup_epochs": 0, "warmup_bias_lr": 0.0}

COLUMNS: Columns = {
    "step": (
        {"iters_per_phase": 3, "gamma": 0.5, "end_epoch": EPOCHS},
        lambda optimizer: lr_scheduler.StepLR(optimizer, 3, 0.5),
    ),
    "multi_step": (
        {"milestones": [3, 7, 8], "gamma": 0.5},
        lambda optimizer: lr_scheduler.MultiStepLR(optimizer, [3, 7, 8], 0.5),
    ),
    "poly": (
        {**DECAY, "min_lr": 0.0, "power": 2.0, "end_epoch": 30},
        lambda optimizer: lr_scheduler.PolynomialLR(optimizer, 30, 2.0),
    ),
    "cosine_no_sgdr": (
        {**DECAY, "min_lr": 0.001, "end_epoch": EPOCHS},
        lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS, 0.001),
    ),
    "cosine": (
        {**DECAY, "min_lr": 0.001, "iters_per_phase": 5.0},
        lambda optimizer: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, 5, eta_min=0.001),
    ),
}


def ours(name: str) -> Make:
    """How to make our scheduler for an optimizer."""
    cls: Any = SCHEDULERS[name]
    return lambda optimizer: cls(optimizer, epochs=EPOCHS, **COLUMNS[name][0])


def theirs(name: str) -> Make:
    """How to make the scheduler of torch with the same schedule."""
    return COLUMNS[name][1]


@dataclass
class Training:
    """An optimizer, and a scheduler that steps it."""

    optimizer: Optimizer
    scheduler: LRScheduler

    def rates(self) -> list[float]:
        """The rate of each parameter group."""
        return [float(group["lr"]) for group in self.optimizer.param_groups]

    def train(self, epochs: int) -> list[list[float]]:
        """Train so many epochs; the rates that each of them used."""
        used = []
        for _ in range(epochs):
            used.append(self.rates())
            self.optimizer.step()
            self.scheduler.step()
        return used


def sgd(*rates: Any, **options: Any) -> Optimizer:
    """An optimizer with a parameter group for each rate, two rates unless others are given."""
    return SGD([{"params": [torch.zeros(1)], "lr": rate} for rate in rates or (0.1, 0.02)], lr=0.1, **options)
