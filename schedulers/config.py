"""Reads a training configuration: the YAML that a person writes, checked against the schedulers' signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from schedulers import spec
from schedulers.mending import read
from schedulers.problems import ConfigError, Place, Problem, Remark
from schedulers.registry import active

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

    def __post_init__(self) -> None:
        schedulers = active().schedulers
        if self.scheduler not in schedulers:
            raise ValueError(f"scheduler must be one of {', '.join(schedulers)}; got {self.scheduler!r}")
        specs = spec.field_specs(schedulers[self.scheduler])
        if specs.keys() != self.fields.keys():
            raise ValueError(f"{self.scheduler} takes the fields {', '.join(specs)}; got {', '.join(self.fields)}")
        values = {"epochs": self.epochs, "lr": self.lr, **self.fields}
        found = spec.violations({**spec.training_fields(), **specs}, values)
        if found:
            raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))


def load_config(text: str, *, epochs: int | None = None, lr: float | None = None) -> TrainingConfig:
    """Read a training configuration from YAML.

    Args:
        text: The document, or a snippet of it with ``training.scheduler`` alone.
        epochs: How many epochs to assume where the document does not say.
        lr: The base rate to assume where the document does not say.

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
    document = read(text, assumptions)
    return TrainingConfig(
        scheduler=document.scheduler,
        epochs=document.values["epochs"],
        lr=float(document.values["lr"]),
        fields={name: document.values[name] for name in spec.field_specs(active().schedulers[document.scheduler])},
        assumed=tuple(document.assumed),
        places={**{remark.path: remark.place for remark in document.remarks}, **document.places},
        remarks=tuple(document.remarks),
    )
