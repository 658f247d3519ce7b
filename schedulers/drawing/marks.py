"""Draws the marks of the curves: shaded intervals, lines where an interval begins, and levels of the rate."""

from collections.abc import Iterable, Iterator
from html import escape

from schedulers.curve.marks import Mark
from schedulers.drawing.paint import fill, stroke, text
from schedulers.drawing.path import number
from schedulers.drawing.scales import Scale

NAME_SIZE = 11
NAME_GAP = 8
"""The least distance between two names, in units of the drawing."""

LINE_GAP = 3
"""Lines that are nearer to each other than this are drawn as one."""

TICK_GAP = 12
"""Lines that are nearer to each other than this are short, so that they do not cover the curve."""


def text_width(content: str, size: float) -> float:
    """Estimate the width of a text: a little more than it takes in common sans-serif fonts."""
    return 0.6 * size * len(content)


def shaded(marks: Iterable[Mark], x: Scale, y: Scale) -> str:
    """Draw the area of each shaded interval."""
    drawn = []
    for mark in marks:
        if mark.begin is None or mark.epoch is None:
            continue
        left, right = max(x.at(mark.begin), x.start), min(x.at(mark.epoch), x.end)
        if left < right:
            place = f'x="{number(left)}" y="{number(y.end)}"'
            size = f'width="{number(right - left)}" height="{number(y.start - y.end)}"'
            drawn.append(f"<rect {place} {size} {fill('shade')}/>")
    return "".join(drawn)


def lines(marks: Iterable[Mark], x: Scale, y: Scale) -> str:
    """Draw a line for each mark: upright at an epoch, or level at a rate."""
    upright = list(_upright(_inside(marks, x)))
    long = [f"M{number(at)} {number(y.end)}V{number(y.start)}" for at, crowded in upright if not crowded]
    long += [f"M{number(x.start)} {number(at)}H{number(x.end)}" for _, at in _levels(marks, y)]
    short = [f"M{number(at)} {number(y.end)}v8" for at, crowded in upright if crowded]
    drawn = ((long, stroke("mark", dash="3 3")), (short, stroke("mark")))
    return "".join(f'<path d="{"".join(paths)}" {style}/>' for paths, style in drawn if paths)


def names(marks: Iterable[Mark], x: Scale, y: Scale) -> str:
    """Write the names of levels beside the plot, and as many other names as fit above it, the best ones first."""
    taken: list[tuple[float, float]] = []
    drawn = []
    for mark, at in sorted(_inside(marks, x), key=lambda placed: not placed[0].main):
        wide = text_width(mark.label, NAME_SIZE)
        # The name of a shaded interval stands for the whole of it, so its end gets none.
        middle = at if mark.begin is None else (max(x.at(mark.begin), x.start) + at) / 2
        left = min(max(middle - wide / 2, x.start), max(x.end - wide, x.start))
        if any(left < end + NAME_GAP and start < left + wide + NAME_GAP for start, end in taken):
            continue
        taken.append((left, left + wide))
        drawn.append(_name(mark, left + wide / 2, y.end - 7, "middle"))
    drawn += [_name(mark, x.end + 5, at + 4, "start") for mark, at in _levels(marks, y)]
    return f"<g {text(NAME_SIZE)}>{''.join(drawn)}</g>" if drawn else ""


def _name(mark: Mark, across: float, at: float, anchor: str) -> str:
    return f'<text x="{number(across)}" y="{number(at)}" text-anchor="{anchor}">{escape(mark.label)}</text>'


def _inside(marks: Iterable[Mark], x: Scale) -> list[tuple[Mark, float]]:
    placed = [(mark, x.at(mark.epoch)) for mark in marks if mark.epoch is not None]
    return sorted((each for each in placed if x.start <= each[1] <= x.end), key=lambda each: each[1])


def _levels(marks: Iterable[Mark], y: Scale) -> list[tuple[Mark, float]]:
    rates = [(mark, mark.lr) for mark in marks if mark.lr is not None]
    placed = [(mark, y.at(rate)) for mark, rate in rates if rate > 0 or not y.logarithmic]
    return [each for each in placed if y.end <= each[1] <= y.start + 1]


def _upright(placed: list[tuple[Mark, float]]) -> Iterator[tuple[float, bool]]:
    """Return the place of each line, and whether others are near."""
    drawn = -float("inf")
    for index, (mark, at) in enumerate(placed):
        if at - drawn < LINE_GAP:
            continue
        following = placed[index + 1][1] if index + 1 < len(placed) else float("inf")
        yield at, min(at - drawn, following - at) < TICK_GAP and not mark.main
        drawn = at
