"""Changes rates as another processor could: at random, by one in the last place."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np

from schedulers.mirror import RateArray
from schedulers.registry import Mirror, Registry

_MIXER = np.uint64(0x9E3779B97F4A7C15)


def nudged(rates: RateArray, seed: int = 0) -> RateArray:
    """Move each rate by at most one unit in the last place. Equal rates stay equal, and zeros stay zeros.

    >>> rates = np.full(9, 0.3).cumsum()
    >>> found = [int(each) for each in (nudged(rates) - rates) / np.spacing(rates)]
    >>> set(found) <= {-1, 0, 1}, len(set(found))
    (True, 3)
    """
    # The bits of a rate decide, because a function gives equal results for equal arguments.
    bits = np.ascontiguousarray(rates, dtype=np.float64).view(np.uint64)
    mixed = (bits + np.uint64(seed)) * _MIXER
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIXER  # twice, because round numbers differ in few bits
    way = (mixed >> np.uint64(40)) % np.uint64(3)
    towards = np.choose(way.astype(np.int64), [-np.inf, rates, np.inf])
    with np.errstate(all="ignore"):
        moved = np.nextafter(rates, towards)
    return np.where((rates > 0) & np.isfinite(moved), moved, rates)


def changed(mirror: Mirror, change: Callable[[RateArray], RateArray]) -> Mirror:
    """Return a mirror with changed rates."""

    @wraps(mirror)
    def other(*epoch: Any, **fields: Any) -> RateArray:
        return change(mirror(*epoch, **fields))

    return other


def change_all(registry: Registry, change: Callable[[RateArray], RateArray]) -> None:
    """Replace all registered mirrors by changed ones."""
    for name, schedule in registry.schedules.items():
        registry.schedules[name] = replace(schedule, mirror=changed(schedule.mirror, change))
        registry.mirrors[name] = registry.schedules[name].mirror
