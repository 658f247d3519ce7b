"""Declares the parts of a curve: named stretches, marked places, and levels of the rate.

A scheduler gives a list of these items for a configuration. Stretches are painted one over the other in their order, as
a ramp covers the beginning of a cosine that runs underneath. Phases, marks and the general notes are derived from the
list. The rate is not: class and mirror stay independent of it; `schedulers.registries.parts_check` compares the two.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A stretch of the curve that occurs once, such as a warm-up.

    Attributes:
        name: What the stretch is called, such as ``"warm-up"``.
        start: The first epoch of the stretch.
        end: The first epoch after the stretch; infinite when it lasts to the end of training.
        field: Name of the field that decides its extent, for notes.
        shaded: Whether the chart shades the stretch and writes its name into it.
        constant: Whether the rate is one and the same in the whole stretch.
        until: Name of the `Place` that ends the stretch; beyond training, it cuts the stretch off.
    """

    name: str
    start: float = 0
    end: float = math.inf
    field: str = ""
    shaded: bool = False
    constant: bool = False
    until: str = ""


@dataclass(frozen=True)
class Series:
    """Stretches of one name with a running number, such as decay 1, decay 2, ...

    Attributes:
        name: What each stretch is called; its number follows.
        every: Epochs from one beginning to the next.
        start: The first beginning, when they follow ``every`` so many epochs.
        starts: All beginnings, where they are not evenly spaced; increasing.
        count: How many stretches there are at the most; the last one lasts on.
        field: Name of the field that decides where the stretches begin, for notes.
        mark: What the chart writes where a stretch begins, with a number behind it; nothing when it is empty.
        first_mark: The number behind ``mark`` at the first beginning.

    >>> Series("decay", every=30, start=30, mark="decay").beginnings(100)
    [30.0, 60.0, 90.0]
    """

    name: str
    every: float = math.inf
    start: float = 0
    starts: Sequence[float] | None = None
    count: float = math.inf
    field: str = ""
    mark: str = ""
    first_mark: int = 1

    def beginnings(self, length: int, most: int = 1000) -> list[float]:
        """Find where the first stretches begin within a training of ``length`` epochs, at most so many."""
        if self.starts is not None:
            return [float(start) for start in self.starts if start < length][:most]
        found = (
            self.start + index * self.every if index else self.start for index in range(int(min(self.count, most)))
        )
        return [float(start) for start in found if start < length]


@dataclass(frozen=True)
class Place:
    """An epoch that the chart marks, such as the one at which a decay ends.

    Attributes:
        name: What the chart writes there; often the name of the field that says the epoch.
        epoch: The epoch.
        field: Name of the field that says it, for notes; empty when it is called like the place.
    """

    name: str
    epoch: float
    field: str = ""


@dataclass(frozen=True)
class Level:
    """A rate that the chart marks, such as the lowest one.

    Attributes:
        name: What the chart writes beside it; often the name of the field that says the rate.
        rate: The rate.
        field: Name of the field that says it, for notes; empty when it is called like the level.
    """

    name: str
    rate: float
    field: str = ""


Item = Part | Series | Place | Level
"""A part, a series of parts, a marked place, or a level."""

Parts = Callable[..., Iterable[Item]]
"""Gives the items of a configuration.

Called with those of the scheduler's fields, ``base`` and the length of training that it has parameters for, by name.
"""


@dataclass(frozen=True)
class DeclaredNote:
    """A note that a scheduler declares itself.

    Attributes:
        field: Name of the field that it is about.
        epoch: The epoch that it is about.
        message: A sentence with the epoch and its rate in it.
    """

    field: str
    epoch: int
    message: str
