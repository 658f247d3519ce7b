"""Holds the schedulers by the names that the YAML gives them."""

import importlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from schedulers.layout import Layout, Training
from schedulers.mirror import RateArray
from schedulers.parts import DeclaredNote, Parts
from schedulers.program import Program, program_of_class, program_of_library
from schedulers.signature.arguments import call
from schedulers.signature.spec import FieldSpec, field_specs, own_layout

if TYPE_CHECKING:
    from schedulers.base import Scheduler
    from schedulers.schedules.own_registry import MIRRORS as MIRRORS
    from schedulers.schedules.own_registry import REGISTRY as REGISTRY
    from schedulers.schedules.own_registry import SCHEDULERS as SCHEDULERS
    from schedulers.schedules.own_registry import register as register

TORCH_MODULE = "torch.optim.lr_scheduler"
"""The module of torch that has its schedulers."""

Mirror = Callable[..., RateArray]
_Mirror = TypeVar("_Mirror", bound=Mirror)

OwnNotes = Callable[..., Iterable[DeclaredNote]]
"""A function that returns a scheduler's own notes. It is called like its parts, and with the rates as ``lr``."""


@dataclass(frozen=True)
class Schedule:
    """A scheduler with all that is declared of it.

    Attributes:
        name: What the YAML calls it.
        mirror: The NumPy function of its curve.
        layout: Where documents keep its fields.
        own_program: How Python builds it, where that does not follow from the class.
        scheduler: The class that trains; ``None`` where the mirror stands for one of a library.
        stands_for: The dotted name of that class or function; empty where there is none.
        parts: Gives what the curve consists of; ``None`` where nothing is declared.
        notes: Gives the notes that the scheduler has of its own; ``None`` where it has none.
        length: Gives the length of training, where the fields of the scheduler decide it, too.
    """

    name: str
    mirror: Mirror
    layout: Layout = field(compare=False)
    own_program: Program | None = field(default=None, compare=False)
    scheduler: type["Scheduler"] | None = None
    stands_for: str = ""
    parts: Parts | None = None
    notes: OwnNotes | None = None
    length: Callable[..., int] | None = None

    @cached_property
    def program(self) -> Program | None:
        """The declaration of how Python builds and steps the scheduler. Without one, it is ``None``."""
        return self.own_program or (program_of_class(self.scheduler) if self.scheduler else None)

    @property
    def declared(self) -> Callable[..., Any]:
        """The class or function whose signature declares the fields, and whose docstring describes the scheduler."""
        return self.scheduler or self.mirror

    @property
    def names(self) -> tuple[str, ...]:
        """The names that choose the scheduler in a document: its own, and the dotted name of what it stands for."""
        return (self.name, *([self.stands_for] if self.stands_for else []))

    @property
    def follows(self) -> str:
        """The dotted name of the library's class that the scheduler follows. It is empty where there is none."""
        followed = self.scheduler.follows if self.scheduler else ""
        return f"{TORCH_MODULE}.{followed}" if followed else self.stands_for

    def training(self, values: Mapping[str, Any]) -> Training:
        """Compute the length and the base rate that follow from the settings and the scheduler's fields.

        Raises:
            FieldError: The values contradict one another.
        """
        found = self.layout.followed_by(values)
        if self.length is None:
            return found
        length = call(self.length, values={"length": found.length, "base": found.base, **values})
        return replace(found, length=self.layout.clock.whole(length, self.length))

    @property
    def library(self) -> str:
        """The library that steps the scheduler, which for a class is torch. It is empty where there is none."""
        return "torch" if self.scheduler else self.stands_for.partition(".")[0]

    @cached_property
    def specs(self) -> dict[str, FieldSpec]:
        """The scheduler's fields by name, in the order of its signature."""
        return field_specs(self.declared, self.layout)


