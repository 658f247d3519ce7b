"""What is compared agrees whichever processor computed it, and what is wrong is noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings

from schedulers import Curve, Note, TrainingConfig, simulate
from schedulers.curve.notes import rate_text
from schedulers.curve.words import summary
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.drawing.path import curve_path
from schedulers.drawing.scales import Scale
from schedulers.mirror import RateArray
from schedulers.registry import REGISTRY
from schedulers.writing.example import config_yaml, example_config
from site_plugins.scheduler_docs.pictures.curves import STEEP, is_steep
from site_plugins.scheduler_docs.pictures.social import social_png
from site_plugins.scheduler_docs.variations import VISIBLE, Surprise, Variation, differences
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.schedulers.strategies import configurations
from tests.sites.agreement import (
    LARGEST_ERROR,
    LEAST_PART,
    highest_term,
    largest_relative_error,
    report_differences,
    same_text,
)
from tests.sites.building import ROOT
from tests.support.budget import cases
from tests.support.nudged import change_all, nudged

pytestmark = pytest.mark.slow

NOTED = example_config("cosine", iters_per_phase=30.0)
"""A configuration with notes, whose rates are cosines."""


def more(rates: RateArray) -> RateArray:
    """Rates with an error that no processor makes."""
    return rates * (1 + 1e-9)


@contextmanager
def patched(change: Callable[[RateArray], RateArray]) -> Iterator[None]:
    """Changed rates in place of those of the mirrors."""
    with patch.dict(REGISTRY.schedules), patch.dict(REGISTRY.mirrors):
        change_all(REGISTRY, change)
        yield


def answered(config: TrainingConfig, change: Callable[[RateArray], RateArray] = np.asarray) -> tuple[Any, RateArray]:
    """The report of the page's Python on a configuration, and its rates, where these are changed in the mirrors."""
    with patched(change):
        report, lr, _, _ = simulate_text(config_yaml(config))
    assert lr is not None
    return json.loads(report), lr


@settings(max_examples=cases(200), deadline=None)
@given(configurations())
def test_the_last_place_makes_no_difference(config: TrainingConfig) -> None:
    """A page's Python whose rates are one unit in the last place off says what this Python says."""
    (report, lr), (other, others_lr) = answered(config), answered(config, nudged)
    assert largest_relative_error(others_lr, lr, highest_term(config)) <= LARGEST_ERROR
    assert report_differences(other, report) == []


@settings(max_examples=cases(200), deadline=None)
@given(configurations())
def test_a_billionth_is_noticed(config: TrainingConfig) -> None:
    """Rates that are off by 1e-9 of their value do not agree, as long as not all of them are what large terms leave."""
    (_, lr), (_, others_lr) = answered(config), answered(config, more)
    finite = lr[np.isfinite(lr)]
    assume(finite.max(initial=0.0) > LEAST_PART * highest_term(config))
    assert largest_relative_error(others_lr, lr, highest_term(config)) > LARGEST_ERROR


def test_a_billionth_is_noticed_in_a_report() -> None:
    """The rate of a note has all its digits, so what its sentence can't show is noticed all the same."""
    (report, _), (other, _) = answered(NOTED), answered(NOTED, more)
    assert [note["message"] for note in report["notes"]] == [note["message"] for note in other["notes"]] != []
    assert report_differences(other, report) != []


