"""A curve's line is where the rates are: level during an epoch, with gaps, and decimated without losing extremes."""

import re

import numpy as np
import pytest

from schedulers.drawing.path import Points, curve_path
from schedulers.drawing.scales import Scale

ACROSS = Scale(0, 4, 0, 40)
UP = Scale(0, 1, 100, 0)
NEAR = 0.2
"""How far the line may pass by a point, in pixels, with the rounding of its places."""


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def test_the_rate_is_constant_during_an_epoch() -> None:
    """Each epoch is a level stretch from its start to its end; equal ones are one stretch."""
    assert curve_path(np.array([1.0, 0.5, 0.5, 0.0]), (0, 4), ACROSS, UP) == "M0 0H10V50H30V100H40"


def test_part_of_the_epochs() -> None:
    """Epochs outside the visible range are not drawn, nor are those that the curve does not have."""
    assert curve_path(np.array([1.0, 0.5, 0.0]), (1, 4), Scale(1, 4, 0, 30), UP) == "M0 50H10V100H20"


@pytest.mark.parametrize("missing", [np.inf, -np.inf, np.nan])
def test_what_is_not_finite_leaves_a_gap(missing: float) -> None:
    """The line stops before a rate that is not finite, and starts anew after it at whatever height."""
    assert curve_path(np.array([1.0, missing, 1.0, 0.5]), (0, 4), ACROSS, UP) == "M0 0H10M20 0H30V50H40"


def test_a_logarithmic_scale_has_no_zero() -> None:
    """A zero leaves a gap on a logarithmic scale, and stands on the ground of a linear one."""
    rates = np.array([1.0, 0.0, 0.01, 0.1])
    assert curve_path(rates, (0, 4), ACROSS, Scale(0.01, 1, 100, 0, logarithmic=True)) == "M0 0H10M20 100H30V50H40"
    assert "V100" in curve_path(rates, (0, 4), ACROSS, UP)


def test_nothing_to_draw() -> None:
    """A curve without a rate that could be shown has an empty path."""
    assert curve_path(np.array([np.inf, np.nan]), (0, 2), ACROSS, UP) == ""


def test_narrow_epochs_are_joined_at_their_middles() -> None:
    """Where epochs are narrower than a stretch can be, a straight decay is one line between two middles."""
    rates = np.linspace(1, 0, 100)
    assert curve_path(rates, (0, 100), Scale(0, 100, 0, 200), UP) == "M1 0L199 100"


def test_a_gap_between_narrow_epochs() -> None:
    """The line through narrow epochs has a gap too, and an epoch alone between two gaps is seen."""
    rates = np.ones(100)
    rates[[40, 42]] = np.nan
    path = curve_path(rates, (0, 100), Scale(0, 100, 0, 200), UP)
    assert path == "M1 0L79 0M82.5 0h1M87 0L199 0"


def distances(points: Points, line: Points) -> Points:
    """How far each point is from the nearest place of the line."""
    starts, steps = line[:-1], np.diff(line, axis=0)
    along = ((points[:, None] - starts) * steps).sum(axis=2) / np.maximum((steps**2).sum(axis=1), 1e-12)
    nearest = starts + np.clip(along, 0, 1)[:, :, None] * steps
    closest: Points = np.sqrt(((points[:, None] - nearest) ** 2).sum(axis=2)).min(axis=1)
    return closest


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("rarity", [0.0, 0.9, 0.999])
def test_decimation_keeps_the_extremes(seed: int, rarity: float) -> None:
    """In every column of the drawing the line reaches the lowest and the highest rate of its epochs."""
    random = np.random.default_rng(seed)
    lr = np.where(random.random(3000) < rarity, 0.5, random.random(3000))
    width = 90
    line = np.array(points(curve_path(lr, (0, len(lr)), Scale(0, len(lr), 0, width), UP)))
    epochs = np.column_stack([(np.arange(len(lr)) + 0.5) / len(lr) * width, 100 * (1 - lr)])
    for column in range(width):
        inside = epochs[epochs[:, 0].astype(int) == column]
        for extreme in (inside[:, 1].min(), inside[:, 1].max()):
            there = inside[inside[:, 1] == extreme]
            assert distances(there, line).min() <= NEAR


def test_the_order_of_columns_is_kept() -> None:
    """The line never goes back."""
    drawn = points(curve_path(np.random.default_rng(0).random(5000), (0, 5000), Scale(0, 5000, 0, 200), UP))
    across = [x for x, _ in drawn]
    assert across == sorted(across)
