"""A parameter group that is added while a scheduler steps the optimizer, as for layers that are unfrozen later."""

from typing import Any

import pytest
import torch
from torch.optim.lr_scheduler import ChainedScheduler, ConstantLR, ExponentialLR, SequentialLR

from schedulers import SCHEDULERS, simulate
from schedulers.writing.example import example_config
from tests.schedulers.schedules.columns import COLUMNS, EPOCHS, Make, Training, ours, sgd, theirs
from tests.schedulers.training import torch_warnings_ignored

CONTINUE_IN_TORCH = [name for name in COLUMNS if name != "cosine"]
"""torch's CosineAnnealingWarmRestarts fails at the next step."""

ADDED = 0.01


def add_group(training: Training, **more: Any) -> None:
    training.optimizer.add_param_group({"params": [torch.zeros(1)], "lr": ADDED, **more})


def alone(make: Make, *rates: float) -> Training:
    optimizer = sgd(*rates)
    return Training(optimizer, make(optimizer))


def chained(make: Make, *rates: float) -> Training:
    optimizer = sgd(*rates)
    chain = ChainedScheduler([ConstantLR(optimizer, 0.5, total_iters=6), make(optimizer)], optimizer)
    return Training(optimizer, chain)


@pytest.mark.parametrize("place", [alone, chained], ids=lambda place: place.__name__)
@pytest.mark.parametrize("after", [0, 4, 9])
@pytest.mark.parametrize("name", CONTINUE_IN_TORCH)
def test_an_added_group_goes_the_way_of_torch(name: str, after: int, place: Any) -> None:
    """From its own rate on, it is trained with the rates that torch's scheduler sets."""
    used = []
    for make in (ours(name), theirs(name)):
        training = place(make)
        training.train(after)
        add_group(training)
        used.append(training.train(EPOCHS - after))
    assert used[0] == [pytest.approx(rates, rel=1e-9) for rates in used[1]]
    assert used[0][0][2] == ADDED


@pytest.mark.parametrize("name", COLUMNS)
def test_a_group_that_is_added_in_the_first_epoch_has_the_whole_curve(name: str) -> None:
    """Its rates after that epoch are those of its own base rate, ramp included, with the example's fields."""
    config = example_config(name, lr=ADDED)
    cls: Any = SCHEDULERS[name]
    optimizer = sgd(0.1)
    training = Training(optimizer, cls(optimizer, epochs=config.epochs, **config.fields))
    add_group(training)
    used = [rates[1] for rates in training.train(config.epochs)]
    assert used[1:] == pytest.approx(simulate(config).lr[1:].tolist(), rel=1e-12)


@pytest.mark.parametrize("name", ["poly", "cosine_no_sgdr", "cosine"])
def test_a_group_that_is_added_during_the_ramp_reaches_its_rate(name: str) -> None:
    """The ramp leads it to the rate that it was added with, however far the ramp is."""
    config = example_config(name, lr=ADDED)
    cls: Any = SCHEDULERS[name]
    optimizer = sgd(0.1)
    training = Training(optimizer, cls(optimizer, epochs=config.epochs, **config.fields))
    training.train(3)
    add_group(training)
    used = [rates[1] for rates in training.train(10)]
    assert used[1:] == pytest.approx(simulate(config).lr[4:13].tolist(), rel=1e-12)
    assert used[1] == pytest.approx(ADDED)


def test_with_restarts_it_is_given_its_base_rate() -> None:
    """Where phases restart, the rate that a group is added with is the one that every later phase starts from."""
    training = alone(ours("cosine"))
    training.train(4)
    add_group(training)
    used = [rates[2] for rates in training.train(EPOCHS - 4)]
    assert [used[0], used[1], used[6], used[11]] == pytest.approx([ADDED] * 4, rel=1e-12)


def test_after_the_end_it_keeps_its_rate() -> None:
    """A group that is added when the decay has ended stays at its rate, as with torch's PolynomialLR."""
    cls: Any = SCHEDULERS["poly"]
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": 0.001, "power": 1.0, "end_epoch": 5}
    optimizer = sgd()
    training = Training(optimizer, cls(optimizer, epochs=9, **fields))
    training.train(6)
    add_group(training)
    assert training.train(3) == [[0.001, 0.001, ADDED]] * 3


