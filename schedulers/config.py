"""Reads a training configuration: the YAML that a person writes, checked against the schedulers' signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schedulers import spec
from schedulers.arguments import call
from schedulers.fields import SCHEDULER_SECTION
from schedulers.mending import read
from schedulers.parts import Item
from schedulers.problems import ConfigError, Place, Problem, Remark
from schedulers.read_only import ReadOnly
from schedulers.registry import Registry, Schedule, own

__all__ = ["ConfigError", "Place", "Problem", "Remark", "TrainingConfig", "load_config"]


@dataclass(frozen=True)
class TrainingConfig:
    """Everything that the rate of each epoch follows from.

    Attributes:
        scheduler: The scheduler's ``name``.
        epochs: How many epochs are trained.
        lr: The base rate.
        fields: The scheduler's fields by name.
        assumed: Paths of what the document does not say and the caller supplied.
        places: Where each path's value stands in the document, and what a remark is about; empty for a configuration
            made in Python.
        remarks: What is worth saying about the document, such as a key that is not read where it stands.
        registry: Where the scheduler is registered; ``None`` for this package's own.

    Raises:
        ValueError: The scheduler is unknown, or a field is missing, unknown or outside its allowed range.

    >>> TrainingConfig("multi_step", epochs=100, lr=0.1, fields={"milestones": [30, 80], "gamma": 0.1}).lr
    0.1
    """

    scheduler: str
    epochs: int
    lr: float
    fields: Mapping[str, Any]
    assumed: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
    registry: Registry | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        known = (self.registry or own()).schedules
        if self.scheduler not in known:
            raise ValueError(f"scheduler must be one of {', '.join(known)}; got {self.scheduler!r}")
        specs = known[self.scheduler].specs
        required = {name for name, each in specs.items() if each.required}
        if not required <= self.fields.keys() <= specs.keys():
            raise ValueError(f"{self.scheduler} takes the fields {', '.join(specs)}; got {', '.join(self.fields)}")
        outside = spec.training_fields()
        left_out = {name: each.default for name, each in specs.items() if name not in self.fields}
        object.__setattr__(self, "fields", {**self.fields, **left_out})
        values = {"epochs": self.epochs, "lr": self.lr, **self.fields}
        found = spec.violations({**outside, **specs}, values)
        if found:
            raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))
        for name, each in outside.items():
            object.__setattr__(self, name, each.plain(values[name]))
        # In the order in which they were given, as documents are written.
        plain = {name: specs[name].plain(value) for name, value in self.fields.items()}
        object.__setattr__(self, "fields", ReadOnly(plain))

    @property
    def schedule(self) -> Schedule:
        """What is registered under the scheduler's name."""
        return (self.registry or own()).schedules[self.scheduler]

    @property
    def values(self) -> dict[str, Any]:
        """What mirror, parts and notes are called with: the base rate, the length of training, and the fields."""
        return {"base": self.lr, "epochs": self.epochs, **self.fields}

    @cached_property
    def parts(self) -> list[Item]:
        """What the curve consists of; empty where the scheduler declares nothing."""
        declared = self.schedule.parts
        return list(call(declared, values=self.values)) if declared is not None else []

    def path(self, field: str) -> str:
        """Keys that lead to a field of the scheduler, joined by points; to the scheduler's name when it is empty."""
        specs = self.schedule.specs
        return ".".join(specs[field].path if field in specs else (*SCHEDULER_SECTION, "name"))


def load_config(
    text: str, *, epochs: int | None = None, lr: float | None = None, registry: Registry | None = None
) -> TrainingConfig:
    """Read a training configuration from YAML.

    Args:
        text: The document, or a snippet of it with ``training.scheduler`` alone.
        epochs: How many epochs to assume where the document does not say.
        lr: The base rate to assume where the document does not say.
        registry: Whose schedulers the document may choose; this package's own when nothing is said.

    Raises:
        ConfigError: The document can't be simulated. ``problems`` lists everything that is wrong with it.
        ValueError: ``epochs`` or ``lr`` is itself outside its allowed range.

    >>> load_config('''
    ... training:
    ...   scheduler: {name: multi_step, milestones: [30, 80], gamma: 1e-1}
    ... ''', epochs=100, lr=0.5).assumed
    ('training.epochs', 'training.optimizer.lr')

    >>> load_config("training: {epochs: 0, optimizer: {lr: 1}, scheduler: {name: plateau}}")
    Traceback (most recent call last):
    ...
    schedulers.problems.ConfigError: line 1, column 20: training.epochs must be an int >= 1; got 0
    line 1, column 61: plateau reacts to the results of training, so its rates can't be known before. \
What can be simulated is one of step, poly, cosine_no_sgdr, cosine, multi_step
    """
    assumptions = {name: value for name, value in (("epochs", epochs), ("lr", lr)) if value is not None}
    found = spec.violations(spec.training_fields(), assumptions)
    if found:
        raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))
    document = read(text, assumptions, registry or own())
    return TrainingConfig(
        scheduler=document.scheduler,
        epochs=document.values["epochs"],
        lr=float(document.values["lr"]),
        fields={name: document.values[name] for name in document.fields if name in document.values},
        assumed=tuple(document.assumed),
        places={**{remark.path: remark.place for remark in document.remarks}, **document.places},
        remarks=tuple(document.remarks),
        registry=registry,
    )