@pytest.mark.parametrize(
    "change",
    [
        {"base_lr": 0.30000000000000004},
        {"length": 101},
        {"python": {"build": "lr=0.1", "resume": ""}},
        {"problems": [{"message": "got 1.0000001"}]},
        {"notes": []},
        {"summary": "100 epochs: starts at 0.020008, peaks at 0.1 in epoch 5, ends at 1e-6."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_not_computed_must_be_equal(change: dict[str, Any]) -> None:
    """A report that says anything else that follows from the text alone does not agree."""
    report, _ = answered(NOTED)
    assert report_differences(report, report) == []
    assert report_differences({**report, **change}, report) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ends at 0.12345", "ends at 0.123451"),
        ("ends at 1e-6", "ends at 9.99999e-7"),
        ("ends at 100000", "ends at 99999.9"),
        ("epoch 30: 0.010000000000000002, decay 1", "epoch 30: 0.01, decay 1"),
    ],
)
def test_sentences_that_agree(one: str, other: str) -> None:
    """Rates in six digits may be one apart in the sixth, and rates in all digits as much as rates may."""
    assert same_text(one, other)
    assert same_text(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ends at 0.12345", "ends at 0.123452"),
        ("ends at 0.12345", "stops at 0.12345"),
        ("ends at 0", "ends at 1e-6"),
        ("1,000 epochs", "1,001 epochs"),
        ("peaks in epoch 4", "peaks in epoch 5"),
        ("0.1 and 0.2", "0.1"),
        ("0.1234567891", "0.1234567892"),
        ("ends at 1e-6", "ends at 1e-7"),
    ],
)
def test_sentences_that_do_not_agree(one: str, other: str) -> None:
    """Words, counts and epochs must be the same, and rates but for their last place."""
    assert not same_text(one, other)
    assert not same_text(other, one)


def test_numpy_may_be_told_to_use_less() -> None:
    """The tests run with features of the processor turned off, also where NumPy warns that it does not have one."""
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": "AVX512_SKX X86_V4 VSX4"}  # of three kinds of NumPy
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_workflows.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


EDGES = [
    # 0.1 / 2**10 is 0.00009765625, and 2**-24 is what float32 can still add.
    example_config("step", iters_per_phase=2, gamma=0.5),
    example_config("multi_step", milestones=[*range(1, 21)], gamma=0.5),
    example_config("poly", warmup_epochs=0, min_lr=0.0, power=2.0),  # 0.1 * (9 / 80)**2 is 0.001265625
    example_config("cosine_no_sgdr", warmup_epochs=0, end_epoch=90),  # two thirds before the end it is 0.07500025
    example_config("cosine", iters_per_phase=50.0),  # every line of the drawing has its like in the other phase
]
"""Configurations whose rates lie on an edge: between two numbers of six digits, two lines, or a note and none."""


@pytest.mark.parametrize("config", EDGES, ids=lambda config: config.scheduler)
def test_what_is_written_is_the_same(config: TrainingConfig) -> None:
    """Texts and drawings are the same to the byte where the rates are one unit in the last place off."""
    curve = simulate(config)
    expected = written(curve)
    for seed in range(20):
        with patched(partial(nudged, seed=seed)):
            other = simulate(config)
        assert other.lr.tolist() != curve.lr.tolist()
        assert written(other) == expected


def halfway(rate: float) -> list[float]:
    """A rate, and those that are one unit in the last place off."""
    return [rate, *np.nextafter(rate, (0, np.inf)).tolist()]


def test_no_line_moves() -> None:
    """A height in the middle between two tenths is drawn at the same one, and so is one between two pixels."""
    paths = {curve_path(np.array([rate]), (0, 1), Scale(0, 1, 0, 9), Scale(0, 2, 187, 0)) for rate in halfway(1.9)}
    assert paths == {"M0 9.4h9"}
    assert len({social_png([np.array([1.0, rate])]) for rate in halfway(0.75)}) == 1


def test_no_value_is_chosen() -> None:
    """Curves that differ by just as much as is seen do so, and one that is just not steep is not."""
    for seed in range(20):
        original, seen, high = (
            Variation("", None, example_config("multi_step", lr=lr, gamma=gamma))
            for lr, gamma in ((1.0, 1.0), (1.0, 0.85), (float(STEEP), 1.0))
        )
        with patched(partial(nudged, seed=seed)):
            first_decay = differences(original, seen, logarithmic=False)[30]
            steep = is_steep(original, Surprise(high, Note("", "")))
        assert (first_decay, steep) == (VISIBLE, False)


def written(curve: Curve) -> list[str]:
    """Every rate as a sentence says it, summary and notes, and drawings: with room for each epoch, and without."""
    shown, looks = [DrawnCurve("curve", curve.lr)], [(720, False), (720, True), (80, False), (80, True)]
    drawn = [
        chart_svg(shown, title="curve", width=width, logarithmic=logarithmic, axes=width > 100)
        for width, logarithmic in looks
    ]
    return [*map(rate_text, curve.lr), summary(curve), *(note.message for note in curve.notes), *drawn]
