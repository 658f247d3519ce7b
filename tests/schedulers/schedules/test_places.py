"""Wherever torch takes a scheduler, ours do what torch's own do there.

The rows are places, the columns of the table our five classes; each cell trains ours and torch's with one schedule.
"""

import copy
import io
import pickle
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.optim import Adam, Optimizer
from torch.optim.lr_scheduler import (
    ChainedScheduler,
    ConstantLR,
    ExponentialLR,
    LinearLR,
    LRScheduler,
    MultiplicativeLR,
    SequentialLR,
)

from tests.schedulers.schedules.columns import COLUMNS, EPOCHS, Make, Training, ours, sgd, theirs
from tests.schedulers.training import torch_warnings_ignored
from tests.support.budget import has_time_for_all

Place = Callable[[Make], Training]

CLOSE = 1e-9
"""What may lie between ours and torch's, relative to the rate: torch multiplies step by step, which costs digits."""


def halved_at_first(optimizer: Optimizer) -> LRScheduler:
    return ConstantLR(optimizer, 0.5, total_iters=6)


def alone(make: Make) -> Training:
    optimizer = sgd()
    return Training(optimizer, make(optimizer))


def after_a_ramp(make: Make) -> Training:
    optimizer = sgd()
    parts = [LinearLR(optimizer, 0.1, 1.0, 5), make(optimizer)]
    return Training(optimizer, SequentialLR(optimizer, parts, [5]))


def before_another(make: Make) -> Training:
    optimizer = sgd()
    parts = [make(optimizer), ExponentialLR(optimizer, 0.9)]
    return Training(optimizer, SequentialLR(optimizer, parts, [9]))


def between_others(make: Make) -> Training:
    optimizer = sgd()
    parts = [LinearLR(optimizer, 0.1, 1.0, 4), make(optimizer), ExponentialLR(optimizer, 0.9)]
    return Training(optimizer, SequentialLR(optimizer, parts, [4, 12]))


def first_of_a_nested_sequence(make: Make) -> Training:
    optimizer = sgd()
    inner = SequentialLR(optimizer, [make(optimizer), ExponentialLR(optimizer, 0.9)], [5])
    return Training(optimizer, SequentialLR(optimizer, [inner, LinearLR(optimizer, 0.5, 1.0, 4)], [11]))


def last_in_a_chain(make: Make) -> Training:
    optimizer = sgd()
    return Training(optimizer, ChainedScheduler([halved_at_first(optimizer), make(optimizer)], optimizer))


def first_in_a_chain(make: Make) -> Training:
    optimizer = sgd()
    return Training(optimizer, ChainedScheduler([make(optimizer), halved_at_first(optimizer)], optimizer))


def in_the_middle_of_a_chain(make: Make) -> Training:
    optimizer = sgd()
    chain = [
        LinearLR(optimizer, 0.2, 1.0, 8),
        make(optimizer),
        MultiplicativeLR(optimizer, lambda epoch: 0.9 + epoch / 100),
    ]
    return Training(optimizer, ChainedScheduler(chain, optimizer))


def twice_in_a_chain(make: Make) -> Training:
    optimizer = sgd()
    return Training(optimizer, ChainedScheduler([make(optimizer), make(optimizer)], optimizer))


def sequence_in_a_chain(make: Make) -> Training:
    optimizer = sgd()
    sequence = SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 5), make(optimizer)], [5])
    return Training(optimizer, ChainedScheduler([ExponentialLR(optimizer, 0.95), sequence], optimizer))


def rate_of_zero(make: Make) -> Training:
    optimizer = sgd(0.0, 0.1)
    return Training(optimizer, ChainedScheduler([halved_at_first(optimizer), make(optimizer)], optimizer))


def rates_in_float32(make: Make) -> Training:
    optimizer = sgd(torch.tensor(0.1), torch.tensor(0.02))
    return Training(optimizer, make(optimizer))


def rates_in_float64_in_a_chain(make: Make) -> Training:
    optimizer = sgd(*(torch.tensor(rate, dtype=torch.float64) for rate in (0.1, 0.02)))
    return Training(optimizer, ChainedScheduler([halved_at_first(optimizer), make(optimizer)], optimizer))


def foreach(make: Make) -> Training:
    optimizer = sgd(momentum=0.9, foreach=True)
    return Training(optimizer, make(optimizer))


def fused(make: Make) -> Training:
    optimizer = Adam([{"params": [torch.zeros(1)], "lr": torch.tensor(rate)} for rate in (0.1, 0.02)], fused=True)
    return Training(optimizer, make(optimizer))


PLACES: list[Place] = [
    *(alone, after_a_ramp, before_another, between_others, first_of_a_nested_sequence),
    *(last_in_a_chain, first_in_a_chain, in_the_middle_of_a_chain, twice_in_a_chain, sequence_in_a_chain),
    *(rate_of_zero, rates_in_float32, rates_in_float64_in_a_chain, foreach, fused),
]

pytestmark = pytest.mark.filterwarnings("ignore:Detected call of:UserWarning", "ignore:Seems like:UserWarning")
"""torch says so of the nested sequence, and of every optimizer that was copied."""

every_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
every_column = pytest.mark.parametrize("name", COLUMNS)


