"""Rates as another processor could compute them: off by one in the last place, at random."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np

from schedulers.mirror import RateArray
from schedulers.registry import Mirror, Registry

_MIXER = np.uint64(0x9E3779B97F4A7C15)


def nudged(rates: RateArray, seed: int = 0) -> RateArray:
    """Each rate one unit in the last place lower, higher, or as it is; equal rates alike, and zeros as they are.

    >>> rates = np.full(9, 0.3).cumsum()
    >>> found = [int(each) for each in (nudged(rates) - rates) / np.spacing(rates)]
    >>> set(found) <= {-1, 0, 1}, len(set(found))
    (True, 3)
    """
    # The bits of a rate decide, because a function gives the same for the same.
    bits = np.ascontiguousarray(rates, dtype=np.float64).view(np.uint64)
    mixed = (bits + np.uint64(seed)) * _MIXER
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIXER  # once more, because round numbers differ in few bits
    way = (mixed >> np.uint64(40)) % np.uint64(3)
    towards = np.choose(way.astype(np.int64), [-np.inf, rates, np.inf])
    with np.errstate(all="ignore"):
        moved = np.nextafter(rates, towards)
    return np.where((rates > 0) & np.isfinite(moved), moved, rates)


def changed(mirror: Mirror, change: Callable[[RateArray], RateArray]) -> Mirror:
    """A mirror whose rates are changed."""

    @wraps(mirror)
    def other(*epoch: Any, **fields: Any) -> RateArray:
        return change(mirror(*epoch, **fields))

    return other


def change_all(registry: Registry, change: Callable[[RateArray], RateArray]) -> None:
    """Put changed mirrors in the place of all that are registered."""
    for name, schedule in registry.schedules.items():
        registry.schedules[name] = replace(schedule, mirror=changed(schedule.mirror, change))
        registry.mirrors[name] = registry.schedules[name].mirror
