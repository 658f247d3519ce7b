"""A curve and its marks in words."""

from dataclasses import replace

import numpy as np

from schedulers import simulate
from schedulers.curve.marks import Mark, marks
from schedulers.curve.words import marked, summary
from schedulers.writing.example import example_config


def test_summary() -> None:
    """Length, peak and end stand in one sentence."""
    assert summary(simulate(example_config("poly"))) == (
        "100 epochs: starts at 0.020008, peaks at 0.1 in epoch 4, ends at 1e-6."
    )
    assert summary(simulate(example_config("multi_step", epochs=1))).startswith("1 epoch: starts at 0.1,")


def test_the_first_of_equal_peaks() -> None:
    """Of rates that differ in the last place alone the first is the peak."""
    curve = simulate(example_config("poly", epochs=3))
    rates = np.array([0.1, 0.3, 0.1 + 0.2])
    assert rates[2] > rates[1]
    assert "peaks at 0.3 in epoch 1," in summary(replace(curve, lr=rates))
    assert "peaks at infinity in epoch 2," in summary(replace(curve, lr=np.array([0.1, 0.3, np.inf])))
    assert "peaks at 0 in epoch 0," in summary(replace(curve, lr=np.zeros(3)))


def test_marks() -> None:
    """Each mark has its place; of many only the first are named; what is too much to mark is said as it is."""
    assert marked(marks(example_config("poly"))) == (
        "Marked: warm-up before epoch 5, end_epoch at epoch 80, min_lr at 1e-6."
    )
    restarts = [Mark("restart", f"restart {number}", epoch=1000 * number) for number in range(1, 11)]
    assert marked(restarts).endswith("restart 8 at epoch 8,000 and 2 more.")
    assert marked([Mark("decay", "9 decays, too many to mark")]) == "Marked: 9 decays, too many to mark."
    assert marked([]) == ""
