"""Draws the line of a curve as an SVG path.

The rate is constant during an epoch, so each epoch is a level line, and each change of the rate is an upright one.
Epochs within one unit of the drawing's width are drawn as one: from the rate before them over their lowest and
highest rates to the last of them. The chart of the simulator's page draws in the same way (``curve-path.ts``).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schedulers.drawing.scales import Scale
from schedulers.mirror import RateArray


def curve_path(lr: RateArray, epochs: tuple[int, int], x: Scale, y: Scale) -> str:
    """Return the attribute ``d`` of a path: the rates ``lr`` of the epochs from ``epochs[0]`` to ``epochs[1]``.

    A rate that the scale can't show leaves a gap: one that is not finite, or a zero on a logarithmic scale.

    >>> import numpy as np
    >>> curve_path(np.array([1.0, 1.0, 0.5]), (0, 3), Scale(0, 3, 0, 30), Scale(0, 1, 100, 0))
    'M0 0h20v50h10'
    """
    first, last = epochs[0], min(epochs[1], len(lr))
    rates = lr[first:last]
    shown = np.isfinite(rates) & ((rates > 0) | (not y.logarithmic))
    if not shown.any():
        return ""
    place = np.full(len(rates), np.nan)
    place[shown] = y(rates[shown])

    together = max(1, int((x.high - x.low) / abs(x.end - x.start)))
    if together == 1:
        left, shown = x(np.arange(first, last)), ~np.isnan(place)
        before = _before(place)
        return _line([(left, before, ~np.isnan(before)), (left, place, shown)], ~shown, x.at(last), place[-1])
    starts = np.array([first, *range((first // together + 1) * together, last, together)])
    last_ones = np.append(starts[1:], last) - 1
    upper = np.minimum.reduceat(np.where(shown, place, np.inf), starts - first)
    lower = np.maximum.reduceat(np.where(shown, place, -np.inf), starts - first)
    own, after = place[starts - first], place[last_ones - first]
    before = _before(after)
    comes = ~np.isnan(before)
    empty, lifted = upper > lower, np.isnan(after)
    start = np.where(comes, before, own)
    from_below = np.abs(start - lower) < np.abs(start - upper)
    nearer, further = np.where(from_below, (lower, upper), (upper, lower))
    left, right = x(starts), x(last_ones)
    # A single epoch between two gaps is one unit wide. Otherwise it would be invisible.
    ends = np.where(lifted, left + 1, right), np.where(lifted, further, after)
    places = [(left, before, comes), (left, nearer, ~empty), (right, further, ~empty), (*ends, ~empty)]
    return _line(places, empty | lifted, x.at(last), after[-1])


def _before(after: RateArray) -> RateArray:
    """Return the height at which the line arrives from the left. It is NaN where it does not."""
    return np.concatenate([[np.nan], after[:-1]])


def _line(
    places: Sequence[tuple[RateArray, RateArray, NDArray[np.bool_]]],
    gaps: NDArray[np.bool_],
    end: float,
    after: float,
) -> str:
    """Connect the places of each stretch of epochs, one after the other.

    Args:
        places: Where the line goes within a stretch: horizontal and vertical positions, and whether it goes there; each
            of shape ``[stretches]``.
        gaps: Whether a gap ends the line after a stretch; shape ``[stretches]``. The next stretch begins another.
        end: The horizontal position at which the last stretch ends.
        after: The height of the line after the last stretch; NaN for a gap.
    """
    across, at, drawn = (np.column_stack(column).ravel() for column in zip(*places, strict=True))
    line = np.concatenate([[0], np.cumsum(gaps)[:-1]]).repeat(len(places))
    if not np.isnan(after):
        across, at = np.concatenate([across, [end]]), np.concatenate([at, [after]])
        drawn, line = np.concatenate([drawn, [True]]), np.concatenate([line, line[-1:]])
    return _commands(across[drawn], at[drawn], line[drawn])


@lru_cache(maxsize=8)
def kept_path(lr: bytes, epochs: tuple[int, int], x: Scale, y: Scale) -> str:
    """Return `curve_path` of the bytes of some rates. It is kept for the curve that stays behind others as they change.

    >>> kept_path(np.array([1.0, 1.0, 0.5]).tobytes(), (0, 3), Scale(0, 3, 0, 30), Scale(0, 1, 100, 0))
    'M0 0h20v50h10'
    """
    return curve_path(np.frombuffer(lr), epochs, x, y)


def number(value: float) -> str:
    """Write a place with at most one decimal. That is finer than a screen.

    >>> number(12.34), number(5.0)
    ('12.3', '5')
    """
    return f"{value:.1f}".removesuffix(".0")


def _commands(across: NDArray[np.float64], at: NDArray[np.float64], line: NDArray[np.int64]) -> str:
    """Connect places with as few commands as possible. They are relative steps, which repeat and so compress well.

    Args:
        across: The horizontal position of each place; float64, shape ``[places]``.
        at: The vertical position of each place; float64, shape ``[places]``.
        line: The number of the line that each place belongs to; int64, shape ``[places]``, increasing.
    """
    # Whole tenths, so that the rounding errors of the steps do not add up.
    x, y = np.rint(10 * across).astype(np.int64), np.rint(10 * at).astype(np.int64)
    moved = _differ(x) | _differ(y) | _differ(line)
    x, y, line = x[moved], y[moved], line[moved]
    level = ~_differ(y) & ~_differ(line)
    turned = np.concatenate([~(level[:-1] & level[1:]), [True]])
    x, y, line = x[turned], y[turned], line[turned]
    columns = (_differ(line), x, y, np.concatenate([x[:1], x[1:] - x[:-1]]), np.concatenate([y[:1], y[1:] - y[:-1]]))
    steps = zip(*(column.tolist() for column in columns), strict=True)
    return "".join(f"M{_tenths(x)} {_tenths(y)}" if begin else _step(right, down) for begin, x, y, right, down in steps)


def _differ(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which values differ from the one before them. The first one always does."""
    return np.concatenate([[True], values[1:] != values[:-1]])


def _step(right: int, down: int) -> str:
    if not down:
        return f"h{_tenths(right)}"
    return f"l{_tenths(right)} {_tenths(down)}" if right else f"v{_tenths(down)}"


def _tenths(value: int) -> str:
    return f"{value / 10:g}" if value % 10 else str(value // 10)
