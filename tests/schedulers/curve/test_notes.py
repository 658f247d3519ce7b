"""What is legal but surprising is said, and nothing is said of what is not surprising."""

import re
from typing import Any

import pytest

from schedulers import SCHEDULERS, TrainingConfig, load_config, simulate
from schedulers.writing.example import example_fields, example_yaml


def messages(name: str, *, epochs: int = 100, lr: float = 0.1, **changed: Any) -> list[str]:
    fields = {**example_fields(name), **changed}
    return [note.message for note in simulate(TrainingConfig(name, epochs=epochs, lr=lr, fields=fields)).notes]


def numbers_in(message: str) -> list[Any]:
    """The numbers of a sentence, each equal to whatever it is the first six digits of."""
    return [pytest.approx(float(number), rel=1e-5) for number in re.findall(r"\d+(?:\.\d+)?(?:e-?\d+)?", message)]


@pytest.mark.parametrize("name", sorted(set(SCHEDULERS) - {"cosine"}))
def test_the_examples_need_no_note(name: str) -> None:
    """The example values surprise nobody; only cosine drops after its ramp by design."""
    assert messages(name) == []


@pytest.mark.parametrize(
    ("name", "settings", "words", "epoch"),
    [
        ("cosine_no_sgdr", {"end_epoch": 120}, "squeezed to end with it", 99),
        ("poly", {"end_epoch": 120}, "cut off", 99),
        ("cosine", {"warmup_epochs": 5}, "because the cosine has run underneath", 5),
        ("cosine", {"iters_per_phase": 30, "warmup_epochs": 0}, "The last phase lasts 40 epochs instead of 30", 60),
        ("cosine", {"iters_per_phase": 130, "warmup_epochs": 0}, "shortened to 100", 99),
        ("poly", {"warmup_bias_lr": 0.5}, "ramps down", 0),
        ("poly", {"warmup_epochs": 100, "end_epoch": 101}, "Warm-up takes all of training", 99),
        ("poly", {"min_lr": 0.5}, "min_lr lies above the base rate of 0.1, so the rate rises", 99),
        ("step", {"gamma": 1.5}, "gamma is above 1, so the rate rises", 99),
        ("step", {"gamma": 10.0, "iters_per_phase": 1, "epochs": 1000, "end_epoch": 900}, "trains at infinity", 309),
        ("multi_step", {"milestones": [30, 100]}, "before milestone 100", 99),
        ("multi_step", {"milestones": [30, 100, 120]}, "before milestones 100, 120", 99),
        ("step", {"iters_per_phase": 100, "end_epoch": 200}, "before the first decay, at epoch 100", 99),
        ("step", {"iters_per_phase": 50, "end_epoch": 40}, "end_epoch 40 comes before the first decay", 99),
    ],
)
def test_what_surprises_is_said(name: str, settings: dict[str, Any], words: str, epoch: int) -> None:
    """Each surprise is one sentence with the epoch and the rate used in it."""
    epochs = settings.pop("epochs", 100)
    config = TrainingConfig(name, epochs=epochs, lr=0.1, fields={**example_fields(name), **settings})
    curve = simulate(config)
    [note] = [note for note in curve.notes if words in note.message]
    assert note.epoch == epoch
    assert note.lr == curve.lr[epoch]
    assert str(epoch) in note.message
    assert note.lr in numbers_in(note.message) or note.lr == float("inf")


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("cosine_no_sgdr", {"end_epoch": 100}),
        ("poly", {"end_epoch": 100}),
        ("poly", {"warmup_bias_lr": 0.1}),
        ("poly", {"warmup_epochs": 99, "end_epoch": 100}),
        ("poly", {"min_lr": 0.1}),
        ("multi_step", {"milestones": [30, 99], "gamma": 1.0}),
        ("step", {"iters_per_phase": 99, "end_epoch": 99}),
        ("cosine", {"warmup_epochs": 1, "iters_per_phase": 100}),
        ("cosine", {"warmup_epochs": 0, "iters_per_phase": 50}),
    ],
)
def test_the_last_unsurprising_value_is_passed_over(name: str, settings: dict[str, Any]) -> None:
    """One step before each surprise there is no note."""
    assert messages(name, **settings) == []


def test_assumptions_are_told() -> None:
    """What was assumed is a note with its value, before all others."""
    notes = simulate(load_config(example_yaml("poly"), epochs=90, lr=0.2)).notes
    assert [note.path for note in notes] == ["training.epochs", "training.optimizer.lr"]
    assert "90 is assumed" in notes[0].message
    assert "0.2 is assumed" in notes[1].message
