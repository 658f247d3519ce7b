"""The line of a curve, as an SVG path.

The rate is constant during an epoch, so an epoch is a level stretch from its start to its end, and a jump is upright.
Epochs that share a unit of the drawing's width are drawn as one: from the rate before them over their lowest and
highest to the last of them. The chart of the simulator's page draws in the same way (``curve-path.ts``).
"""

import numpy as np

from schedulers.drawing.scales import Scale
from schedulers.mirror import RateArray


def curve_path(lr: RateArray, epochs: tuple[int, int], x: Scale, y: Scale) -> str:
    """What the attribute ``d`` says to draw the rates ``lr`` of the epochs from ``epochs[0]`` up to ``epochs[1]``.

    Rates that the scale can't show leave a gap: those that are not finite, and on a logarithmic scale zeros.

    >>> import numpy as np
    >>> curve_path(np.array([1.0, 1.0, 0.5]), (0, 3), Scale(0, 3, 0, 30), Scale(0, 1, 100, 0))
    'M0 0H20V50H30'
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
    groups = np.column_stack([x(starts), x(last_ones), upper, lower, place[last_ones - first]])

    line = _Line()
    before = np.nan  # the height at which the line comes from the left, where it does
    for left, right, top, bottom, after in groups.tolist():
        if not np.isnan(before):
            line.to(left, before)
        if top > bottom:  # there is nothing to show
            line.lift()
        else:
            nearer, further = (bottom, top) if abs(before - bottom) < abs(before - top) else (top, bottom)
            line.to(left, nearer)
            line.to(right, further)
            if np.isnan(after):
                line.to(left + 1, further)  # or else what is alone between two gaps would not be seen
                line.lift()
            else:
                line.to(right, after)
        before = after
    if not np.isnan(before):
        line.to(float(x(last)), before)
    return line.path


def number(value: float) -> str:
    """A place with at most one decimal, which is finer than a screen.

    >>> number(12.34), number(5.0)
    ('12.3', '5')
    """
    return f"{value:.1f}".removesuffix(".0")


class _Line:
    """A line that goes to the right, up and down, in as few commands as it takes."""

    def __init__(self) -> None:
        self._commands: list[str] = []
        self._place: tuple[str, str] | None = None

    @property
    def path(self) -> str:
        return "".join(self._commands)

    def to(self, across: float, at: float) -> None:
        """Go on to a place, or begin there."""
        place = number(across), number(at)
        if self._place is None:
            self._commands.append(f"M{place[0]} {place[1]}")
        elif place[1] == self._place[1] and self._commands[-1].startswith("H"):
            self._commands[-1] = f"H{place[0]}"
        elif place[1] == self._place[1] and place != self._place:
            self._commands.append(f"H{place[0]}")
        elif place[0] == self._place[0] and place != self._place:
            self._commands.append(f"V{place[1]}")
        elif place != self._place:
            self._commands.append(f"L{place[0]} {place[1]}")
        self._place = place

    def lift(self) -> None:
        """Begin anew with the next place."""
        self._place = None
