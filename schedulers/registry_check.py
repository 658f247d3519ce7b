"""Looks at each scheduler of a registry before a site is built with it."""

from typing import Any

import numpy as np

from schedulers.arguments import call, takes
from schedulers.example import example_config
from schedulers.parts_check import check_parts
from schedulers.registry import Registry, Schedule


def check(registry: Registry) -> None:
    """Look at every scheduler of a registry: its fields, and whether its example has a curve.

    Raises:
        ValueError: Something is wrong with one; the message begins with its name.

    >>> from schedulers import REGISTRY
    >>> check(REGISTRY)
    """
    for name, schedule in registry.schedules.items():
        try:
            _check_example(schedule, registry)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}: {error}") from error


def _check_example(schedule: Schedule, registry: Registry) -> None:
    config = example_config(schedule.name, registry)
    for field in schedule.specs:
        if not takes(schedule.mirror, field):
            raise ValueError(f"its mirror fails for its example: it has no argument {field!r}, which is a field")
    try:
        epoch = np.arange(config.length, dtype=np.int64)
        lr: Any = call(schedule.mirror, epoch, values=config.values)
    except Exception as error:
        raise ValueError(f"its mirror fails for its example: {type(error).__name__}: {error}") from error
    wanted = f"float64 of shape {(config.length,)}"
    got = f"{lr.dtype} of shape {lr.shape}" if isinstance(lr, np.ndarray) else repr(lr)
    if got != wanted:
        raise ValueError(f"its mirror must give {wanted} for its example; got {got}")
    if not np.isfinite(lr).all():
        first = int(np.flatnonzero(~np.isfinite(lr))[0])
        raise ValueError(f"the rate of its example must be finite; {config.clock.one} {first} has {lr[first]}")
    try:
        items = config.parts
    except Exception as error:
        raise ValueError(f"parts: they fail for its example: {type(error).__name__}: {error}") from error
    check_parts(items, config.fields, lr)
