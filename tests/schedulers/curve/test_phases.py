"""Each epoch is said to lie in the part of the schedule that it lies in."""

from itertools import groupby
from typing import Any

import numpy as np
import pytest

from schedulers import TrainingConfig, simulate

RAMP = {"warmup_epochs": 2, "warmup_bias_lr": 0.0, "min_lr": 0.0}


@pytest.mark.parametrize(
    ("name", "fields", "parts"),
    [
        (
            "step",
            {"iters_per_phase": 3, "gamma": 0.5, "end_epoch": 7},
            [("constant", 3), ("decay 1", 3), ("decay 2", 2), ("held", 2)],
        ),
        ("multi_step", {"milestones": [1, 4], "gamma": 0.5}, [("constant", 1), ("decay 1", 3), ("decay 2", 6)]),
        ("poly", {**RAMP, "power": 1.0, "end_epoch": 8}, [("warm-up", 2), ("annealing", 7), ("held", 1)]),
        ("cosine_no_sgdr", {**RAMP, "end_epoch": 20}, [("warm-up", 2), ("annealing", 8)]),
        ("cosine", {**RAMP, "iters_per_phase": 4.0}, [("warm-up", 2), ("phase 1", 2), ("phase 2", 6)]),
        ("cosine", {**RAMP, "warmup_epochs": 12, "iters_per_phase": 4.0}, [("warm-up", 10)]),
    ],
)
def test_the_parts_of_ten_epochs(name: str, fields: dict[str, Any], parts: list[tuple[str, int]]) -> None:
    """The parts follow one another with the lengths that the fields say."""
    curve = simulate(TrainingConfig(name, epochs=10, lr=0.1, fields=fields))
    assert [(part, len(list(epochs))) for part, epochs in groupby(curve.phase.tolist())] == parts
    assert curve.phases.kind.dtype == np.dtype(np.uint8)  # the page reads the bytes
    assert curve.phases.number.dtype == np.dtype(np.int32)


def test_the_rate_is_held_where_it_is_said_to_be() -> None:
    """From end_epoch on the rate is one and the same, and the epochs after it are called held."""
    fields = {**RAMP, "power": 1.0, "end_epoch": 8}
    curve = simulate(TrainingConfig("poly", epochs=12, lr=0.1, fields=fields))
    held = np.flatnonzero(curve.phase == "held")
    assert held.tolist() == [9, 10, 11]
    assert set(curve.lr[8:].tolist()) == {curve.lr[8]}


def test_the_phases_of_many_epochs() -> None:
    """A phase shorter than an epoch still gives every epoch a part."""
    fields = {**RAMP, "warmup_epochs": 0, "iters_per_phase": 0.5}
    curve = simulate(TrainingConfig("cosine", epochs=100_000, lr=0.1, fields=fields))
    assert curve.phase[[0, 1, -1]].tolist() == ["phase 1", "phase 3", "phase 199999"]
