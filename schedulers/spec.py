"""Reads a scheduler's signature into field specifications. Nothing else inspects a signature."""

import inspect
import math
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from numbers import Integral, Real
from typing import Any

from schedulers import fields
from schedulers.fields import Field

_TYPE_NAMES: dict[Any, str] = {int: "int", float: "float", list[int]: "list of int"}


@dataclass(frozen=True)
class FieldSpec:
    """One field of the configuration: its name, its Python type, and what its annotation says of it.

    >>> gamma = training_fields()["lr"]
    >>> gamma.type_name, gamma.allowed, gamma.path
    ('float', '>= 0', ('training', 'optimizer', 'lr'))
    """

    name: str
    type: Any
    field: Field

    @property
    def type_name(self) -> str:
        """``"int"``, ``"float"`` or ``"list of int"``."""
        return _TYPE_NAMES[self.type]

    @property
    def path(self) -> tuple[str, ...]:
        """Keys that lead to the field in the YAML document, its own name last."""
        return (*self.field.section, self.name)

    @property
    def allowed(self) -> str:
        """The allowed range in words, the same in tables and in messages, such as ``">= 1"``."""
        field = self.field
        bounds = []
        if field.minimum is not None:
            bounds.append(f">= {field.minimum}")
        if field.exclusive_minimum is not None:
            bounds.append(f"> {field.exclusive_minimum}")
        if field.above is not None:
            bounds.append(f"> {field.above}")
        bound = " and ".join(bounds)
        if field.min_items is None:
            return bound
        words = [f"at least {field.min_items} item{'s' if field.min_items > 1 else ''}", f"each {bound}"]
        if field.increasing:
            words.append("strictly increasing")
        return ", ".join(words)

    @property
    def requirement(self) -> str:
        """Type and range together, such as ``"float > 0"``."""
        return f"{self.type_name} {'with ' if self.field.min_items is not None else ''}{self.allowed}"

    def accepts(self, value: object) -> bool:
        """Whether ``value`` has the type and lies in the range; ``above`` is judged by `violations`."""
        if self.field.min_items is None:
            return self._accepts_number(value)
        if not isinstance(value, list | tuple) or len(value) < self.field.min_items:
            return False
        return self.first_wrong_item(value) is None

    def first_wrong_item(self, items: Sequence[object]) -> int | None:
        """Index of the first item that the field does not take where it stands; ``None`` when it takes them all."""
        previous: Any = None
        for index, item in enumerate(items):
            if not self._accepts_number(item):
                return index
            if self.field.increasing and previous is not None and item <= previous:
                return index
            previous = item
        return None

    def _accepts_number(self, value: object) -> bool:
        kind = Real if self.type is float else Integral
        if isinstance(value, bool) or not isinstance(value, kind):
            return False
        try:
            number = float(value)
        except OverflowError:  # an int beyond the range of a float
            return False
        field = self.field
        return (
            math.isfinite(number)
            and (field.minimum is None or number >= field.minimum)
            and (field.exclusive_minimum is None or number > field.exclusive_minimum)
        )


@dataclass(frozen=True)
class Violation:
    """A value that a field does not take.

    Attributes:
        spec: The field.
        value: The value.
        other: The field that it contradicts; empty when it is out of its own range.
        bound: That field's value.
    """

    spec: FieldSpec
    value: object
    other: str = ""
    bound: object = None

    @property
    def message(self) -> str:
        """The sentence that follows the field's name: what it must be and what it is."""
        other = f", and {self.other} is {self.bound!r}" if self.other else ""
        return f"must be {with_article(self.spec.requirement)}; got {self.value!r}{other}"


def field_specs(scheduler: type) -> dict[str, FieldSpec]:
    """The YAML fields of a scheduler class, by name, in the order of its signature.

    Raises:
        TypeError: A parameter is annotated with something that the vocabulary can't express.

    >>> from schedulers import SCHEDULERS
    >>> list(field_specs(SCHEDULERS["step"]))
    ['iters_per_phase', 'gamma', 'end_epoch']
    """
    return {
        name: spec for name, spec in _parameters(scheduler).items() if spec.field.section == fields.SCHEDULER_SECTION
    }


@cache
def training_fields() -> dict[str, FieldSpec]:
    """The fields outside ``training.scheduler`` that every simulation needs: ``epochs`` and ``lr``."""
    return {name: _spec(name, annotation) for name, annotation in (("epochs", fields.Epochs), ("lr", fields.BaseRate))}


def training_examples() -> dict[str, Any]:
    """The example of each of those fields: what is assumed of a document that does not say them.

    >>> training_examples()
    {'epochs': 100, 'lr': 0.1}
    """
    return {name: spec.field.example for name, spec in training_fields().items()}


def violations(specs: Mapping[str, FieldSpec], values: Mapping[str, object]) -> list[Violation]:
    """Every value among ``values`` that its field does not take, relations between fields included.

    >>> from schedulers import SCHEDULERS
    >>> [problem] = violations(field_specs(SCHEDULERS["step"]), {"iters_per_phase": 1, "gamma": -2, "end_epoch": 80})
    >>> problem.spec.name, problem.message
    ('gamma', 'must be a float > 0; got -2')
    """
    found = [
        Violation(spec, values[name])
        for name, spec in specs.items()
        if name in values and not spec.accepts(values[name])
    ]
    wrong = {violation.spec.name for violation in found}
    for name, spec in specs.items():
        other = spec.field.above
        if other is None or {name, other} & wrong or not {name, other} <= values.keys():
            continue
        value, bound = values[name], values[other]
        within = spec.field.above_within or ""
        if within in wrong or (within in values and bound >= values[within]):  # type: ignore[operator]
            continue
        if value <= bound:  # type: ignore[operator]  # all three were accepted as numbers above
            found.append(Violation(spec, value, other, bound))
    return found


def check(scheduler: type, values: Mapping[str, object]) -> None:
    """Raise ``ValueError`` when any of ``values`` (field name to value, ``epochs`` included) is not allowed.

    >>> from schedulers import SCHEDULERS
    >>> check(SCHEDULERS["multi_step"], {"epochs": 100, "milestones": [], "gamma": 0.1})
    Traceback (most recent call last):
    ...
    ValueError: milestones must be a list of int with at least 1 item, each >= 1, strictly increasing; got []
    """
    found = violations(_parameters(scheduler), values)
    if found:
        raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))


def summary(scheduler: type) -> str:
    """The first paragraph of the class's docstring, on one line."""
    return " ".join((inspect.getdoc(scheduler) or "").split("\n\n")[0].split())


def source_file(scheduler: type) -> str:
    """Path of the file that defines the class."""
    return inspect.getfile(scheduler)


@cache
def _parameters(scheduler: type) -> dict[str, FieldSpec]:
    signature = inspect.signature(scheduler.__init__, eval_str=True)  # type: ignore[misc]
    return {
        name: _spec(name, parameter.annotation)
        for name, parameter in signature.parameters.items()
        if any(isinstance(item, Field) for item in getattr(parameter.annotation, "__metadata__", ()))
    }


def _spec(name: str, annotation: Any) -> FieldSpec:
    python_type, *metadata = typing.get_args(annotation)
    if python_type not in _TYPE_NAMES:
        raise TypeError(f"{name}: a field is one of {', '.join(_TYPE_NAMES.values())}, not {python_type!r}")
    [field] = [item for item in metadata if isinstance(item, Field)]
    return FieldSpec(name, python_type, field)


def with_article(noun: str) -> str:
    """``noun`` with the article that it takes.

    >>> with_article("int >= 1")
    'an int >= 1'
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
