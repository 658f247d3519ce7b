"""A curve's line is where the rates are: level during an epoch, with gaps, and decimated without losing extremes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import TrainingConfig, simulate
from schedulers.drawing.path import curve_path
from schedulers.drawing.scales import Scale
from tests.schedulers.drawing.lines import along, distances, places
from tests.schedulers.strategies import configurations
from tests.support.budget import cases

pytestmark = pytest.mark.slow

ACROSS = Scale(0, 4, 0, 40)
UP = Scale(0, 1, 100, 0)
NEAR = 0.1
"""How far the line may pass by a point, in units of the drawing, for its places are rounded."""


def slants(path: str) -> list[float]:
    """How wide each part of the line is that is neither level nor upright."""
    steps = [step for part in places(path) for step in np.diff(part, axis=0)]
    return [across for across, at in steps if across and at]


def test_the_rate_is_constant_during_an_epoch() -> None:
    """Each epoch is a level stretch from its start to its end; equal ones are one stretch."""
    assert curve_path(np.array([1.0, 0.5, 0.5, 0.0]), (0, 4), ACROSS, UP) == "M0 0h10v50h20v50h10"


def test_part_of_the_epochs() -> None:
    """Epochs outside the visible range are not drawn, nor are those that the curve does not have."""
    assert curve_path(np.array([1.0, 0.5, 0.0]), (1, 4), Scale(1, 4, 0, 30), UP) == "M0 50h10v50h10"


@pytest.mark.parametrize("missing", [np.inf, -np.inf, np.nan])
def test_what_is_not_finite_leaves_a_gap(missing: float) -> None:
    """The line stops before a rate that is not finite, and starts anew after it at whatever height."""
    assert curve_path(np.array([1.0, missing, 1.0, 0.5]), (0, 4), ACROSS, UP) == "M0 0h10M20 0h10v50h10"


def test_a_logarithmic_scale_has_no_zero() -> None:
    """A zero leaves a gap on a logarithmic scale, and stands on the ground of a linear one."""
    rates = np.array([1.0, 0.0, 0.01, 0.1])
    assert curve_path(rates, (0, 4), ACROSS, Scale(0.01, 1, 100, 0, logarithmic=True)) == "M0 0h10M20 100h10v-50h10"
    [line] = places(curve_path(rates, (0, 4), ACROSS, UP))
    assert line[:, 1].max() == 100


def test_nothing_to_draw() -> None:
    """A curve without a rate that could be shown has an empty path."""
    assert curve_path(np.array([np.inf, np.nan]), (0, 2), ACROSS, UP) == ""


@settings(max_examples=cases(100), deadline=None)
@given(configurations(longest=300), st.sampled_from([310, 650]))
def test_every_epoch_is_level_and_every_jump_upright(config: TrainingConfig, width: int) -> None:
    """While an epoch is at least a unit wide, each has its own stretch at its own height, and nothing is slanted."""
    lr = simulate(config).lr
    y = Scale(0, float(lr.max()) or 1, 250, 0)
    path = curve_path(lr, (0, len(lr)), Scale(0, len(lr), 0, width), y)
    assert slants(path) == []
    [line] = places(path)
    epoch = np.arange(len(lr))
    for part in (0.1, 0.5, 0.9):
        stretches = np.column_stack([(epoch + part) / len(lr) * width, y(lr)])
        assert distances(stretches, line).max() <= NEAR


def test_a_slow_decay_has_no_steps_of_its_own() -> None:
    """A decay of less than a unit in each epoch is drawn at its own heights, not at whole units."""
    lr = (1 + np.cos(np.pi * np.arange(300) / 300)) / 2
    [line] = places(curve_path(lr, (0, 300), Scale(0, 300, 0, 650), Scale(0, 1, 100, 0)))
    assert np.abs(np.diff(line[:, 1])).max() <= 100 * np.abs(np.diff(lr)).max() + NEAR


@pytest.mark.parametrize("epochs", [1301, 3000, 100_000])
def test_a_jump_among_narrow_epochs_is_upright(epochs: int) -> None:
    """Where many epochs share a unit, a jump is no wider than that unit, and the decays beside it are smooth."""
    lr = np.linspace(1, 0.5, epochs)
    lr[epochs // 3 :] /= 4
    width = 650
    path = curve_path(lr, (0, epochs), Scale(0, epochs, 0, width), UP)
    assert max(slants(path)) <= 1 + NEAR
    [line] = places(path)
    [jump] = np.flatnonzero(np.abs(np.diff(line[:, 1])) > 30)
    assert line[jump, 0] == pytest.approx(width / 3, abs=1)


@pytest.mark.parametrize("rising", [True, False])
def test_a_line_begins_with_its_first_rate(rising: bool) -> None:
    """Where many epochs share a unit, a line that only rises goes only up, from its first unit on."""
    lr = np.linspace(0, 1, 5000)[:: 1 if rising else -1]
    [line] = places(curve_path(lr, (0, 5000), Scale(0, 5000, 0, 200), UP))
    assert (np.diff(line[:, 1]) <= 0).all() if rising else (np.diff(line[:, 1]) >= 0).all()


def test_a_gap_between_narrow_epochs() -> None:
    """The line through narrow epochs has a gap too, and an epoch alone between two gaps is seen."""
    rates = np.ones(1000)
    rates[[*range(400, 420), *range(421, 440)]] = np.nan
    parts = places(curve_path(rates, (0, 1000), Scale(0, 1000, 0, 200), UP))
    assert [part[:, 0].tolist() for part in parts] == [[0, 80], [84, 85], [88, 200]]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("rarity", [0.0, 0.9, 0.999])
def test_decimation_keeps_the_extremes(seed: int, rarity: float) -> None:
    """In every unit of the drawing the line reaches its epochs' lowest and highest rate, and none beyond those."""
    random = np.random.default_rng(seed)
    lr = np.where(random.random(3000) < rarity, 0.5, random.random(3000))
    width = 90
    [line] = places(curve_path(lr, (0, len(lr)), Scale(0, len(lr), 0, width), UP))
    across = (np.arange(len(lr)) + 0.5) / len(lr) * width
    height = 100 * (1 - lr)
    drawn = along(line)
    for unit in range(width):
        inside = height[(across >= unit) & (across < unit + 1)]
        around = height[(across >= unit - 1) & (across < unit + 2)]
        here = drawn[(drawn[:, 0] >= unit) & (drawn[:, 0] < unit + 1), 1]
        near = drawn[(drawn[:, 0] >= unit - 1) & (drawn[:, 0] < unit + 2), 1]
        assert near.min() <= inside.min() + NEAR
        assert near.max() >= inside.max() - NEAR
        assert around.min() - NEAR <= here.min() <= here.max() <= around.max() + NEAR


def test_the_line_never_goes_back() -> None:
    """It leads to the right, however many epochs share a unit."""
    [line] = places(curve_path(np.random.default_rng(0).random(5000), (0, 5000), Scale(0, 5000, 0, 200), UP))
    assert (np.diff(line[:, 0]) >= 0).all()
