"""Which schedulers there are: the class that trains and the mirror that computes, under the name the YAML says."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from schedulers.base import Scheduler
from schedulers.mirror import RateArray
from schedulers.parts import DeclaredNote, Parts

Mirror = Callable[..., RateArray]

OwnNotes = Callable[..., Iterable[DeclaredNote]]
"""Gives the notes that a scheduler has of its own; called like its parts, and with the rates as ``lr``."""


@dataclass(frozen=True)
class Schedule:
    """A scheduler with all that is declared of it.

    Attributes:
        name: What the YAML calls it.
        scheduler: The class that trains.
        mirror: The NumPy function of the same curve.
        parts: Gives what the curve consists of; ``None`` where nothing is declared.
        notes: Gives the notes that the scheduler has of its own; ``None`` where it has none.
    """

    name: str
    scheduler: type[Scheduler]
    mirror: Mirror
    parts: Parts | None = None
    notes: OwnNotes | None = None


class Registry:
    """Schedulers under the names that the YAML gives them, in the order in which the docs show them.

    A project with schedulers of its own makes a registry, and names it to the site's plugins.

    Attributes:
        schedules: All that is declared of each scheduler, by name.
        schedulers: The classes by name.
        mirrors: The NumPy function of each, by the same names.

    >>> from schedulers import StepLR, mirror
    >>> registry = Registry()
    >>> registry.register(StepLR, mirror.step)
    >>> list(registry.schedulers)
    ['step']
    """

    def __init__(self) -> None:
        self.schedules: dict[str, Schedule] = {}
        self.schedulers: dict[str, type[Scheduler]] = {}
        self.mirrors: dict[str, Mirror] = {}

    def register(self, scheduler: type[Scheduler], mirror: Mirror) -> None:
        """Make a scheduler known to everything that reads the registry: YAML, simulation, docs and page.

        Args:
            scheduler: The class that trains, with its ``name``.
            mirror: The same curve in NumPy: takes the epochs (int64, shape ``[n]``) and, by name, ``base``, ``epochs``
                and the scheduler's fields, and gives the rates (float64, shape ``[n]``).

        Raises:
            TypeError: The one is no subclass of `Scheduler`, or the other can't be called.
            ValueError: The class's name can't stand in the YAML, or another class already has it.
        """
        if not (isinstance(scheduler, type) and issubclass(scheduler, Scheduler)):
            raise TypeError(f"a subclass of schedulers.Scheduler is registered with its mirror; got {scheduler!r}")
        if not callable(mirror):
            raise TypeError(f"the mirror of {scheduler.__name__} must be a function; got {mirror!r}")
        name = getattr(scheduler, "name", None)
        if not (isinstance(name, str) and re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII)):
            raise ValueError(
                f"{scheduler.__name__}.name must be a letter, then letters, digits and underscores; got {name!r}"
            )
        if self.schedulers.get(name, scheduler) is not scheduler:
            raise ValueError(f"the name {name!r} is taken by {self.schedulers[name].__name__}")
        self.schedules[name] = Schedule(name, scheduler, mirror, scheduler.parts, scheduler.notes)
        self.schedulers[name] = scheduler
        self.mirrors[name] = mirror


REGISTRY = Registry()
"""The schedulers of this package."""

SCHEDULERS = REGISTRY.schedulers
"""Scheduler classes by ``name``, in the order in which the docs show them."""

MIRRORS = REGISTRY.mirrors
"""The NumPy function of each scheduler, by the same names."""

register = REGISTRY.register

_active = REGISTRY


def active() -> Registry:
    """The registry whose names a configuration may use: this package's own, unless a site is built for another."""
    return _active


def activate(registry: Registry) -> None:
    """Let configurations use the names of ``registry``, and of no other, in this process."""
    global _active  # noqa: PLW0603  # a process documents one registry
    _active = registry


def build(name: str, optimizer: Any, *, epochs: int, fields: dict[str, Any]) -> Scheduler:
    """Instantiate the class registered as ``name``."""
    # The base class says nothing of the fields that each subclass adds.
    constructor: Callable[..., Scheduler] = active().schedulers[name]
    return constructor(optimizer, epochs=epochs, **fields)