def close(place: Place, expected: Any) -> Any:
    """``expected``, to be compared with; in float32 torch has no more digits than that."""
    coarse = place in {rates_in_float32, fused}
    return [pytest.approx(rates, rel=1e-5 if coarse else CLOSE, abs=1e-15) for rates in expected]


WRONG_IN_TORCH = {(first_of_a_nested_sequence, "poly"), (first_of_a_nested_sequence, "cosine_no_sgdr")}
"""There torch's own start as if there had been an epoch before the first; ours start at the base rate."""


@every_place
@every_column
def test_the_rates_are_those_of_torch(place: Place, name: str) -> None:
    """Each epoch of each parameter group trains at the rate that torch's own scheduler sets at that place."""
    if (place, name) in WRONG_IN_TORCH:
        assert place(ours(name)).rates() == [0.1, 0.02]
        assert place(theirs(name)).rates() != pytest.approx([0.1, 0.02], rel=1e-3)
        return
    assert place(ours(name)).train(EPOCHS) == close(place, place(theirs(name)).train(EPOCHS))


def copied(training: Training) -> Training:
    return copy.deepcopy(training)


def pickled(training: Training) -> Training:
    found: Training = pickle.loads(pickle.dumps(training))  # noqa: S301
    return found


def saved_and_loaded(training: Training) -> tuple[Any, Any]:
    """The states of the optimizer and the scheduler, from a file that is read without trust."""
    file = io.BytesIO()
    torch.save((training.optimizer.state_dict(), training.scheduler.state_dict()), file)
    file.seek(0)
    found: tuple[Any, Any] = torch.load(file, weights_only=True)
    return found


def optimizer_first(place: Place, make: Make, broken_off: Training) -> Training:
    optimizer, scheduler = saved_and_loaded(broken_off)
    resumed = place(make)
    resumed.optimizer.load_state_dict(optimizer)
    resumed.scheduler.load_state_dict(scheduler)
    return resumed


def scheduler_first(place: Place, make: Make, broken_off: Training) -> Training:
    optimizer, scheduler = saved_and_loaded(broken_off)
    resumed = place(make)
    resumed.scheduler.load_state_dict(scheduler)
    resumed.optimizer.load_state_dict(optimizer)
    return resumed


@pytest.mark.slow
@every_place
@every_column
@pytest.mark.parametrize("resume", [optimizer_first, scheduler_first], ids=lambda resume: resume.__name__)
def test_resumed_in_any_part(place: Place, name: str, resume: Any) -> None:
    """Broken off in any part, and resumed from both states in either order, the rest is the uninterrupted training."""
    uninterrupted = place(ours(name)).train(EPOCHS)
    for epoch in (0, 4, 5, 6, 8, 11, 12, 17) if has_time_for_all() else (5, 11):
        broken_off = place(ours(name))
        broken_off.train(epoch)
        resumed = resume(place, ours(name), broken_off)
        assert resumed.train(EPOCHS - epoch) == uninterrupted[epoch:]


@every_place
@every_column
@pytest.mark.parametrize("again", [copied, pickled], ids=lambda again: again.__name__)
def test_a_copy_goes_on(place: Place, name: str, again: Callable[[Training], Training]) -> None:
    """A deep copy, and one that was pickled, trains on as the original does."""
    if place is in_the_middle_of_a_chain and again is pickled:
        pytest.skip("a lambda can't be pickled")
    training = place(ours(name))
    training.train(7)
    assert again(training).train(EPOCHS - 7) == training.train(EPOCHS - 7)


@every_column
def test_step_to_an_epoch_does_what_torch_does(name: str) -> None:
    """``step(k)`` sets the rates of epoch k from the base rates, forward or back, and the next step goes on there."""
    used = []
    for make in (ours(name), theirs(name)):
        training = alone(make)
        training.train(2)
        with torch_warnings_ignored():
            training.scheduler.step(11)
            there = training.train(3)
            training.scheduler.step(4)
        used.append([*there, *training.train(8)])
    assert used[0] == close(alone, used[1])


def test_in_a_chain_restarts_overwrite_as_those_of_torch_do() -> None:
    """Of the five, `cosine` alone takes no notice of what comes before it in a chain, and neither does torch's."""
    chained, by_itself = last_in_a_chain(ours("cosine")), alone(ours("cosine"))
    assert chained.train(EPOCHS) == by_itself.train(EPOCHS)
    assert last_in_a_chain(ours("step")).train(3) == [[0.05, 0.01]] * 3


@pytest.mark.parametrize("place", [last_in_a_chain, after_a_ramp], ids=lambda place: place.__name__)
@every_column
def test_without_the_optimizer_another_scheduler_s_rate_is_not_touched(place: Place, name: str) -> None:
    """Where another scheduler has its part in the rate, loading the state alone leaves that to whoever loads it."""
    broken_off, resumed = place(ours(name)), place(ours(name))
    broken_off.train(3)
    before = resumed.rates()
    resumed.scheduler.load_state_dict(broken_off.scheduler.state_dict())
    in_force = name == "cosine" and place is last_in_a_chain
    assert resumed.rates() == (broken_off.rates() if in_force else before)
