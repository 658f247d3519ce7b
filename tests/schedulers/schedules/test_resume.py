"""A resumed schedule is the uninterrupted one, whichever way it is resumed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import ConstantLR, LinearLR, SequentialLR

from schedulers import TrainingConfig, build_scheduler, load_config
from schedulers.base import IN_FORCE, Scheduler
from schedulers.registry import SCHEDULERS
from schedulers.stepping.state import CLASS
from schedulers.writing.example import example_config
from tests.schedulers.strategies import configurations
from tests.schedulers.training import optimizer, rates_used, torch_warnings_ignored
from tests.support.budget import cases

pytestmark = pytest.mark.slow

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


@settings(max_examples=cases(200), deadline=None)
@given(interrupted())
def test_state_dict_round_trip(case: tuple[TrainingConfig, int]) -> None:
    """A new scheduler that loads the state alone continues the curve, the optimizer's rates included."""
    config, epoch = case
    _, second = resumed_from_state(config, epoch)
    assert second.get_last_lr() == uninterrupted(config)[epoch].tolist()
    assert rates_used(second, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


@settings(max_examples=cases(200), deadline=None)
@given(interrupted())
def test_state_of_scheduler_and_optimizer(case: tuple[TrainingConfig, int]) -> None:
    """Loading the optimizer's state too, after the scheduler's, changes nothing."""
    config, epoch = case
    first, second = resumed_from_state(config, epoch)
    second.optimizer.load_state_dict(first.optimizer.state_dict())
    assert rates_used(second, config.epochs - epoch).tolist() == uninterrupted(config)[epoch:].tolist()


@settings(max_examples=cases(200), deadline=None)
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


@settings(max_examples=cases(200), deadline=None)
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


RAMP_AND_OURS = """training: {epochs: 100, optimizer: {lr: 0.1}, scheduler:
  {name: cosine_no_sgdr, warmup_epochs: 5, warmup_bias_lr: 1e-5, min_lr: 1e-6, end_epoch: 80}}"""


def ramp_then_ours() -> SequentialLR:
    stepped = optimizer(0.1)
    ramp = LinearLR(stepped, start_factor=0.1, total_iters=5)
    return SequentialLR(stepped, [ramp, build_scheduler(stepped, load_config(RAMP_AND_OURS))], milestones=[5])


@pytest.mark.parametrize("epoch", [0, 2, 4, 5, 7])
def test_a_state_sets_the_rate_only_where_it_was_in_force(epoch: int) -> None:
    """In a sequence, the state of ours leaves the optimizer's rate alone while it is another scheduler's turn."""
    broken_off, resumed = ramp_then_ours(), ramp_then_ours()
    rates_used(broken_off, epoch)
    before = resumed.optimizer.param_groups[0]["lr"]
    resumed.load_state_dict(broken_off.state_dict())
    in_force = broken_off if epoch >= 5 else resumed
    assert resumed.optimizer.param_groups[0]["lr"] == (
        in_force.optimizer.param_groups[0]["lr"] if epoch >= 5 else before
    )


def test_a_finished_turn_is_not_in_force() -> None:
    """Nor does it set the rate when its turn is over and another scheduler's has come."""
    first, second = optimizer(0.1), optimizer(0.1)
    broken_off, resumed = (
        SequentialLR(each, [build_scheduler(each, load_config(RAMP_AND_OURS)), ConstantLR(each, 0.3)], milestones=[3])
        for each in (first, second)
    )
    rates_used(broken_off, 4)
    second.load_state_dict(first.state_dict())
    resumed.load_state_dict(broken_off.state_dict())
    assert second.param_groups[0]["lr"] == first.param_groups[0]["lr"] == pytest.approx(0.03)


def states(epochs: int) -> list[tuple[str, dict[str, Any]]]:
    """The state of each of our schedulers after so many epochs, by the name of its class."""
    found = []
    for name, cls in SCHEDULERS.items():
        scheduler = build_scheduler(optimizer(0.1), example_config(name))
        rates_used(scheduler, epochs)
        found.append((cls.__name__, scheduler.state_dict()))
    return found


def as_before(state: dict[str, Any]) -> dict[str, Any]:
    """A state as version 0.1.0 saved it, which said nothing of its class."""
    return {key: value for key, value in state.items() if key not in {CLASS, IN_FORCE, "_rated_epoch"}}


def test_a_state_of_the_version_before_is_continued() -> None:
    """It sets the optimizer's rate, and the rest is the uninterrupted curve."""
    for name in SCHEDULERS:
        config = example_config(name)
        first, second = (build_scheduler(optimizer(*BASES), config) for _ in range(2))
        rates_used(first, 7)
        second.load_state_dict({**as_before(first.state_dict()), "verbose": False})
        assert rates_used(second, 30).tolist() == rates_used(first, 30).tolist()


def test_an_older_state_of_a_turn_that_has_not_come_sets_no_rate() -> None:
    """In a sequence of the version before, too, the first scheduler's rate stays until it is the turn of ours."""
    broken_off, resumed = ramp_then_ours(), ramp_then_ours()
    rates_used(broken_off, 2)
    state = broken_off.state_dict()
    state["_schedulers"][1] = as_before(state["_schedulers"][1])
    resumed.optimizer.load_state_dict(broken_off.optimizer.state_dict())
    resumed.load_state_dict(state)
    assert rates_used(resumed, 20).tolist() == rates_used(broken_off, 20).tolist()


@pytest.mark.parametrize("old", [False, True])
def test_the_state_of_another_of_ours_is_refused(*, old: bool) -> None:
    """Each class takes its own state only and names the other's class, also where the state itself does not."""
    for name, cls in SCHEDULERS.items():
        for whose, state in states(3):
            scheduler = build_scheduler(optimizer(0.1), example_config(name))
            untouched = scheduler.state_dict()
            given = as_before(state) if old else state
            if whose == cls.__name__:
                scheduler.load_state_dict(given)
                continue
            with pytest.raises(
                ValueError, match=rf"^{cls.__name__} can't continue .* of (\S+\.)?{whose}\b.* step\(3\)"
            ):
                scheduler.load_state_dict(given)
            assert scheduler.state_dict() == untouched


TORCHS: dict[str, Callable[[Any], Any]] = {
    "StepLR": lambda stepped: lr_scheduler.StepLR(stepped, 3),
    "MultiStepLR": lambda stepped: lr_scheduler.MultiStepLR(stepped, [30, 80]),
    "ExponentialLR": lambda stepped: lr_scheduler.ExponentialLR(stepped, 0.9),
    "PolynomialLR": lr_scheduler.PolynomialLR,
    "CosineAnnealingLR": lambda stepped: lr_scheduler.CosineAnnealingLR(stepped, 9),
    "CosineAnnealingWarmRestarts": lambda stepped: lr_scheduler.CosineAnnealingWarmRestarts(stepped, 9),
    "LinearLR": lr_scheduler.LinearLR,
    "SequentialLR": lambda stepped: SequentialLR(stepped, [ConstantLR(stepped)], []),
    "ChainedScheduler": lambda stepped: lr_scheduler.ChainedScheduler([ConstantLR(stepped)]),
    "another class": lambda stepped: lr_scheduler.LambdaLR(stepped, lambda epoch: 1 / (1 + epoch)),
}


@pytest.mark.parametrize("theirs", TORCHS)
@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_state_of_a_class_of_torch_is_refused(name: str, theirs: str) -> None:
    """It is refused with the name of that class and a way on, and nothing is changed by it."""
    state = TORCHS[theirs](optimizer(0.1)).state_dict()
    scheduler = build_scheduler(optimizer(0.1), example_config(name))
    untouched = scheduler.state_dict()
    with pytest.raises(ValueError, match=rf"can't continue from this state: it (is|looks like that) of .*{theirs}"):
        scheduler.load_state_dict(state)
    assert scheduler.state_dict() == untouched


def test_a_field_out_of_range_in_a_state_is_refused() -> None:
    """A state is checked as a constructor's arguments are, and says which field is wrong."""
    scheduler = build_scheduler(optimizer(0.1), example_config("multi_step"))
    with pytest.raises(ValueError, match=r"milestones must be a list of int .* got \[80, 30\]"):
        scheduler.load_state_dict({**scheduler.state_dict(), "milestones": [80, 30]})
    assert scheduler.get_last_lr() == [0.1]


def test_an_epoch_that_is_set_by_hand_is_continued_from() -> None:
    """Whoever sets ``last_epoch`` on a new scheduler gets the curve from there on, from whatever rate there was."""
    for name in SCHEDULERS:
        config = example_config(name)
        scheduler = build_scheduler(optimizer(*BASES), config)
        scheduler.last_epoch = 41
        scheduler.optimizer.step()
        scheduler.step()
        assert scheduler.get_last_lr() == uninterrupted(config)[42].tolist()


def test_a_rate_that_the_program_changes_goes_on_from_there() -> None:
    """A rate that was halved by hand stays half of the curve's, as with torch's own."""
    config = example_config("multi_step")
    scheduler = build_scheduler(optimizer(0.1), config)
    rates_used(scheduler, 20)
    scheduler.optimizer.param_groups[0]["lr"] *= 0.5
    assert rates_used(scheduler, 70)[:, 0] == pytest.approx(uninterrupted(config)[20:90, 0] / 2, rel=1e-12)


def test_asking_for_the_rate_changes_nothing() -> None:
    """``get_lr`` gives the rate of the present epoch, outside of ``step`` too."""
    for name in SCHEDULERS:
        scheduler = build_scheduler(optimizer(*BASES), example_config(name))
        assert scheduler.get_lr() == scheduler.get_last_lr() == uninterrupted(example_config(name))[0].tolist()
