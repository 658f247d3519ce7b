"""Which schedulers there are: the class that trains and the mirror that computes, under the name the YAML says."""

from collections.abc import Callable
from typing import Any

from schedulers.base import Scheduler
from schedulers.mirror import RateArray

Mirror = Callable[..., RateArray]

SCHEDULERS: dict[str, type[Scheduler]] = {}
"""Scheduler classes by ``name``, in the order in which the docs show them."""

MIRRORS: dict[str, Mirror] = {}
"""The NumPy function of each scheduler, by the same names."""


def register(scheduler: type[Scheduler], mirror: Mirror) -> None:
    """Make a scheduler known to everything that reads the registry: YAML, simulation, docs and page.

    Raises:
        ValueError: Another class already has this name.
    """
    if SCHEDULERS.get(scheduler.name, scheduler) is not scheduler:
        raise ValueError(f"the name {scheduler.name!r} is taken by {SCHEDULERS[scheduler.name].__name__}")
    SCHEDULERS[scheduler.name] = scheduler
    MIRRORS[scheduler.name] = mirror


def build(name: str, optimizer: Any, *, epochs: int, fields: dict[str, Any]) -> Scheduler:
    """Instantiate the class registered as ``name``."""
    # The base class says nothing of the fields that each subclass adds.
    constructor: Callable[..., Scheduler] = SCHEDULERS[name]
    return constructor(optimizer, epochs=epochs, **fields)
