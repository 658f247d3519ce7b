"""Reads a training configuration: the YAML that a person writes, checked against the schedulers' signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from schedulers.layout import Clock, Layout, Training
from schedulers.parts import Item
from schedulers.problems import ConfigError, Place, Problem, Remark
from schedulers.reading.mending.mend import read
from schedulers.reading.read_only import ReadOnly
from schedulers.registry import Registry, Schedule, own
from schedulers.signature.arguments import call
from schedulers.signature.spec import FieldSpec, Violation, contradictions, violations

__all__ = ["ConfigError", "Place", "Problem", "Remark", "TrainingConfig", "load_config"]


@dataclass(frozen=True, init=False)
class TrainingConfig:
    """A training configuration, from which the rate of each epoch follows.

    Args:
        scheduler: The scheduler's ``name``.
        fields: The scheduler's fields by name; one that has a default may be left out.
        settings: The fields outside the scheduler by name. They may be given as arguments of their own, too.
        assumed: Paths of what the document does not say and the caller supplied.
        places: Where each path's value stands in the document, and what a remark is about; empty for a configuration
            made in Python.
        remarks: What is worth saying about the document, such as a key that is not read where it stands.
        registry: Where the scheduler is registered; ``None`` for this package's own.
        **named: Settings, such as ``epochs`` and ``lr``.

    Raises:
        ValueError: The scheduler is unknown, a field is missing, unknown or outside its allowed range, or settings
            contradict one another.

    >>> TrainingConfig("multi_step", epochs=100, lr=0.1, fields={"milestones": [30, 80], "gamma": 0.1}).base
    0.1
    """

    scheduler: str
    settings: Mapping[str, Any]
    fields: Mapping[str, Any]
    assumed: tuple[str, ...]
    places: Mapping[str, Place] = field(compare=False)
    remarks: tuple[Remark, ...] = field(compare=False)
    registry: Registry | None = field(repr=False)
    _training: ClassVar[Training]  # of each configuration; it follows from the rest, so it is no field

    def __init__(
        self,
        scheduler: str,
        *,
        fields: Mapping[str, Any],
        settings: Mapping[str, Any] | None = None,
        assumed: tuple[str, ...] = (),
        places: Mapping[str, Place] | None = None,
        remarks: tuple[Remark, ...] = (),
        registry: Registry | None = None,
        **named: Any,
    ) -> None:
        known = (registry or own()).schedules
        if scheduler not in known:
            raise ValueError(f"scheduler must be one of {', '.join(known)}; got {scheduler!r}")
        schedule = known[scheduler]
        outside, specs = schedule.layout.settings, schedule.specs
        settings = _completed({**(settings or {}), **named}, outside, schedule.layout.trainer)
        fields = _completed(fields, specs, scheduler)
        _refuse(violations({**outside, **specs}, {**settings, **fields}))
        settings = {name: outside[name].plain(value) for name, value in settings.items()}
        # In the order in which they were given, as documents are written.
        fields = {name: specs[name].plain(value) for name, value in fields.items()}
        vars(self).update(
            scheduler=scheduler,
            settings=ReadOnly(settings),
            fields=ReadOnly(fields),
            assumed=assumed,
            places=places or {},
            remarks=remarks,
            registry=registry,
            _training=schedule.training({**settings, **fields}),
        )
        _refuse(contradictions({**outside, **specs}, self.values))  # of the length or the base rate

    @property
    def length(self) -> int:
        """The number of epochs or steps of the training."""
        return self._training.length

    @property
    def base(self) -> float:
        """The base rate of the optimizer."""
        return self._training.base

    @property
    def epochs(self) -> int:
        """The number of epochs of the training, or of steps where the schedule counts steps."""
        return self.length

    @property
    def lr(self) -> float:
        """The base rate of the optimizer."""
        return self.base

    @property
    def schedule(self) -> Schedule:
        """The schedule that is registered under the scheduler's name."""
        return (self.registry or own()).schedules[self.scheduler]

    @property
    def layout(self) -> Layout:
        """The layout of the documents that this configuration can be written in."""
        return self.schedule.layout

    @property
    def clock(self) -> Clock:
        """The clock of the schedule: whether it counts epochs or steps."""
        return self.schedule.layout.clock

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of mirror, parts and notes by name: the base rate, the length, the settings and the fields."""
        return {"base": self.base, "length": self.length, **self.settings, **self.fields}

    @cached_property
    def parts(self) -> list[Item]:
        """The parts of the curve, in their order. There are none where the scheduler declares none."""
        declared = self.schedule.parts
        return list(call(declared, values=self.values)) if declared is not None else []

    def path(self, field: str) -> str:
        """Join the keys that lead to a field or a setting by points. An empty name stands for the scheduler's name."""
        specs = {**self.layout.settings, **self.schedule.specs}
        return ".".join(specs[field].path if field in specs else self.layout.choice)


def _completed(values: Mapping[str, Any], specs: Mapping[str, FieldSpec], taker: str) -> dict[str, Any]:
    """Add the defaults of the fields that are left out."""
    required = {name for name, each in specs.items() if each.required}
    if not required <= values.keys() <= specs.keys():
        raise ValueError(f"{taker} takes the fields {', '.join(specs)}; got {', '.join(values)}")
    return {**values, **{name: each.default for name, each in specs.items() if name not in values}}


def _refuse(found: list[Violation]) -> None:
    if found:
        raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))


def load_config(text: str, *, registry: Registry | None = None, **assumed: Any) -> TrainingConfig:
    """Read a training configuration from YAML.

    Args:
        text: The document, or a snippet of it with the scheduler alone.
        registry: The registry of the schedulers that the document may choose; by default, this package's own.
        **assumed: What to assume where the document does not say it: values of settings by name, for this package's
            own schedulers ``epochs`` and ``lr``. ``None`` assumes nothing.

    Raises:
        ConfigError: The document can't be simulated. ``problems`` lists everything that is wrong with it.
        ValueError: What is to be assumed is itself outside its allowed range.
        TypeError: There is no such setting.

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
    known = registry or own()
    settings = known.layout.settings
    assumptions = {name: value for name, value in assumed.items() if value is not None}
    if not assumptions.keys() <= settings.keys():
        raise TypeError(f"what can be assumed is {', '.join(settings)}; got {', '.join(assumptions)}")
    _refuse(violations(settings, assumptions))
    document = read(text, assumptions, known)
    return TrainingConfig(
        document.scheduler,
        settings={name: document.values[name] for name in settings if name in document.values},
        fields={name: document.values[name] for name in document.fields if name in document.values},
        assumed=tuple(document.assumed),
        places={**{remark.path: remark.place for remark in document.remarks}, **document.places},
        remarks=tuple(document.remarks),
        registry=registry,
    )
