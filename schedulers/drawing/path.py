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
    heights = [upper, lower, place[starts - first], place[last_ones - first]]
    groups = np.column_stack([x(starts), x(last_ones), *heights])

    line = _Line()
    before = np.nan  # the height at which the line comes from the left, where it does
    for left, right, top, bottom, own, after in groups.tolist():
        if not np.isnan(before):
            line.to(left, before)
        if top > bottom:  # there is nothing to show
            line.lift()
        else:
            start = own if np.isnan(before) else before
            nearer, further = (bottom, top) if abs(start - bottom) < abs(start - top) else (top, bottom)
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
    """A line in as few commands as it takes: steps from place to place, which repeat and therefore pack well."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, int, int]] = []
        self._place: tuple[int, int] | None = None

    @property
    def path(self) -> str:
        return "".join(_command(*step) for step in self._steps)

    def to(self, across: float, at: float) -> None:
        """Go on to a place, or begin there. Places are whole tenths, so that steps do not add up to an error."""
        place = round(10 * across), round(10 * at)
        if self._place is None:
            self._steps.append(("M", *place))
        else:
            right, down = place[0] - self._place[0], place[1] - self._place[1]
            kind = ("l" if down else "h") if right else "v"
            if kind == "h" and self._steps[-1][0] == "h":
                self._steps[-1] = ("h", self._steps[-1][1] + right, 0)
            elif right or down:
                self._steps.append((kind, right, down))
        self._place = place

    def lift(self) -> None:
        """Begin anew with the next place."""
        self._place = None


def _command(kind: str, across: int, down: int) -> str:
    if kind in "hv":
        return f"{kind}{number((across or down) / 10)}"
    return f"{kind}{number(across / 10)} {number(down / 10)}"
