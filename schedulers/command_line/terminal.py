"""Draws curves with characters, for a terminal."""

import math
import os
import shutil
import sys
from collections.abc import Sequence

import numpy as np

from schedulers.mirror import RateArray
from schedulers.notes import rate_text

NARROWEST, WIDEST = 40, 110
"""Columns: a narrower drawing shows nothing, in a wider one the eye loses the line."""

_LABELS = 14  # columns that plotille gives to the labels of the rate
_ROWS = 14
_TICK = 10  # columns from one tick of the epochs to the next
_HEADROOM = 1.05
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
_COLOURS = ("blue", "red", "green", "magenta", "cyan", "yellow")


class DrawingError(Exception):
    """The curves can't be drawn here; says why, and what to do."""


def drawing(curves: Sequence[tuple[str, RateArray]], *, logarithmic: bool, columns: int | None = None) -> str:
    """Rate against epoch as lines of text; several curves carry letters, and a legend names them.

    Args:
        curves: Each under its name; float64, shape ``[epochs]``. The numbers of epochs may differ.
        logarithmic: Whether equal steps stand for equal factors, which leaves out rates of zero.
        columns: Width of the whole; where it is not given, that of the terminal.

    Raises:
        DrawingError: plotille is not installed.
    """
    try:
        import plotille  # noqa: PLC0415  # an extra, and most of what the command does goes without it
    except ImportError:
        raise DrawingError("Drawing needs plotille: python3 -m pip install plotille") from None
    width = (columns or min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)) - _LABELS
    longest = max(len(lr) for _, lr in curves)
    step = _round_above(longest / (width // _TICK))
    low, high = _limits([lr for _, lr in curves], logarithmic=logarithmic)

    figure = plotille.Figure()
    # As wide as it takes for whole epochs to stand at the ticks.
    figure.width, figure.height = max(_TICK, math.ceil(longest / step * _TICK)), _ROWS
    figure.with_colors = _takes_colours() and len(curves) > 1
    figure.color_mode = "names"
    figure.origin = False
    figure.x_label, figure.y_label = "epoch", "rate"
    figure.set_x_limits(0, figure.width * step / _TICK)
    figure.set_y_limits(low, high)
    figure.x_ticks_fkt = lambda epoch, _: f"{epoch:.7g}"
    figure.y_ticks_fkt = lambda height, _: f"{rate_text(_rate_at(height, logarithmic=logarithmic)):>10}"
    for index, (name, lr) in enumerate(curves):
        letter, colour = chr(ord("A") + index), _COLOURS[index % len(_COLOURS)]
        epochs, heights = _line(lr, longest / (2 * width), logarithmic=logarithmic)
        figure.plot(epochs, heights, lc=colour, label=f"{letter}  {name}")
        if len(curves) > 1 and epochs:
            place = len(epochs) * (index + 1) // (len(curves) + 1)
            figure.text([epochs[place]], [heights[place]], [letter], lc=colour)
    return str(figure.show(legend=len(curves) > 1))


def _limits(curves: Sequence[RateArray], *, logarithmic: bool) -> tuple[float, float]:
    """Where the axis of the rate begins and ends; its logarithms on a logarithmic scale."""
    rates = np.concatenate(curves)
    rates = rates[np.isfinite(rates) & (rates > 0)]
    if not rates.size:
        return (-1.0, 0.0) if logarithmic else (0.0, 1.0)
    highest = float(rates.max())
    if not logarithmic:
        return 0.0, min(_ROWS * _round_above(max(highest * _HEADROOM / _ROWS, sys.float_info.min)), sys.float_info.max)
    lowest_power, highest_power = math.log10(float(rates.min())), math.log10(highest)
    room = max(highest_power - lowest_power, 1.0) / _ROWS
    return lowest_power - room, highest_power + room


def _rate_at(height: float, *, logarithmic: bool) -> float:
    """The rate that a height stands for, in three digits; the axis may reach a little beyond all numbers."""
    rate = 10.0 ** min(max(height, -323), 308) if logarithmic else height
    return float(f"{rate:.3g}")


def _round_above(value: float) -> float:
    """The next number that is easily counted in.

    >>> _round_above(14.3), _round_above(0.0071), _round_above(0.4)
    (15.0, 0.008, 0.4)
    """
    power = math.floor(math.log10(value))
    digits = next((digits for digits in _ROUND if digits * 10.0**power >= value * (1 - 1e-12)), 10)
    return float(f"{digits}e{power}")


def _line(lr: RateArray, epochs_per_dot: float, *, logarithmic: bool) -> tuple[list[float], list[float]]:
    """Points to connect: a level stretch for each epoch, or lowest and highest rate where a dot stands for many."""
    epoch = np.arange(len(lr), dtype=np.float64)
    if epochs_per_dot > 1:
        starts = np.unique(np.floor(np.arange(0, len(lr), epochs_per_dot)).astype(np.int64))
        epochs = np.repeat(epoch[starts], 2)
        rates = np.stack([np.minimum.reduceat(lr, starts), np.maximum.reduceat(lr, starts)], axis=1).reshape(-1)
    else:
        epochs, rates = np.stack([epoch, epoch + 1], axis=1).reshape(-1), np.repeat(lr, 2)
    shown = np.isfinite(rates) & ((rates > 0) | (not logarithmic))
    heights = np.log10(rates[shown]) if logarithmic else rates[shown]
    return epochs[shown].tolist(), heights.tolist()


def _takes_colours() -> bool:
    """Whether standard output shows colours: a terminal does, unless its owner asks for none."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
