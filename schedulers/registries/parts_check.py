"""Compares the parts that a scheduler declares with its fields and with its curve."""

import math
from collections.abc import Collection, Sequence

import numpy as np

from schedulers.curve.phases import MOST_STRETCHES, paint
from schedulers.layout import EPOCHS, Clock
from schedulers.mirror import RateArray
from schedulers.parts import Item, Level, Part, Place, Series


def check_parts(items: Sequence[Item], fields: Collection[str], lr: RateArray, clock: Clock = EPOCHS) -> None:
    """Check the parts of a configuration with these fields, whose curve (float64, shape ``[length]``) is ``lr``.

    Raises:
        ValueError: An item is none, names a field or a place that is not there, or the curve does not do what it says.

    >>> check_parts([Part("held", constant=True)], (), np.array([0.1, 0.2]))
    Traceback (most recent call last):
    ...
    ValueError: parts: 'held' is declared constant, but the rate goes from 0.1 in epoch 0 to 0.2 in epoch 1. \
Correct its start and end, or leave out constant=True
    """
    for item in items:
        _check_item(item, fields, clock, {place.name for place in items if isinstance(place, Place)})
    stretches = [item for item in items if isinstance(item, Part | Series)]
    if len(stretches) > MOST_STRETCHES:
        raise ValueError(f"parts: at most {MOST_STRETCHES} parts and series; got {len(stretches)}. Use a Series")
    painted, _ = paint(items, len(lr))
    for index, stretch in enumerate(stretches, start=1):
        if isinstance(stretch, Part) and stretch.constant:
            _check_constant(stretch, np.flatnonzero(painted == index), lr, clock)


def _check_item(item: Item, fields: Collection[str], clock: Clock, places: Collection[str]) -> None:
    if not isinstance(item, Part | Series | Place | Level):
        raise ValueError(f"parts: each is a Part, Series, Place or Level of schedulers.parts; got {item!r:.80}")
    if not (isinstance(item.name, str) and item.name.strip()):
        raise ValueError(f"parts: each {type(item).__name__} needs a name; got {item.name!r}")
    subject = f"parts: {item.name!r}"
    if item.field and item.field not in fields:
        raise ValueError(f"{subject} names the field {item.field!r}, which is none of {', '.join(fields)}")
    if isinstance(item, Part):
        if item.until and item.until not in places:
            raise ValueError(f"{subject} lasts until {item.until!r}, which is no Place among the parts. Add one")
        if not item.start <= math.inf or not item.end >= -math.inf:
            raise ValueError(f"{subject} needs numbers as start and end; got {item.start!r} and {item.end!r}")
    if isinstance(item, Series):
        if item.starts is None and not item.every > 0:
            raise ValueError(f"{subject} begins anew every {item.every!r} {clock.many}; that must be above 0")
        if item.starts is not None and any(
            after < before for before, after in zip(item.starts, item.starts[1:], strict=False)
        ):
            raise ValueError(f"{subject}: its starts must increase; got {list(item.starts)!r:.80}")


def _check_constant(part: Part, epochs: np.ndarray, lr: RateArray, clock: Clock) -> None:
    rates = lr[epochs]
    other = np.flatnonzero(~np.isclose(rates, rates[:1], rtol=1e-9, atol=0))
    if other.size:
        first, second = (f"{rates[index]:g} in {clock.one} {epochs[index]}" for index in (0, other[0]))
        raise ValueError(
            f"parts: {part.name!r} is declared constant, but the rate goes from {first} to {second}. "
            "Correct its start and end, or leave out constant=True"
        )
