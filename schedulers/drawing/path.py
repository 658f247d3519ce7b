"""The line of a curve, as an SVG path.

The rate is constant during an epoch, so an epoch is a level stretch from its start to its end. Where epochs are too
narrow for that to be seen, the line goes through their middles, and of those that share a column of the drawing only
the first, the last, the lowest and the highest are kept.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from schedulers.drawing.scales import Scale
from schedulers.mirror import RateArray

NARROWEST_STRETCH = 3
"""Epochs that are narrower, in units of the drawing, are not drawn as stretches."""

TOLERANCE = 0.1
"""How far, in units of the drawing, a line may pass by a point that is left out."""

Points = NDArray[np.float64]


def curve_path(lr: RateArray, epochs: tuple[int, int], x: Scale, y: Scale) -> str:
    """What the attribute ``d`` says to draw the rates ``lr`` of the epochs from ``epochs[0]`` up to ``epochs[1]``.

    Rates that the scale can't show leave a gap: those that are not finite, and on a logarithmic scale zeros.

    >>> import numpy as np
    >>> curve_path(np.array([1.0, 1.0, 0.5]), (0, 3), Scale(0, 3, 0, 30), Scale(0, 1, 100, 0))
    'M0 0H20V50H30'
    """
    first, last = epochs[0], min(epochs[1], len(lr))
    rates = lr[first:last]
    shown = np.flatnonzero(np.isfinite(rates) & ((rates > 0) | (not y.logarithmic)))
    if not shown.size:
        return ""
    epoch, place = shown + first, y(rates[shown])
    width_of_epoch = abs(x.end - x.start) / (x.high - x.low)
    if width_of_epoch < NARROWEST_STRETCH:
        return "".join(map(_line, _runs(x(epoch + 0.5), place, epoch)))
    return _stretches(x(epoch), x(epoch + 1), place, epoch)


def number(value: float) -> str:
    """A place with at most one decimal, which is finer than a screen.

    >>> number(12.34), number(5.0)
    ('12.3', '5')
    """
    return f"{value:.1f}".removesuffix(".0")


def _stretches(left: Points, right: Points, place: Points, epoch: NDArray[np.int64]) -> str:
    drawn: list[str] = []
    height = ""
    for index, at in enumerate(place):
        after_gap = index == 0 or epoch[index] != epoch[index - 1] + 1
        if not after_gap and number(at) == height:
            drawn[-1] = f"H{number(right[index])}"
            continue
        height = number(at)
        drawn += [f"M{number(left[index])} {height}" if after_gap else f"V{height}", f"H{number(right[index])}"]
    return "".join(drawn)


def _runs(across: Points, place: Points, epoch: NDArray[np.int64]) -> list[Points]:
    """The points to draw, without those that a column hides; a run for each part of the curve between two gaps."""
    column = np.floor(across).astype(np.int64)
    ends = np.flatnonzero(np.diff(column)) + 1
    firsts, lasts = np.append(0, ends), np.append(ends, column.size) - 1
    by_height = np.lexsort((place, column))
    kept = np.unique(np.concatenate([firsts, lasts, by_height[firsts], by_height[lasts]]))
    gap = (np.diff(epoch[kept]) > np.diff(kept)) & (np.diff(column[kept]) > 0)
    return np.split(np.column_stack([across[kept], place[kept]]), np.flatnonzero(gap) + 1)


def _line(points: Points) -> str:
    if len(points) == 1:  # a single epoch between two gaps, drawn as wide as a column
        return f"M{number(points[0, 0] - 0.5)} {number(points[0, 1])}h1"
    return "M" + "L".join(f"{number(across)} {number(at)}" for across, at in points[_needed(points)])


def _needed(points: Points) -> Sequence[int]:
    """The points between which straight lines pass all others within the tolerance (Ramer, Douglas and Peucker)."""
    needed = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = points[first + 1 : last]
        if not len(between):
            continue
        (left, start), (right, end) = points[first], points[last]
        straight = start + (end - start) * (between[:, 0] - left) / (right - left)
        off = np.abs(between[:, 1] - straight)
        furthest = int(np.argmax(off))
        if off[furthest] > TOLERANCE:
            middle = first + 1 + furthest
            needed.add(middle)
            waiting += [(first, middle), (middle, last)]
    return sorted(needed)
