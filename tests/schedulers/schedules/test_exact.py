"""Whole curves, written out: what class and mirror say of small trainings, computed by hand from the closed forms."""

from inspect import signature
from math import cos, pi, sqrt
from typing import Any

import numpy as np
import pytest

from schedulers import TrainingConfig, build_scheduler
from schedulers.base import decayed
from schedulers.mirror import cosine_phases
from schedulers.registry import MIRRORS, SCHEDULERS
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR

RAMP = {"warmup_epochs": 3, "warmup_bias_lr": 0.25, "min_lr": 0.125}
NO_RAMP = {"warmup_epochs": 0, "warmup_bias_lr": 0.25, "min_lr": 0.125}
FLAT = {"warmup_epochs": 1, "warmup_bias_lr": 0.25, "min_lr": 0.125}
STEEP, LEVEL, HALF = (1 + cos(pi / 4)) / 2, (1 + cos(pi * 3 / 4)) / 2, 0.5

CURVES: list[tuple[str, int, dict[str, Any], list[float]]] = [
    ("step", 7, {"iters_per_phase": 2, "gamma": 0.5, "end_epoch": 4}, [1, 1, 0.5, 0.5, 0.25, 0.25, 0.25]),
    ("step", 7, {"iters_per_phase": 2, "gamma": 0.5, "end_epoch": 5}, [1, 1, 0.5, 0.5, 0.25, 0.25, 0.25]),
    ("step", 4, {"iters_per_phase": 1, "gamma": 3.0, "end_epoch": 9}, [1, 3, 9, 27]),
    ("multi_step", 6, {"milestones": [1, 2, 4], "gamma": 0.5}, [1, 0.5, 0.25, 0.25, 0.125, 0.125]),
    ("multi_step", 3, {"milestones": [3], "gamma": 0.5}, [1, 1, 1]),
    ("poly", 8, {**RAMP, "power": 2.0, "end_epoch": 6}, [0.5, 0.75, 1, 0.6171875, 0.34375, 0.1796875, 0.125, 0.125]),
    ("poly", 5, {**NO_RAMP, "power": 1.0, "end_epoch": 4}, [1, 0.78125, 0.5625, 0.34375, 0.125]),
    (
        "poly",
        5,
        {**FLAT, "power": 0.5, "end_epoch": 4},
        [1, 0.125 + 0.875 * sqrt(0.75), 0.125 + 0.875 * sqrt(0.5), 0.5625, 0.125],
    ),
    ("poly", 3, {**RAMP, "power": 1.0, "end_epoch": 4}, [0.5, 0.75, 1]),
    (
        "cosine_no_sgdr",
        6,
        {**NO_RAMP, "end_epoch": 4},
        [1, 0.125 + 0.875 * STEEP, 0.5625, 0.125 + 0.875 * LEVEL, 0.125, 0.125],
    ),
    ("cosine_no_sgdr", 4, {**NO_RAMP, "end_epoch": 9}, [1, 0.125 + 0.875 * STEEP, 0.5625, 0.125 + 0.875 * LEVEL]),
    ("cosine_no_sgdr", 6, {**RAMP, "end_epoch": 4}, [0.5, 0.75, 1, 0.125 + 0.875 * LEVEL / HALF, 0.125, 0.125]),
    ("cosine_no_sgdr", 2, {**RAMP, "end_epoch": 4}, [0.5, 0.75]),
    ("cosine_no_sgdr", 2, {**RAMP, "warmup_epochs": 7, "end_epoch": 8}, [0.25 + 0.75 / 7, 0.25 + 1.5 / 7]),
    ("cosine_no_sgdr", 4, {**FLAT, "end_epoch": 2}, [1, 0.5625, 0.125, 0.125]),
    ("cosine", 6, {**NO_RAMP, "iters_per_phase": 2}, [1, 0.5625, 1, 0.5625, 1, 0.5625]),
    ("cosine", 6, {**RAMP, "iters_per_phase": 2.0}, [0.5, 0.75, 1, 0.5625, 1, 0.5625]),
    ("cosine", 4, {**NO_RAMP, "iters_per_phase": 9}, [1, 0.125 + 0.875 * STEEP, 0.5625, 0.125 + 0.875 * LEVEL]),
    (
        "cosine",
        6,
        {**NO_RAMP, "iters_per_phase": 4},
        [1, *(0.125 + 0.875 * (1 + cos(pi * e / 6)) / 2 for e in range(1, 6))],
    ),
    (
        "cosine",
        5,
        {**NO_RAMP, "iters_per_phase": 2},
        [1, 0.5625, 1, *(0.125 + 0.875 * (1 + cos(pi * e / 3)) / 2 for e in (1, 2))],
    ),
    ("cosine", 3, {**FLAT, "iters_per_phase": 1.5}, [1, 0.125 + 0.875 * 0.25, 0.125 + 0.875 * 0.75]),
    (  # ten phases, although the float is a little more than 1.1
        "cosine",
        11,
        {**NO_RAMP, "iters_per_phase": 1.1},
        [0.125 + 0.875 * (1 + cos(pi * (10 * e % 11) / 11)) / 2 for e in range(11)],
    ),
    (  # 300 phases, the last one epoch longer
        "cosine",
        601,
        {**NO_RAMP, "iters_per_phase": 2},
        [*([1, 0.5625] * 299), 1, *(0.125 + 0.875 * (1 + cos(pi * e / 3)) / 2 for e in (1, 2))],
    ),
]


