"""Measures the rates of a training in NumPy, beside stepping the torch class through every epoch."""

import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import torch

from schedulers import SCHEDULERS, TrainingConfig, build_scheduler, simulate
from schedulers.writing.example import example_config

EPOCHS = (600, 100_000)
ROUNDS = 5


@dataclass(frozen=True)
class Stepping:
    """Seconds for all schedulers' examples, the medians of several rounds in turns.

    Attributes:
        epochs: Length of the training.
        mirror: Rates, phases and notes, in NumPy.
        torch: The class, stepped.
    """

    epochs: int
    mirror: float
    torch: float


def measure(epochs: int, rounds: int = ROUNDS) -> Stepping:
    """Time both."""
    configs = [example_config(name, epochs=epochs) for name in SCHEDULERS]
    taken: dict[Callable[[TrainingConfig], object], list[float]] = {simulate: [], stepped: []}
    for _ in range(rounds):
        for compute, seconds in taken.items():
            before = time.perf_counter()
            for config in configs:
                compute(config)
            seconds.append(time.perf_counter() - before)
    return Stepping(epochs, statistics.median(taken[simulate]), statistics.median(taken[stepped]))


def stepped(config: TrainingConfig) -> list[float]:
    """Step through every epoch, and return the rates of the optimizer."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=config.lr)
    scheduler = build_scheduler(optimizer, config)
    rates = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that no gradient has been computed
        for _ in range(config.epochs):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
    return rates