class Registry:
    """Schedulers under the names that the YAML gives them, in the order in which the docs show them.

    A project with schedulers of its own makes a registry, and names it to the site's plugins.

    Args:
        layout: The layout of the documents; by default, that of this package's own schedulers.
        program: The way in which Python builds a scheduler that a mirror stands for; by default, by calling what it
            stands for with an optimizer and the fields.

    Attributes:
        layout: Where the documents keep things.
        schedules: All that is declared of each scheduler, by name.
        schedulers: The classes by name.
        mirrors: The NumPy function of each, by the same names.

    >>> from schedulers import StepLR, mirror
    >>> registry = Registry()
    >>> registry.register(StepLR, mirror.step)
    >>> list(registry.schedulers)
    ['step']
    """

    def __init__(self, layout: Layout | None = None, program: Program | None = None) -> None:
        self.layout: Layout = layout or own_layout()
        self.schedules: dict[str, Schedule] = {}
        self.schedulers: dict[str, type[Scheduler]] = {}
        self.mirrors: dict[str, Mirror] = {}
        self._program = program

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Registry) and self.schedules == other.schedules

    def __hash__(self) -> int:
        return hash(tuple(self.schedules))

    def register(self, scheduler: type["Scheduler"], mirror: Mirror) -> None:
        """Register a scheduler for everything that reads the registry: YAML, simulation, docs and page.

        Args:
            scheduler: The class that trains, with its ``name``.
            mirror: The same curve in NumPy: takes the epochs (int64, shape ``[n]``) and, by name, those of ``base``,
                ``length``, the layout's settings and the scheduler's fields that it has parameters for, and gives the
                rates (float64, shape ``[n]``).

        Raises:
            TypeError: The one is no subclass of `Scheduler`, or the other can't be called.
            ValueError: The class's name can't stand in the YAML, or another class already has it.
        """
        from schedulers.base import Scheduler  # noqa: PLC0415  # imports torch, as whoever registers a class has done

        if not (isinstance(scheduler, type) and issubclass(scheduler, Scheduler)):
            raise TypeError(f"a subclass of schedulers.Scheduler is registered with its mirror; got {scheduler!r}")
        if not callable(mirror):
            raise TypeError(f"the mirror of {scheduler.__name__} must be a function; got {mirror!r}")
        name = _checked_name(getattr(scheduler, "name", None), scheduler)
        parts, notes = scheduler.parts, scheduler.notes
        self._add(Schedule(name, mirror, self.layout, scheduler=scheduler, parts=parts, notes=notes))
        self.schedulers[name] = scheduler

    def curve(
        self,
        stands_for: str = "",
        *,
        name: str | None = None,
        parts: Parts | None = None,
        notes: OwnNotes | None = None,
        length: Callable[..., int] | None = None,
        program: Program | None = None,
    ) -> Callable[[_Mirror], _Mirror]:
        """Register a scheduler of a library by its mirror alone, whose signature and docstring declare it.

        Args:
            stands_for: The dotted name of the library's class or function.
            name: The scheduler's name in the YAML; by default, the function's name.
            parts: Gives what the curve consists of; takes what it needs by name, as the mirror does.
            notes: Gives the notes that the scheduler has of its own; takes the rates as ``lr``, too.
            length: Gives the length of training, where the fields of the scheduler decide it, too.
            program: The way in which Python builds it; by default, the registry's.

        Raises:
            TypeError: It is no function.
            ValueError: The name can't stand in the YAML, or another scheduler already has it.

        >>> registry = Registry()
        >>> @registry.curve("torch.optim.lr_scheduler.ExponentialLR", name="exponential")
        ... def exponential(epoch, *, base): return base * 0.9**epoch
        >>> registry.schedules["exponential"].stands_for
        'torch.optim.lr_scheduler.ExponentialLR'
        """

        def register(mirror: _Mirror) -> _Mirror:
            if not callable(mirror):
                raise TypeError(f"a mirror must be a function; got {mirror!r}")
            called = _checked_name(mirror.__name__ if name is None else name, mirror)
            how = program or self._program or program_of_library(stands_for)
            self._add(
                Schedule(
                    called, mirror, self.layout, how, stands_for=stands_for, parts=parts, notes=notes, length=length
                )
            )
            return mirror

        return register

    def _add(self, schedule: Schedule) -> None:
        there = self.schedules.get(schedule.name, schedule)
        if there.declared is not schedule.declared:
            raise ValueError(f"the name {schedule.name!r} is taken by {there.declared.__name__}")
        self.schedules[schedule.name] = schedule
        self.mirrors[schedule.name] = schedule.mirror

    def called(self, written: str) -> Schedule | None:
        """Find the scheduler that a document chooses by its name, or by the dotted name that it stands for."""
        return next((each for each in self.schedules.values() if written in each.names), None)


def _checked_name(name: object, declared: Callable[..., Any]) -> str:
    if isinstance(name, str) and re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII):
        return name
    message = f"{declared.__name__}.name must be a letter, then letters, digits and underscores; got {name!r}"
    raise ValueError(message)


def own() -> Registry:
    """Return the registry of this package's own schedulers, the default where no other is given."""
    from schedulers.schedules.own_registry import REGISTRY  # noqa: PLC0415  # imports torch, so only when it is needed

    return REGISTRY


def __getattr__(name: str) -> Any:
    """Import this package's own registry on its first use, because the classes import torch."""
    if name in {"MIRRORS", "REGISTRY", "SCHEDULERS", "register"}:
        return getattr(importlib.import_module("schedulers.schedules.own_registry"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
