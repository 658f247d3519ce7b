"""Draws curves as SVG for the docs, the simulator's page and files, in pure Python.

The same curves give the same text. It has no ids and no style sheet, so one page can hold any number of drawings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from schedulers.curve.marks import Mark
from schedulers.drawing.marks import lines, names, shaded, text_width
from schedulers.drawing.paint import FONT, curve_stroke, fill, stroke, text
from schedulers.drawing.path import curve_path, kept_path, number
from schedulers.drawing.scales import Scale, epoch_ticks, extremes, rate_range, rate_ticks
from schedulers.layout import EPOCHS, Clock
from schedulers.mirror import RateArray

__all__ = ["DrawnCurve", "as_file", "chart_svg"]

_TICK_SIZE = 12  # the size of the axes' text, in units of the drawing
_HEADING_SIZE = 13
_LEGEND_ROW = 20


@dataclass(frozen=True)
class DrawnCurve:
    """A curve to draw.

    Attributes:
        name: What the legend calls it.
        lr: The rate used during each epoch; float64, shape ``[epochs]``.
        marks: What to mark on it.
        muted: Whether the curve is a grey background to compare the others with.
        style: The number of its dash and colour, from 0, the unbroken line; by default, its place
            among the curves.
    """

    name: str
    lr: RateArray
    marks: Sequence[Mark] = ()
    muted: bool = False
    style: int | None = None


def chart_svg(
    curves: Sequence[DrawnCurve],
    *,
    title: str,
    description: str = "",
    heading: str = "",
    width: int = 720,
    height: int = 320,
    axes: bool = True,
    logarithmic: bool = False,
    epochs: tuple[int, int] | None = None,
    rates: tuple[float, float] | None = None,
    clock: Clock = EPOCHS,
) -> str:
    """Draw rate against epoch, as an ``<svg>`` element that is also a complete SVG file.

    Args:
        curves: What to draw; with several, dash and colour tell them apart, and a legend names those that are not
            muted.
        title: The name of the drawing, for screen readers.
        description: A description of the drawing, for screen readers.
        heading: A visible line above the drawing. It is cut off where it does not fit.
        width: Width in pixels; text is 11 or 12 pixels high.
        height: Height in pixels.
        axes: Draw axes, names and a legend. Without them the drawing is a thumbnail.
        logarithmic: Make the rate's axis logarithmic; zeros are left out.
        epochs: The first epoch to show, and the one after the last; by default, all epochs of the longest curve.
        rates: The lowest and the highest rate that the axis must have room for; by default, those of the curves.
        clock: What is counted, and so what the axis is called.

    >>> import numpy as np
    >>> svg = chart_svg([DrawnCurve("halved", np.array([0.1, 0.1, 0.05]))], title="A rate that is halved")
    >>> svg[:4], "<title>A rate that is halved</title>" in svg
    ('<svg', True)
    """
    first, last = epochs or (0, max(1, *(len(curve.lr) for curve in curves)))
    shown = rates or extremes([curve.lr[first:last] for curve in curves], logarithmic=logarithmic)
    low, high = rate_range(*shown, logarithmic=logarithmic)
    several = axes and sum(not curve.muted for curve in curves) > 1
    above = _LEGEND_ROW + 4 if heading else 0
    legend, rows = _legend(curves, width, above) if several else ("", 0)
    marks = list(dict.fromkeys(mark for curve in curves for mark in curve.marks))
    above += _room_above(marks) + rows * _LEGEND_ROW
    top, right, bottom, left = (above, _room_beside(marks), 48, 0) if axes else (3, 1, 3, 1)
    labelled = tuple(rate_ticks(low, high, height - top - bottom, logarithmic=logarithmic)) if axes else ()
    if axes:
        left = 34 + round(max(text_width(label, _TICK_SIZE) for _, label in labelled))
    x = Scale(first, last, left, width - right)
    y = Scale(low, high, height - bottom, top, logarithmic)

    in_front = [*filter(lambda placed: placed[1].muted, enumerate(curves))]
    in_front += [placed for placed in enumerate(curves) if not placed[1].muted]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="{FONT}" style="font-family:var(--drawing-font,{FONT})">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>" if description else "",
        f'<rect width="{width}" height="{height}" {fill("background")}/>',
        shaded(marks, x, y),
        _axes(x, y, labelled, height, clock) if axes else _ground(x, y),
        lines(marks, x, y),
        names(marks, x, y) if axes else "",
        *(f'<path d="{_path_of(curve, (first, last), x, y)}" {_line_of(curve, index)}/>' for index, curve in in_front),
        _heading(heading, width) if heading else "",
        legend,
        "</svg>",
    ]
    return "".join(parts)


def as_file(svg: str) -> str:
    """Return the drawing with fixed colours, for a file. Some programs do not understand a page's CSS variables.

    >>> import numpy as np
    >>> svg = chart_svg([DrawnCurve("constant", np.ones(3))], title="A constant rate")
    >>> "var(" in svg, "var(" in as_file(svg)
    (True, False)
    """
    # Text is escaped, so a match is a real attribute. Each style stands beside a plain attribute with fixed colours.
    return re.sub(r' style="[^"]*"', "", svg)


def _room_above(marks: Sequence[Mark]) -> int:
    """Compute the space above the plot, for the names of upright marks."""
    return 30 if any(mark.epoch is not None for mark in marks) else 12


def _room_beside(marks: Sequence[Mark]) -> int:
    """Compute the space to the right of the plot, for the names of levels and half of the last tick's label."""
    return 52 if any(mark.lr is not None for mark in marks) else 24


