"""Which schedulers there are: the class that trains and the mirror that computes, under the name the YAML says."""

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schedulers.mirror import RateArray
from schedulers.parts import DeclaredNote, Parts
from schedulers.spec import FieldSpec, field_specs

if TYPE_CHECKING:
    from schedulers.base import Scheduler
    from schedulers.own_registry import MIRRORS as MIRRORS
    from schedulers.own_registry import REGISTRY as REGISTRY
    from schedulers.own_registry import SCHEDULERS as SCHEDULERS
    from schedulers.own_registry import register as register

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
    scheduler: type["Scheduler"]
    mirror: Mirror
    parts: Parts | None = None
    notes: OwnNotes | None = None

    @property
    def specs(self) -> dict[str, FieldSpec]:
        """The scheduler's fields by name, in the order of its signature."""
        return field_specs(self.scheduler)


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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Registry) and self.schedules == other.schedules

    def __hash__(self) -> int:
        return hash(tuple(self.schedules))

    def register(self, scheduler: type["Scheduler"], mirror: Mirror) -> None:
        """Make a scheduler known to everything that reads the registry: YAML, simulation, docs and page.

        Args:
            scheduler: The class that trains, with its ``name``.
            mirror: The same curve in NumPy: takes the epochs (int64, shape ``[n]``) and, by name, ``base``, ``epochs``
                and the scheduler's fields, and gives the rates (float64, shape ``[n]``).

        Raises:
            TypeError: The one is no subclass of `Scheduler`, or the other can't be called.
            ValueError: The class's name can't stand in the YAML, or another class already has it.
        """
        from schedulers.base import Scheduler  # noqa: PLC0415  # imports torch, as whoever registers a class has done

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


def own() -> Registry:
    """The registry of this package's own schedulers, which is meant where no other is given."""
    from schedulers.own_registry import REGISTRY  # noqa: PLC0415  # imports torch, so only when it is needed

    return REGISTRY


def __getattr__(name: str) -> Any:
    """This package's own registry and what is in it, imported on first use, because the classes import torch."""
    if name in {"MIRRORS", "REGISTRY", "SCHEDULERS", "register"}:
        return getattr(importlib.import_module("schedulers.own_registry"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
