"""Declares how Python builds a scheduler and steps through it, for the programs that people take away."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schedulers.base import Scheduler
    from schedulers.config import TrainingConfig
    from schedulers.signature.spec import FieldSpec

Source = Callable[["TrainingConfig"], str]
"""A function that returns Python source for a configuration."""


@dataclass(frozen=True)
class Program:
    """The declaration of how Python builds a scheduler and steps through it.

    Attributes:
        imports: The lines that import what is called.
        scheduler: Gives the expression that builds the scheduler from ``optimizer``.
        start: A statement before the first epoch or step; nothing when it is empty.
        step: The statement that ends an epoch or step; its number has the name of what is counted.
        rate: The expression that is printed as the rate of the epoch or step that comes next.
        resume: Gives the expression that builds it where ``next_epoch`` is to be trained next; ``None`` where a library
            resumes in another way.
    """

    imports: tuple[str, ...]
    scheduler: Source
    start: str = ""
    step: str = "scheduler.step()"
    rate: str = "scheduler.get_last_lr()"
    resume: Source | None = None


def call_source(name: str, arguments: Iterable[str]) -> str:
    """Write the source of a call, with an argument in each line.

    >>> print(call_source("StepLR", ["optimizer", "step_size=30"]))
    StepLR(
        optimizer,
        step_size=30,
    )
    """
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in arguments), ")"])


def imports(program: Program, config: "TrainingConfig") -> list[str]:
    """Write the lines that import what is called, and what the values need."""
    specs = [*config.layout.settings.values(), *_told(config).values()]
    return list(dict.fromkeys([*(line for spec in specs for line in spec.kind.imports), *program.imports]))


def fields_source(config: "TrainingConfig") -> list[str]:
    """Write the fields as arguments of a call, without those that have their default."""
    return [f"{name}={spec.kind.python(config.fields[name])}" for name, spec in _told(config).items()]


def _told(config: "TrainingConfig") -> "dict[str, FieldSpec]":
    """Find the fields that do not have their default."""
    specs = config.schedule.specs
    return {name: spec for name, spec in specs.items() if spec.required or config.fields[name] != spec.default}


def settings_source(config: "TrainingConfig", wanted: Iterable[str]) -> list[str]:
    """Write those settings as arguments of a call that are among the names ``wanted``."""
    specs = config.schedule.layout.settings
    return [f"{name}={specs[name].kind.python(config.settings[name])}" for name in wanted if name in specs]


def program_of_class(scheduler: "type[Scheduler]") -> Program:
    """Declare the program that builds a scheduler class of this package or of another project."""
    module = importable_from(scheduler)
    return Program(
        imports=("import torch", f"from {module} import {scheduler.__name__}"),
        scheduler=partial(_constructed, scheduler),
        resume=partial(_constructed, scheduler, resumed=True),
    )


def program_of_library(stands_for: str) -> Program | None:
    """Declare the program that calls a library's class with an optimizer and the fields.

    Without a class, return ``None``.

    >>> program_of_library("torch.optim.lr_scheduler.StepLR").imports
    ('import torch', 'from torch.optim.lr_scheduler import StepLR')
    """
    module, _, name = stands_for.rpartition(".")
    if not module:
        return None
    return Program(
        imports=("import torch", f"from {module} import {name}"),
        scheduler=partial(_called, name),
    )


def _constructed(scheduler: "type[Scheduler]", config: "TrainingConfig", *, resumed: bool = False) -> str:
    from schedulers.signature.spec import signature_specs  # noqa: PLC0415  # the class is no more than a name until it is used

    constructor: Callable[..., Any] = scheduler
    arguments = ["optimizer", *settings_source(config, signature_specs(constructor, ())), *fields_source(config)]
    last = [f"last_epoch=next_{config.clock.one} - 1"] if resumed else []
    return call_source(scheduler.__name__, [*arguments, *last])


def _called(name: str, config: "TrainingConfig") -> str:
    return call_source(name, ["optimizer", *fields_source(config)])


def importable_from(scheduler: "type[Scheduler]") -> str:
    """Find the package or module that people import a scheduler class from: the outermost that has it.

    >>> from schedulers import StepLR
    >>> importable_from(StepLR)
    'schedulers'
    """
    names = list(accumulate(scheduler.__module__.split("."), "{}.{}".format))
    holding = (name for name in names if getattr(sys.modules.get(name), scheduler.__name__, None) is scheduler)
    return next(holding, scheduler.__module__)
