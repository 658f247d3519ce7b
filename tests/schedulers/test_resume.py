"""A resumed schedule is the uninterrupted one, whichever way it is resumed."""

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import TrainingConfig, build_scheduler
from schedulers.base import Scheduler
from schedulers.registry import SCHEDULERS
from tests.schedulers.strategies import configurations
from tests.schedulers.training import optimizer, rates_used, torch_warnings_ignored

BASES = (0.1, 0.02)


@st.composite
def interrupted(draw: st.DrawFn) -> tuple[TrainingConfig, int]:
    config = draw(configurations(longest=60).filter(lambda config: config.epochs > 1))
    return config, draw(st.integers(1, config.epochs - 1))


def uninterrupted(config: TrainingConfig) -> np.ndarray:
    return rates_used(build_scheduler(optimizer(*BASES), config), config.epochs)


def resumed_from_state(config: TrainingConfig, epoch: int) -> tuple[Scheduler, Scheduler]:
    """A scheduler that was interrupted before ``epoch``, and a new one that has loaded its state."""
    first, second = (build_scheduler(optimizer(*BASES), config) for _ in range(2))
    rates_used(first, epoch)
    second.load_state_dict(first.state_dict())
    return first, second


@settings(max_examples=100, deadline=None)
@given(interrupted())
def test_state_dict_round_trip(case: tuple[TrainingConfig, int]) -> None:
    """A new scheduler that loads the state alone continues the curve, the optimizer's rates included."""
    config, epoch = case
    _, second = resumed_from_state(config, epoch)
    assert second.get_last_lr() == uninterrupted(config)[epoch].tolist()
    assert rates_used(second, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


@settings(max_examples=100, deadline=None)
@given(interrupted())
def test_state_of_scheduler_and_optimizer(case: tuple[TrainingConfig, int]) -> None:
    """Loading the optimizer's state too, after the scheduler's, changes nothing."""
    config, epoch = case
    first, second = resumed_from_state(config, epoch)
    second.optimizer.load_state_dict(first.optimizer.state_dict())
    assert rates_used(second, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


@settings(max_examples=100, deadline=None)
@given(interrupted())
def test_last_epoch(case: tuple[TrainingConfig, int]) -> None:
    """``last_epoch=k`` continues with epoch k + 1, as in torch, when the groups know their initial rate."""
    config, epoch = case
    resumed = optimizer(*BASES)
    for group, base in zip(resumed.param_groups, BASES, strict=True):
        group["initial_lr"], group["lr"] = base, 123.0
    cls: Any = SCHEDULERS[config.scheduler]
    scheduler = cls(resumed, epochs=config.epochs, **config.fields, last_epoch=epoch - 1)
    assert rates_used(scheduler, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


@settings(max_examples=100, deadline=None)
@given(interrupted())
def test_step_to_an_epoch(case: tuple[TrainingConfig, int]) -> None:
    """``step(k)`` goes to epoch k from anywhere and continues from there."""
    config, epoch = case
    scheduler = build_scheduler(optimizer(*BASES), config)
    scheduler.optimizer.step()
    with torch_warnings_ignored():
        scheduler.step(epoch)
    assert rates_used(scheduler, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


def test_rate_on_a_device() -> None:
    """An optimizer that keeps its rate as a tensor is stepped in place, and resumed too."""
    fields = {"warmup_epochs": 2, "warmup_bias_lr": 0.0, "min_lr": 0.0, "power": 1.0, "end_epoch": 6}
    config = TrainingConfig("poly", epochs=6, lr=1.0, fields=fields)
    rate = torch.tensor(1.0, dtype=torch.float64)
    adam = torch.optim.Adam([torch.zeros(1)], lr=rate)
    scheduler = build_scheduler(adam, config)
    used = []
    for _ in range(config.epochs):
        used.append(rate.item())
        adam.step()
        scheduler.step()
    assert used == pytest.approx([0.5, 1.0, 0.8, 0.6, 0.4, 0.2], rel=1e-12)