def test_a_rate_below_the_lowest_rises_to_it() -> None:
    """Added below the lowest rate, a group approaches that from below, and is never given a rate below zero."""
    cls: Any = SCHEDULERS["poly"]
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": 0.05, "power": 1.0, "end_epoch": 10}
    optimizer = sgd()
    training = Training(optimizer, cls(optimizer, epochs=12, **fields))
    training.train(8)
    add_group(training)
    used = [rates[2] for rates in training.train(4)]
    assert used == pytest.approx([0.01, 0.03, 0.05, 0.05])
    with torch_warnings_ignored():
        training.scheduler.step(0)
    assert training.rates() == pytest.approx([0.1, 0.02, ADDED], rel=1e-12)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_base_rate_that_is_said_is_taken(name: str) -> None:
    """A group that is added with an ``initial_lr`` has that as its base rate from the next epoch on."""
    training = alone(ours(name))
    training.train(4)
    add_group(training, initial_lr=0.02)
    assert all(rates[2] == rates[1] for rates in training.train(EPOCHS - 4)[1:])


@pytest.mark.parametrize("name", COLUMNS)
def test_a_group_that_was_added_before_the_turn_takes_part(name: str) -> None:
    """Added while another scheduler of a sequence is in force, it starts ours from the rate that it has by then."""
    optimizer = sgd(0.1)
    parts = [ExponentialLR(optimizer, 0.5), ours(name)(optimizer)]
    training = Training(optimizer, SequentialLR(optimizer, parts, [5]))
    training.train(2)
    add_group(training)
    used = [rates[1] for rates in training.train(10)]
    alike = sgd(used[2])
    assert used[3:] == [rates[0] for rates in Training(alike, ours(name)(alike)).train(7)]


@pytest.mark.parametrize(
    ("saved", "with_optimizer"),
    [(7, True), (7, False), (4, True)],  # at 4 it was just added, so that only the optimizer knows of its rate
)
@pytest.mark.parametrize("name", COLUMNS)
def test_it_is_resumed(name: str, saved: int, *, with_optimizer: bool) -> None:
    """A resumed training in which a group was added goes on as the uninterrupted one."""
    training = alone(ours(name))
    training.train(4)
    add_group(training)
    training.train(saved - 4)
    optimizer = sgd(0.1, 0.02, ADDED)
    resumed = Training(optimizer, ours(name)(optimizer))
    resumed.scheduler.load_state_dict(training.scheduler.state_dict())
    if with_optimizer:
        resumed.optimizer.load_state_dict(training.optimizer.state_dict())
    with torch_warnings_ignored():
        rest, expected = resumed.train(EPOCHS - saved), training.train(EPOCHS - saved)
    assert rest[1:] == [pytest.approx(rates, rel=1e-12) for rates in expected[1:]]


@pytest.mark.parametrize("name", COLUMNS)
def test_it_can_be_added_after_the_state_is_loaded(name: str) -> None:
    """A program that adds the group anew, after it has loaded the state, goes on as the uninterrupted one, too."""
    training = alone(ours(name))
    training.train(4)
    add_group(training)
    training.train(3)
    resumed = alone(ours(name))
    resumed.scheduler.load_state_dict(training.scheduler.state_dict())
    add_group(resumed)
    resumed.optimizer.load_state_dict(training.optimizer.state_dict())
    with torch_warnings_ignored():
        assert resumed.train(EPOCHS - 7) == training.train(EPOCHS - 7)


@pytest.mark.parametrize("place", [alone, chained], ids=lambda place: place.__name__)
@pytest.mark.parametrize("name", COLUMNS)
def test_a_state_from_before_it_was_added_leaves_it_its_rate(name: str, place: Any) -> None:
    """A group that the optimizer is made with, and that the state does not know, is stepped like one that it knows."""
    broken_off = place(ours(name))
    broken_off.train(4)
    resumed = place(ours(name), 0.1, 0.02, 0.02)
    resumed.scheduler.load_state_dict(broken_off.scheduler.state_dict())
    with torch_warnings_ignored():
        assert all(rates[2] == rates[1] for rates in resumed.train(EPOCHS - 4))
