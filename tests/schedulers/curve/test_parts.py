"""What a scheduler declares of its curve is what phases, marks and notes say; nothing declared, nothing claimed."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from schedulers import REGISTRY, TrainingConfig, simulate
from schedulers.curve.marks import marks
from schedulers.curve.phases import MOST_STRETCHES, phases
from schedulers.layout import STEPS
from schedulers.parts import Item, Level, Part, Place, Series
from schedulers.registries.parts_check import check_parts
from schedulers.writing.example import example_fields
from tests.schedulers.strategies import configurations


def messages(name: str, *, epochs: int = 100, lr: float = 0.1, **changed: Any) -> list[str]:
    fields = {**example_fields(name), **changed}
    return [note.message for note in simulate(TrainingConfig(name, epochs=epochs, lr=lr, fields=fields)).notes]


def test_later_parts_are_painted_over_earlier_ones() -> None:
    """Parts of any names cover each other in their order, and series count on underneath."""
    items: list[Item] = [
        Part("rest"),
        Series("wave", every=2, start=1, count=3),
        Part("cooling", start=8, end=9),
        Part("run-up", end=2.5),
    ]
    assert phases(items, 10).names().tolist() == [
        *["run-up"] * 3,
        *["wave 2"] * 2,
        *["wave 3"] * 3,
        "cooling",
        "wave 3",
    ]


def test_two_parts_of_one_name_are_one_kind() -> None:
    """A name that occurs twice is listed once, and a gap between parts has no name."""
    found = phases([Part("up", end=1), Part("up", start=2, end=3)], 4)
    assert found.kinds == ("", "up")
    assert found.names().tolist() == ["up", "", "up", ""]


def test_nothing_is_claimed_where_nothing_is_declared() -> None:
    """Without parts each epoch has a phase without a name."""
    assert phases([], 3).names().tolist() == ["", "", ""]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([Part("up", field="nope")], "'up' names the field 'nope', which is none of gamma"),
        ([Part("up", until="nope")], "'up' lasts until 'nope', which is no Place"),
        ([Part("", end=2)], "each Part needs a name; got ''"),
        ([Part("up", start=math.nan)], "'up' needs numbers as start and end"),
        ([Series("up", every=0)], "'up' begins anew every 0 epochs"),
        ([Series("up", starts=[3, 2])], "its starts must increase"),
        ([Part("up")] * (MOST_STRETCHES + 1), "at most 255"),
        ([Part("flat", start=1, constant=True)], r"'flat' is declared constant, .* 0.2 in epoch 1 to 0.3 in epoch 2"),
        (["up"], "each is a Part, Series, Place or Level"),
    ],
)
def test_wrong_parts_are_refused(items: Sequence[Item], said: str) -> None:
    """A declaration that names what is not there, or that the curve contradicts, is one line that says so."""
    with pytest.raises(ValueError, match=said) as caught:
        check_parts(items, ["gamma"], np.array([0.1, 0.2, 0.3]))
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match=r"parts: ") as caught:
        check_parts(items, ["gamma"], np.array([0.1, 0.2, 0.3]), STEPS)
    assert "epoch" not in str(caught.value)


def test_right_parts_are_accepted() -> None:
    """Constant parts may be painted over where the curve is not constant, and may lie outside training."""
    lr = np.array([0.1, 0.1, 0.3])
    check_parts([Part("flat", constant=True), Part("up", start=2, until="end"), Place("end", 9)], [], lr)
    check_parts([Part("flat", start=3, constant=True), Level("low", 0.1)], [], lr)


@given(configurations())
def test_the_parts_of_the_five_hold_on_their_curves(config: TrainingConfig) -> None:
    """What each scheduler declares is checked against its curve, on any configuration, and names every epoch."""
    curve = simulate(config)
    check_parts(config.parts, config.fields, curve.lr)
    assert curve.phases.kind.all()


def test_a_rate_that_float32_cannot_add_is_noted_when_training_goes_on() -> None:
    """The note names the epoch from which weights hardly change; near the end there is none."""
    [note] = messages("step", iters_per_phase=1, end_epoch=80)
    assert note.startswith("From epoch 8 on, the rate is less than the share of the base rate that float32")
    assert note.endswith("epoch 8 trains at 1e-9.")
    assert messages("poly", min_lr=0.0, end_epoch=99) == []
    assert messages("step", lr=0.0) == []


def test_a_cosine_without_decay_says_so() -> None:
    """Phases of an epoch never decay, and there is no drop after the ramp to speak of."""
    [note] = messages("cosine", iters_per_phase=1.0)
    assert "the rate never decays: epoch 99 still trains at 0.1" in note
    assert messages("cosine", iters_per_phase=1.0, min_lr=0.1) == []


def test_a_rate_is_said_to_rise_only_where_it_does() -> None:
    """A factor above 1 that never applies, and a lowest rate above the base that the ramp hides, raise nothing."""
    assert [note for note in messages("step", gamma=2.0, iters_per_phase=100) if "rises" in note] == []
    assert [note for note in messages("poly", min_lr=0.5, warmup_epochs=100, end_epoch=101) if "rises" in note] == []


def test_a_jump_between_parts_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part at whose end the rate changes far more than beside it is noted with both rates."""
    schedule = REGISTRY.schedules["multi_step"]
    declared = replace(schedule, parts=lambda: [Part("calm", end=30)], notes=None)
    monkeypatch.setitem(REGISTRY.schedules, "multi_step", declared)
    assert messages("multi_step") == ["At the end of the calm the rate goes from 0.1 to 0.01 in epoch 30."]
    assert marks(TrainingConfig("multi_step", epochs=9, lr=1.0, fields=example_fields("multi_step"))) == []


@pytest.mark.parametrize("end", [1.5, 8.5, 9, 9.5, math.inf])
def test_a_part_may_end_within_any_epoch(monkeypatch: pytest.MonkeyPatch, end: float) -> None:
    """A part that ends within the first or the last epoch, or after them, is looked at like any other."""
    schedule = replace(REGISTRY.schedules["multi_step"], parts=lambda: [Part("calm", end=end)], notes=None)
    monkeypatch.setitem(REGISTRY.schedules, "multi_step", schedule)
    assert [note for note in messages("multi_step", epochs=10) if "calm" in note] == []
