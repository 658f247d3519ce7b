"""Draws curves with characters, for a terminal."""

import os
import shutil
import string
import sys
from collections.abc import Sequence
from itertools import cycle, pairwise

import numpy as np

from schedulers.drawing.scales import Scale, epoch_ticks, extremes, rate_range, rate_ticks
from schedulers.layout import EPOCHS, Clock
from schedulers.mirror import RateArray

NARROWEST, WIDEST = 40, 110
"""The least and the most columns. A narrower drawing shows nothing, and a wider one is hard to follow."""

_LABEL = 10  # columns for a rate beside the drawing: always the same, so that drawings can be compared
_ROWS = 13
_DOTS_ACROSS, _DOTS_UP = 2, 4  # dots of a character
_TICK_COLUMNS, _TICK_ROWS = 10, 2  # the least distance from one tick to the next
_COLOURS = ("blue", "red", "green", "magenta", "cyan", "yellow")
_LETTERS = string.ascii_uppercase + string.ascii_lowercase

_UPPER_DOTS, _LOWER_DOTS = 0b00011011, 0b11100100
_ASCII = {0x2800 + dots: " '.:"[bool(dots & _UPPER_DOTS) + 2 * bool(dots & _LOWER_DOTS)] for dots in range(256)}


class DrawingError(Exception):
    """Raised when the curves can't be drawn here. The message says why, and what to do."""


def drawing(
    curves: Sequence[tuple[str, RateArray]], *, logarithmic: bool, columns: int | None = None, clock: Clock = EPOCHS
) -> str:
    """Draw rate against epoch or step as lines of text. Several curves have letters, and a legend names them.

    Args:
        curves: The rates of each curve, by its name; float64, shape ``[epochs]``. The numbers of epochs may differ.
        logarithmic: Whether the rate's axis is logarithmic. Rates of zero are left out then.
        columns: The width of the drawing without the names in the legend; by default, that of the terminal.
        clock: What is counted, and so what the axis is called.

    Raises:
        DrawingError: plotille is not installed.
    """
    try:
        import plotille  # noqa: PLC0415  # an extra, and most of what the command does goes without it
    except ImportError:
        raise DrawingError("Drawing needs plotille: python3 -m pip install plotille") from None
    found = extremes([lr for _, lr in curves], logarithmic=logarithmic)
    dots_up = _ROWS * _DOTS_UP
    y = Scale(*rate_range(*found, logarithmic=logarithmic), 0, dots_up - 1, logarithmic)
    beside = _beside(y)
    width = (columns or min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)) - len(beside[0])
    dots_across = width * _DOTS_ACROSS
    x = Scale(0, max(len(lr) for _, lr in curves), 0, dots_across - 1)

    canvas = plotille.Canvas(width, _ROWS, 0, 0, dots_across, dots_up, mode="names")
    several = len(curves) > 1
    colours = cycle(_COLOURS if several and _takes_colours() else [None])
    legend = []
    for index, ((name, lr), letter, colour) in enumerate(zip(curves, cycle(_LETTERS), colours, strict=False)):
        points = _line(lr, x, y)
        for (left, start), (right, end) in pairwise(points):
            canvas.line(left, start, right, end, color=colour)
        if several and points:
            canvas.text(*points[len(points) * (index + 1) // (len(curves) + 1)], letter, color=colour)
        legend.append(plotille.color(f"{letter}  {name}", fg=colour, mode="names"))
    rows = map("".join, zip(beside, ["", *canvas.plot(linesep="\n").split("\n")], strict=True))
    return "\n".join([*rows, *_below(x, width, len(beside[0]), clock), *(["", *legend] if several else [])])


def in_ascii(drawn: str) -> str:
    r"""Redraw in ASCII, with two dots where a Braille character has eight.

    >>> in_ascii("\u2809\u28c0\u28ff\u2800|")
    "'.: |"
    """
    return drawn.translate(_ASCII)


def _beside(y: Scale) -> list[str]:
    """Return the text to the left of each row, from the top: the rate at a tick, and the axis; and the axis's name."""
    ticks = rate_ticks(y.low, y.high, _ROWS, logarithmic=y.logarithmic, space=_TICK_ROWS)
    labels = {round(float(y(rate))) // _DOTS_UP: label for rate, label in ticks}
    wide = max(_LABEL, *map(len, labels.values()))
    return [f"{'(rate)':>{wide}} ^ ", *(f"{labels.get(row, ''):>{wide}} | " for row in reversed(range(_ROWS)))]


def _below(x: Scale, width: int, beside: int, clock: Clock) -> list[str]:
    """Draw the axis of the epochs, with its labels and its name."""
    axis, labels = ["-"] * width, [" "] * width
    free = 0
    for epoch in epoch_ticks(int(x.low), int(x.high), width, space=_TICK_COLUMNS):
        label = f"{epoch:,}"
        column = round(float(x(epoch))) // _DOTS_ACROSS
        axis[column] = "|"
        start = min(max(column - len(label) // 2, 0), width - len(label))
        if start >= free:
            labels[start : start + len(label)] = label
            free = start + len(label) + 1
    edge = f"{'':{beside - 2}}| "
    return [f"{'|-':->{beside}}{''.join(axis)}", f"{edge}{''.join(labels)}", f"{edge}{f'({clock.one})':>{width}}"]


def _line(lr: RateArray, x: Scale, y: Scale) -> list[tuple[float, float]]:
    """Return the dots to connect: a level line for each epoch, or the lowest and the highest rate of a dot's epochs."""
    epoch = np.arange(len(lr), dtype=np.float64)
    if x.high - x.low > x.end - x.start:
        starts = np.flatnonzero(np.diff(np.floor(x(epoch)), prepend=-1))
        epochs = np.repeat(epoch[starts], 2)
        rates = np.stack([np.minimum.reduceat(lr, starts), np.maximum.reduceat(lr, starts)], axis=1).reshape(-1)
    else:
        epochs, rates = np.stack([epoch, epoch + 1], axis=1).reshape(-1), np.repeat(lr, 2)
    shown = np.isfinite(rates) & ((rates > 0) | (not y.logarithmic))
    return list(zip(x(epochs[shown]).tolist(), y(rates[shown]).tolist(), strict=True))


def _takes_colours() -> bool:
    """Tell whether standard output shows colours. A terminal does, unless the user turned them off."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
