"""Finds the marks of a chart: epochs, stretches of epochs, and levels of the rate.

The marks are derived from the parts that a scheduler declares.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.curve.phases import first_epoch, paint, running_numbers
from schedulers.parts import Item, Level, Part, Place, Series

MOST = 500
"""The largest number of marks of one kind that a chart lists.

More of them could not be told apart, so they are counted.
"""


@dataclass(frozen=True)
class Mark:
    """A mark on a chart: an epoch, a stretch of epochs, or a level of the rate.

    Attributes:
        kind: What it has in common with others of its kind, such as ``"restart"``.
        label: What to call it, such as ``"restart 2"``.
        epoch: Where it stands: the epoch that it begins with, or for a shaded stretch the first one after it.
        lr: The rate that it stands at. When this and ``epoch`` are ``None``, the label counts what is too much to mark.
        begin: The first epoch of a shaded stretch; ``None`` where nothing is shaded.
        main: Whether it is named before others, and drawn in full however many stand beside it.
    """

    kind: str
    label: str
    epoch: int | None = None
    lr: float | None = None
    begin: int | None = None
    main: bool = False


def marks(config: TrainingConfig) -> list[Mark]:
    """Find the marks on the chart of a configuration. Within each kind, epochs are in their order.

    >>> config = TrainingConfig("multi_step", epochs=50, lr=0.1, fields={"milestones": [20, 30, 80], "gamma": 0.1})
    >>> [(mark.label, mark.epoch) for mark in marks(config)]
    [('milestone 1', 20), ('milestone 2', 30)]
    """
    items, length = config.parts, config.length
    return [mark for rule in (_shaded, _beginnings, _places, _levels) for mark in rule(items, length)]


def _shaded(items: Sequence[Item], length: int) -> Iterator[Mark]:
    for part in items:
        if isinstance(part, Part) and part.shaded:
            begin, end = first_epoch(part.start, length), first_epoch(part.end, length)
            if begin < end:
                yield Mark(part.name, part.name, epoch=end, begin=begin, main=True)


def _beginnings(items: Sequence[Item], length: int) -> Iterator[Mark]:
    """Find the beginnings of numbered stretches, without those that a later part covers."""
    stretches = [item for item in items if isinstance(item, Part | Series)]
    marked = [(index, item) for index, item in enumerate(stretches, 1) if isinstance(item, Series) and item.mark]
    if not marked:
        return
    painted, _ = paint(items, length)
    for index, series in marked:
        numbers = running_numbers(series, length)
        places = np.flatnonzero((numbers[1:] != numbers[:-1]) & (painted[1:] == index)) + 1
        if len(places) > MOST:
            yield Mark(series.mark, f"{len(places):,} {series.mark}s, too many to mark")
            continue
        for place in places.tolist():
            yield Mark(series.mark, f"{series.mark} {numbers[place] - 1 + series.first_mark}", epoch=place)


def _places(items: Sequence[Item], length: int) -> Iterator[Mark]:
    """Find the marked epochs of the training, without those within a shaded stretch."""
    shaded = [item for item in items if isinstance(item, Part) and item.shaded]
    for place in items:
        if not isinstance(place, Place) or not 0 <= place.epoch < length:
            continue
        if not any(part.start <= place.epoch < part.end for part in shaded):
            yield Mark(place.name, place.name, epoch=first_epoch(place.epoch, length), main=True)


def _levels(items: Sequence[Item], _: int) -> Iterator[Mark]:
    for level in items:
        if isinstance(level, Level):
            yield Mark(level.name, level.name, lr=float(level.rate))
