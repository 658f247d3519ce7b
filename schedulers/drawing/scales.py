"""Maps epochs and rates to places in a drawing, and chooses the ticks of the axes.

Ranges and ticks are those of the simulator's chart, so that a drawing and the page look alike.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from schedulers.curve.notes import rate_text
from schedulers.mirror import RateArray
from schedulers.numbers import rounded

Values = TypeVar("Values", float, NDArray[np.float64])

EPOCH_SPACE = 60
"""The least distance between two ticks of the epochs, in units of the drawing."""

RATE_SPACE = 36
"""The least distance between two ticks of the rate, in units of the drawing."""

PLACE_DECIMALS = 6
"""The decimals to which a place is rounded first. Later digits differ between processors, and must decide nothing."""

_WHOLE_EPOCHS = sorted(digit * 10**power for digit in (1, 2, 5) for power in range(6))


@dataclass(frozen=True)
class Scale:
    """Maps values to places in the drawing.

    Attributes:
        low: The value at ``start``.
        high: The value at ``end``.
        start: A place, in units of the drawing.
        end: A place, in units of the drawing.
        logarithmic: Whether equal ratios, and not equal differences, have equal distances.

    >>> Scale(0, 100, 40, 240)([0, 50, 100]).tolist()
    [40.0, 140.0, 240.0]
    >>> Scale(0.01, 1, 0, 100, logarithmic=True)(0.1).tolist()
    50.0
    """

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return the place of each value. On a logarithmic scale, values must be above 0."""
        place, low, high = np.asarray(values, dtype=np.float64), self.low, self.high
        if self.logarithmic:
            place, low, high = np.log10(place), math.log10(low), math.log10(high)
        return np.round(self._along(place, low, high), PLACE_DECIMALS)

    def at(self, value: float) -> float:
        """Return the place of a single value, which an array would take many times as long to tell.

        >>> Scale(0, 100, 40, 240).at(50), Scale(0.01, 1, 0, 100, logarithmic=True).at(0.1)
        (140.0, 50.0)
        """
        low, high = self.low, self.high
        if self.logarithmic:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return float(np.rint(self._along(value, low, high) * 10.0**PLACE_DECIMALS)) / 10.0**PLACE_DECIMALS

    def _along(self, value: Values, low: float, high: float) -> Values:
        extent = high - low or 1.0  # there is no smaller number below the smallest rate of all
        return self.start + (value - low) / extent * (self.end - self.start)


def rate_range(lowest: float | None, highest: float | None, *, logarithmic: bool) -> tuple[float, float]:
    """Return the range of the rate's axis: from zero, or on a logarithmic scale the lowest rate, to the highest.

    The result is ``None`` where no rate can be shown.

    >>> rate_range(0.01, 0.1, logarithmic=False)
    (0.0, 0.106)
    """
    if lowest is None or highest is None or highest <= 0:
        return (0.1, 1.0) if logarithmic else (0.0, 1.0)
    if not logarithmic:
        return 0.0, rounded(min(highest * 1.06, sys.float_info.max))
    beyond = max((highest / lowest) ** 0.06, 1.2)
    return rounded(max(lowest / beyond, math.ulp(0.0))), rounded(min(highest * beyond, sys.float_info.max))


def extremes(curves: Sequence[RateArray], *, logarithmic: bool) -> tuple[float | None, float | None]:
    """Return the lowest and the highest rate that can be shown, or ``None`` without any.

    >>> extremes([np.array([0.0, 0.1]), np.array([0.05, np.inf])], logarithmic=True)
    (0.05, 0.1)
    """
    rates = np.concatenate(curves) if curves else np.empty(0)
    shown = rates[np.isfinite(rates) & ((rates > 0) | (not logarithmic))]
    return (float(shown.min()), float(shown.max())) if shown.size else (None, None)


def epoch_ticks(first: int, last: int, width: float, *, space: float = EPOCH_SPACE) -> list[int]:
    """Choose the ticks of an axis of ``width`` units from epoch ``first`` to ``last``, at least ``space`` units apart.

    >>> epoch_ticks(0, 100, 650), epoch_ticks(3, 7, 650)
    ([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], [3, 4, 5, 6, 7])
    """
    wide_enough = (step for step in _WHOLE_EPOCHS if step * width / (last - first) >= space)
    step = next(wide_enough, _WHOLE_EPOCHS[-1])
    return list(range(-(-first // step) * step, last + 1, step))


def rate_ticks(
    low: float, high: float, height: float, *, logarithmic: bool, space: float = RATE_SPACE
) -> list[tuple[float, str]]:
    """Choose the ticks of an axis of ``height`` units from rate ``low`` to ``high``, each with its label.

    Ticks are at least ``space`` units apart on a linear scale, and on average on a logarithmic one.

    >>> rate_ticks(0, 0.106, 150, logarithmic=False)
    [(0.0, '0'), (0.05, '0.05'), (0.1, '0.10')]
    >>> rate_ticks(1e-7, 0.5, 150, logarithmic=True)
    [(1e-06, '1e-6'), (0.0001, '0.0001'), (0.01, '0.01')]
    """
    if logarithmic:
        ticks = logarithmic_ticks(low, high, height / space)
        return [(tick, rate_text(float(f"{tick:.3g}"))) for tick in ticks]
    ticks = linear_ticks(low, high, height / space)
    return list(zip(ticks, alike(ticks), strict=True))


def logarithmic_ticks(low: float, high: float, most: float) -> list[float]:
    """Return at most ``most`` powers of ten between ``low`` and ``high``; if they are few, 2 and 5 times those, too.

    Where there is none of these, the ticks are those of a linear scale.

    >>> logarithmic_ticks(0.025, 0.036, 4)
    [0.025, 0.03, 0.035]
    """
    first, last = math.ceil(rounded(math.log10(low))), math.floor(rounded(math.log10(high)))
    step = max(1, math.ceil((last - first + 1) / max(most, 1)))
    digits = (1, 2, 5) if (last - first + 2) * 3 <= most else (1,)
    # Read from text, because powers of ten are not exact when multiplied.
    ticks = [
        float(f"{digit}e{power}") for power in range(first // step * step - step, last + 1, step) for digit in digits
    ]
    return [tick for tick in ticks if low <= tick <= high] or linear_ticks(low, high, max(most, 2))


def alike(ticks: Sequence[float]) -> list[str]:
    """Write the labels of a linear axis in one format.

    >>> alike([0, 0.5, 1]), alike([0, 2e-5, 4e-5])
    (['0', '0.5', '1.0'], ['0', '2e-5', '4e-5'])
    """
    short = [Decimal(f"{tick:.6g}").normalize() for tick in ticks]
    decimals = max(0, *(-int(tick.as_tuple().exponent) for tick in short))
    if 1e-3 <= max(ticks) < 1e6:
        return [f"{tick:.{decimals}f}" if tick else "0" for tick in short]
    return [f"{tick:e}".replace("e+", "e") if tick else "0" for tick in short]


def linear_ticks(low: float, high: float, most: float) -> list[float]:
    """Return multiples of 1, 2, 2.5 or 5 times a power of ten between ``low`` and ``high``, at most ``most + 1``."""
    least = (high - low) / most
    power = math.floor(math.log10(least)) if least else -324
    # Read from text, because powers of ten are not exact when multiplied.
    steps = (float(f"{digit}e{exponent}") for exponent in (power, power + 1) for digit in (1, 2, 2.5, 5))
    step = next(step for step in steps if step >= least and step > 0)
    ticks = [float(f"{index * step:.12g}") for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
    return [tick for tick in ticks if low <= tick <= high]
