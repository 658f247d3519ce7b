"""What the figures of the benchmark may be at most. Each bound stands here alone; tables and status follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounded:
    """A figure that has a bound.

    Attributes:
        name: What was measured.
        figure: What it came to.
        most: What it may be at most.
    """

    name: str
    figure: float
    most: float


@dataclass(frozen=True)
class StartBounds:
    """The bounds of the ratios to the published files, until Python is ready.

    Attributes:
        cold: Of the time of a first visit.
        warm: Of the time of the next visit.
        bytes: Of the bytes that the first visit fetches.
    """

    cold: float
    warm: float
    bytes: float


THIS_MACHINE, SLOW_LINE = "this machine", "10 Mbit/s, 40 ms"
START = {
    THIS_MACHINE: StartBounds(cold=0.18, warm=0.18, bytes=0.40),
    SLOW_LINE: StartBounds(cold=0.30, warm=0.20, bytes=0.40),
}
"""The bounds by the name of the network."""

KEYSTROKE_EPOCHS = 600
"""The length of the training whose keystrokes have bounds. The others are measured for comparison."""
KEYSTROKE = 40.0
"""Milliseconds that 95 of 100 keystrokes stay below."""
KEYSTROKE_IN_PYTHON = 5.0
"""Milliseconds of them in Python."""

CHANGE = 50.0
"""Milliseconds that 95 of 100 later changes of a figure of the docs stay below."""
FIRST_TOUCH = 1.5
"""From the first touch of a figure to its changed curve, in times of the simulator's start."""

READ_BYTES = 1.10
"""The bytes of a page that is read, in times of those of plain Material."""
READ_PYTHON = 0
"""The bytes of the browser's Python that such a page fetches."""

WARM_BUILD = 1.5
"""The processor time of a build with warm caches, in times of plain Material's."""

COLD_BUILD = 1.85
"""The processor time of a build with empty caches, in times of one that leaves Pyodide's machine code whole.

That is half more than a build took before the machine code was made smaller: 1.23 times as long as one that leaves it
whole takes since.
"""

SUITE_COLD, SUITE_WARM = 10.0, 8.0
"""Minutes of README's test command in a new clone: with empty caches, and once more."""
SUITE_FAILED = 0


def exceeded(figures: Iterable[Bounded]) -> list[str]:
    """Return a line for each figure that exceeds its bound.

    >>> exceeded([Bounded("a build", 1.5, 1.5), Bounded("a change, in milliseconds", 50.04, 50.0)])
    ['a change, in milliseconds: 50.04, but at most 50']
    """
    return [f"{each.name}: {each.figure:.4g}, but at most {each.most:g}" for each in figures if each.figure > each.most]
