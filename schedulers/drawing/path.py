"""Draws the line of a curve as an SVG path.

The rate is constant during an epoch, so each epoch is a level line, and each change of the rate is an upright one.
Epochs within one unit of the drawing's width are drawn as one: from the rate before them over their lowest and
highest rates to the last of them. The chart of the simulator's page draws in the same way (``curve-path.ts``).
"""

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
    starts = np.array([first, *range((first // together + 1) * together, last, together)])
    last_ones = np.append(starts[1:], last) - 1
    upper = np.minimum.reduceat(np.where(shown, place, np.inf), starts - first)
    lower = np.maximum.reduceat(np.where(shown, place, -np.inf), starts - first)
    own, after = place[starts - first], place[last_ones - first]
    before = np.append(np.nan, after[:-1])  # the height at which the line arrives from the left, if it does

    comes = ~np.isnan(before)
    empty, lifted = upper > lower, np.isnan(after)
    start = np.where(comes, before, own)
    from_below = np.abs(start - lower) < np.abs(start - upper)
    nearer, further = np.where(from_below, (lower, upper), (upper, lower))
    left, right = x(starts), x(last_ones)
    # A single epoch between two gaps is one unit wide. Otherwise it would be invisible.
    ends = np.where(lifted, left + 1, right), np.where(lifted, further, after)
    across = np.column_stack([left, left, right, ends[0]]).ravel()
    at = np.column_stack([before, nearer, further, ends[1]]).ravel()
    drawn = np.column_stack([comes, ~empty, ~empty, ~empty]).ravel()
    # Each gap ends a line. The next epoch begins another.
    line = np.append(0, np.cumsum(empty | lifted)[:-1]).repeat(4)
    if not lifted[-1]:
        across, at = np.append(across, float(x(last))), np.append(at, after[-1])
        drawn, line = np.append(drawn, True), np.append(line, line[-1])
    return _commands(across[drawn], at[drawn], line[drawn])


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
    turned = ~(level & np.append(level[1:], False))
    x, y, line = x[turned], y[turned], line[turned]
    columns = (_differ(line), x, y, np.diff(x, prepend=0), np.diff(y, prepend=0))
    steps = zip(*(column.tolist() for column in columns), strict=True)
    return "".join(f"M{_tenths(x)} {_tenths(y)}" if begin else _step(right, down) for begin, x, y, right, down in steps)


def _differ(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which values differ from the one before them. The first one always does."""
    return np.append(True, values[1:] != values[:-1])


def _step(right: int, down: int) -> str:
    if not down:
        return f"h{_tenths(right)}"
    return f"l{_tenths(right)} {_tenths(down)}" if right else f"v{_tenths(down)}"


def _tenths(value: int) -> str:
    return f"{value / 10:g}" if value % 10 else str(value // 10)
