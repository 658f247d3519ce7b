"""What the chart marks, and that it follows from fields and phases alone."""

from typing import Any

import pytest
from hypothesis import given

from schedulers import TrainingConfig, simulate
from schedulers.curve.marks import MOST, Mark, marks
from schedulers.writing.example import example_fields
from tests.schedulers.strategies import configurations


def found(name: str, *, epochs: int = 100, **changed: Any) -> list[Mark]:
    return marks(TrainingConfig(name, epochs=epochs, lr=0.1, fields={**example_fields(name), **changed}))


def places(name: str, **changed: Any) -> list[tuple[str, int | None]]:
    return [(mark.label, mark.epoch) for mark in found(name, **changed)]


def test_each_scheduler() -> None:
    """Warm-up, restarts, milestones, decays, end_epoch and min_lr stand where the fields put them."""
    assert places("poly") == [("warm-up", 5), ("end_epoch", 80), ("min_lr", None)]
    assert places("cosine_no_sgdr") == places("poly")
    assert places("multi_step") == [("milestone 1", 30), ("milestone 2", 80)]
    assert places("step") == [("decay 1", 30), ("decay 2", 60), ("end_epoch", 80)]
    assert places("cosine", iters_per_phase=40.5) == [("warm-up", 5), ("restart 1", 41), ("min_lr", None)]
    assert found("poly")[-1].lr == 1e-6


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("poly", {"warmup_epochs": 0, "end_epoch": 100}, [("min_lr", None)]),
        ("poly", {"warmup_epochs": 150, "end_epoch": 160}, [("warm-up", 100), ("min_lr", None)]),
        ("multi_step", {"milestones": [99, 100]}, [("milestone 1", 99)]),
        ("step", {"iters_per_phase": 80, "end_epoch": 79}, [("end_epoch", 79)]),
        ("step", {"iters_per_phase": 80, "end_epoch": 99}, [("decay 1", 80), ("end_epoch", 99)]),
        ("cosine", {"warmup_epochs": 30, "iters_per_phase": 30}, [("warm-up", 30), ("restart 1", 30)]),
        ("cosine", {"warmup_epochs": 31, "iters_per_phase": 30}, [("warm-up", 31), ("restart 2", 60)]),
    ],
)
def test_what_training_does_not_show_is_not_marked(
    name: str, settings: dict[str, Any], expected: list[tuple[str, int | None]]
) -> None:
    """Only what happens during training is marked, and no restart that the ramp hides."""
    assert places(name, **settings)[: len(expected)] == expected


@given(configurations())
def test_marks_agree_with_the_phases(config: TrainingConfig) -> None:
    """After every marked decay or restart the phase has another name, and every mark lies inside the training."""
    phase = simulate(config).phase
    for mark in marks(config):
        if mark.epoch is None:
            continue
        assert 0 < mark.epoch <= config.epochs
        if mark.kind in {"restart", "milestone", "decay"}:
            assert phase[mark.epoch] != phase[mark.epoch - 1]


def test_too_many_are_counted() -> None:
    """A million decays are one mark that counts them."""
    [counted] = found("step", epochs=1_000_000, iters_per_phase=1, end_epoch=999_999)[:1]
    assert counted == Mark("decay", "999,999 decays, too many to mark")
    assert len(found("step", epochs=MOST + 1, iters_per_phase=1, end_epoch=MOST)) == MOST + 1