@lru_cache(maxsize=8)
def _axes(x: Scale, y: Scale, labelled: tuple[tuple[float, str], ...], height: int, clock: Clock) -> str:
    """Draw the axes. They are kept, because they stay as they are while somebody moves a curve in its figure."""
    left, right, bottom, top = number(x.start), number(x.end), y.start, y.end
    epochs = epoch_ticks(int(x.low), int(x.high), x.end - x.start)
    across, up = [x.at(epoch) for epoch in epochs], [y.at(tick) for tick, _ in labelled]
    grid = [f"M{number(at)} {number(top)}V{number(bottom + 4)}" for at in across]
    grid += [f"M{number(x.start - 4)} {number(at)}H{right}" for at in up]
    middle = number((bottom + top) / 2)
    labels = [
        f'<text x="{number(at)}" y="{number(bottom + 17)}" text-anchor="middle">{epoch:,}</text>'
        for at, epoch in zip(across, epochs, strict=True)
    ]
    labels += [
        f'<text x="{number(x.start - 8)}" y="{number(at + 4)}" text-anchor="end">{label}</text>'
        for at, (_, label) in zip(up, labelled, strict=True)
    ]
    across_middle = number((x.start + x.end) / 2)
    labels += [
        f'<text x="{across_middle}" y="{number(height - 10)}" text-anchor="middle">{escape(clock.one)}</text>',
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">learning rate</text>',
    ]
    frame = f"M{left} {number(top)}V{number(bottom)}H{right}"
    return (
        f'<path d="{"".join(grid)}" {stroke("grid")}/><path d="{frame}" {stroke("mark")}/>'
        f"<g {text(_TICK_SIZE)}>{''.join(labels)}</g>"
    )


def _ground(x: Scale, y: Scale) -> str:
    """Draw the line at the bottom of a thumbnail."""
    return f'<path d="M{number(x.start)} {number(y.start)}H{number(x.end)}" {stroke("grid")}/>'


def _path_of(curve: DrawnCurve, epochs: tuple[int, int], x: Scale, y: Scale) -> str:
    return kept_path(curve.lr.tobytes(), epochs, x, y) if curve.muted else curve_path(curve.lr, epochs, x, y)


def _line_of(curve: DrawnCurve, index: int) -> str:
    return curve_stroke(index if curve.style is None else curve.style, muted=curve.muted)


def _heading(heading: str, width: int) -> str:
    longest = int((width - 16) / text_width("x", _HEADING_SIZE))
    shown = heading if len(heading) <= longest else f"{heading[: longest - 1]}\N{HORIZONTAL ELLIPSIS}"
    return f'<text x="8" y="19" {text(_HEADING_SIZE)} font-weight="700">{escape(shown)}</text>'


def _legend(curves: Sequence[DrawnCurve], width: int, above: int) -> tuple[str, int]:
    """Draw the names of the curves in rows below the height ``above``; return them with the number of rows."""
    across, row, drawn = 8.0, 0, []
    for index, curve in enumerate(curves):
        if curve.muted:
            continue
        wide = 34 + text_width(curve.name, _TICK_SIZE) + 18
        if across > 8 and across + wide > width:
            across, row = 8.0, row + 1
        at = above + row * _LEGEND_ROW + 16
        drawn.append(
            f'<path d="M{number(across)} {at - 4}h28" {_line_of(curve, index)}/>'
            f'<text x="{number(across + 34)}" y="{at}">{escape(curve.name)}</text>'
        )
        across += wide
    return f"<g {text(_TICK_SIZE)}>{''.join(drawn)}</g>", row + 1