@pytest.mark.parametrize(("name", "epochs", "fields", "rates"), CURVES)
def test_a_curve_is_what_the_closed_form_says(
    name: str, epochs: int, fields: dict[str, Any], rates: list[float]
) -> None:
    """Class and mirror give every epoch its rate, and the same at twice the base but for what does not depend on it."""
    config = TrainingConfig(name, epochs=epochs, lr=1.0, fields=fields)
    used = rates_used(build_scheduler(optimizer(1.0), config), epochs)[:, 0]
    assert used == pytest.approx(rates, rel=LARGEST_ERROR)
    computed = MIRRORS[name](np.arange(epochs), base=1.0, epochs=epochs, **fields)
    assert computed == pytest.approx(rates, rel=LARGEST_ERROR)
    assert computed.dtype == np.float64


@pytest.mark.parametrize(
    ("base", "factor", "decays", "rate"),
    [
        (0.5, 0.5, 0, 0.5),
        (0.5, 2.0, 3, 4.0),
        (0.0, 10.0, 400, 0.0),
        (1e-3, 10.0, 400, float("inf")),
        (0.0, 0.5, 2, 0.0),
    ],
)
def test_decays_multiply(base: float, factor: float, decays: int, rate: float) -> None:
    """A factor counts as often as the rate decays; what no float can hold is infinite, but nothing stays nothing."""
    assert decayed(base, factor, decays) == rate
    fields = {"milestones": list(range(1, decays + 2)), "gamma": factor}
    computed = MIRRORS["multi_step"](np.array([decays]), base=base, epochs=9, **fields)
    assert computed == pytest.approx([rate], rel=LARGEST_ERROR)


@pytest.mark.parametrize(
    ("epochs", "wanted", "phases"),
    [
        (5, 2, (2.0, 2.0)),
        (6, 2, (2.0, 3.0)),
        (5, 9, (5.0, 1.0)),
        (3, 1.5, (1.5, 2.0)),
        (10**6, 1e-12, (1e-12, 2.0**53)),
    ],
)
def test_phases_are_counted(epochs: int, wanted: float, phases: tuple[float, float]) -> None:
    """How long a phase is and how many there are; of more than a float can count there are as many as it can."""
    index, length, count = cosine_phases(np.arange(epochs), epochs=epochs, iters_per_phase=wanted)
    assert (length, count) == phases
    assert index[0] == 0
    assert index.max() <= count - 1
    assert len(index) == epochs


@pytest.mark.parametrize("wanted", [1e-12, 1e-15, 1e-16, 1e-300, 5e-324])
def test_phases_too_short_to_count_give_a_rate(wanted: float) -> None:
    """Where phases are shorter than a float can tell apart, class and mirror still agree on a rate within bounds."""
    fields = {**NO_RAMP, "iters_per_phase": wanted}
    config = TrainingConfig("cosine", epochs=5, lr=1.0, fields=fields)
    scheduler = build_scheduler(optimizer(1.0), config)
    computed = MIRRORS["cosine"](np.arange(5), base=1.0, epochs=5, **fields)
    assert computed == pytest.approx([scheduler.rate(epoch, 1.0) for epoch in range(5)], rel=LARGEST_ERROR)
    assert ((computed >= 0.125) & (computed <= 1)).all()


def test_training_on_holds_the_end() -> None:
    """After the last epoch the class holds the rate that its last phase ends with, and so does the mirror."""
    fields = {**NO_RAMP, "iters_per_phase": 2}
    scheduler = build_scheduler(optimizer(1.0), TrainingConfig("cosine", epochs=4, lr=1.0, fields=fields))
    assert [scheduler.rate(epoch, 1.0) for epoch in (4, 5, 99)] == [0.125] * 3
    assert MIRRORS["cosine"](np.array([4, 5, 99]), base=1.0, epochs=4, **fields).tolist() == [0.125] * 3


@pytest.mark.parametrize("name", SCHEDULERS)
def test_fields_are_given_by_name(name: str) -> None:
    """Only the epochs that a mirror computes, and the optimizer of a class, may be given by their position."""
    for function, by_position in ((MIRRORS[name], ["epoch"]), (SCHEDULERS[name].__init__, ["self", "optimizer"])):
        parameters = signature(function).parameters.values()
        assert [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY] == by_position
    assert [one.kind.name for one in signature(cosine_phases).parameters.values()][1:] == ["KEYWORD_ONLY"] * 2
