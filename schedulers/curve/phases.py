"""Names the part of the schedule that each epoch lies in, from the parts that its scheduler declares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schedulers.parts import Item, Part, Series

UNNAMED = ""
"""The name of an epoch's part where the scheduler declares none."""

MOST_STRETCHES = 255
"""The largest number of parts that a scheduler may declare. A byte holds the part of an epoch."""


@dataclass(frozen=True)
class Phases:
    """The part of the schedule that each epoch lies in.

    Attributes:
        kinds: What the parts are called, each once; the first is `UNNAMED`.
        kind: Index into ``kinds``; uint8, shape ``[epochs]``.
        number: The running number of the part, counted from 1, or 0 where there is only one; int32, shape ``[epochs]``.
    """

    kinds: tuple[str, ...]
    kind: NDArray[np.uint8]
    number: NDArray[np.int32]

    def names(self) -> NDArray[np.str_]:
        """Kind and number of each epoch's part as text, such as ``"decay 2"``; shape ``[epochs]``."""
        both = np.stack([self.kind.astype(np.int64), self.number.astype(np.int64)])
        distinct, inverse = np.unique(both, axis=1, return_inverse=True)
        texts = [f"{self.kinds[kind]} {number}" if number else self.kinds[kind] for kind, number in distinct.T]
        return np.array(texts)[inverse.reshape(-1)]


def phases(items: Sequence[Item], length: int) -> Phases:
    """Find the part that each of ``length`` epochs lies in.

    >>> phases([Part("constant"), Series("decay", starts=[1, 3])], 4).names().tolist()
    ['constant', 'decay 1', 'decay 1', 'decay 2']
    """
    painted, number = paint(items, length)
    stretches = [item for item in items if isinstance(item, Part | Series)]
    kinds = tuple(dict.fromkeys([UNNAMED, *(stretch.name for stretch in stretches)]))
    index = np.array([0, *(kinds.index(stretch.name) for stretch in stretches)], dtype=np.uint8)
    return Phases(kinds, index[painted], number)


def paint(items: Sequence[Item], length: int) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Find the uppermost stretch of each epoch, counted from 1 (0 for none), and its running number."""
    painted = np.zeros(length, dtype=np.uint8)
    number = np.zeros(length, dtype=np.int32)
    stretches = [item for item in items if isinstance(item, Part | Series)]
    for index, stretch in enumerate(stretches, start=1):
        if isinstance(stretch, Part):
            covered = slice(first_epoch(stretch.start, length), first_epoch(stretch.end, length))
            painted[covered], number[covered] = index, 0
            continue
        numbers = running_numbers(stretch, length)
        begun = first_epoch(stretch.start if stretch.starts is None else _first(stretch.starts), length)
        painted[begun:], number[begun:] = index, numbers[begun:]
    return painted, number


def running_numbers(series: Series, length: int) -> NDArray[np.int32]:
    """Find the number of the stretch that each of ``length`` epochs lies in.

    It is 0 before the first (int32, ``[length]``).
    """
    if series.starts is not None:
        epoch = np.arange(length, dtype=np.int64)
        begun = np.searchsorted(np.asarray(series.starts, dtype=np.float64), epoch, side="right")
        return np.asarray(np.minimum(begun, _countable(series)), dtype=np.int32)
    # In place, because of a million epochs each array takes eight megabytes.
    passed = np.arange(length, dtype=np.float64)
    with np.errstate(over="ignore"):
        passed -= float(series.start)
        passed /= float(series.every)
    np.minimum(passed, 2.0**53, out=passed)  # a float counts no further one by one
    np.floor(passed, out=passed)
    passed += 1
    np.clip(passed, 0, _countable(series), out=passed)
    return passed.astype(np.int32)


def first_epoch(place: float, length: int) -> int:
    """Find the first of ``length`` epochs that is not before ``place``. Without one, return ``length``.

    >>> first_epoch(2.5, 10), first_epoch(float("inf"), 10), first_epoch(-1, 10)
    (3, 10, 0)
    """
    return length if place >= length else max(math.ceil(place), 0)


def _countable(series: Series) -> float:
    return min(series.count, float(np.iinfo(np.int32).max))


def _first(starts: Sequence[float]) -> float:
    return min(starts, default=math.inf)
