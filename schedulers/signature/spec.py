"""Reads a scheduler's signature into field specifications. Only this module inspects signatures."""

import inspect
import operator
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from schedulers.field import Field
from schedulers.kinds import Kind, kind_of
from schedulers.numbers import rate_text

if TYPE_CHECKING:
    from schedulers.layout import Layout

REQUIRED = inspect.Parameter.empty
"""The default of a field that every document must give."""


@dataclass(frozen=True)
class FieldSpec:
    """The specification of a field: its name, its Python type, and the declaration in its annotation.

    Attributes:
        name: The parameter's name, which is the key's too.
        type: The Python type.
        field: What the annotation says.
        default: The value where a document leaves the field out; `REQUIRED` where it must not.
        section: Keys that lead to the mapping that it stands in.

    >>> from schedulers.schedules.own_layout import LAYOUT
    >>> rate = LAYOUT.settings["lr"]
    >>> rate.type_name, rate.allowed, rate.path
    ('float', '>= 0', ('training', 'optimizer', 'lr'))
    """

    name: str
    type: Any
    field: Field
    default: Any = REQUIRED
    section: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the field in the document."""
        return self.field.key or self.name

    @cached_property
    def kind(self) -> Kind:
        """The kind of the values.

        Raises:
            TypeError: No kind follows from the Python type.
        """
        return self.field.kind or kind_of(self.type)

    @property
    def example(self) -> Any:
        """The value that generated examples show: the declared example, or else the default."""
        return self.default if self.field.example is None else self.field.example

    @property
    def required(self) -> bool:
        """Whether every document has to give the field."""
        return self.default is REQUIRED

    @property
    def is_shown(self) -> bool:
        """Whether examples show the field. One with a default is shown only if its example is another value."""
        return self.required or self.example != self.default

    @property
    def type_name(self) -> str:
        """The name of the type, such as ``"float"`` or ``"list of int"``."""
        return self.kind.name

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the field in the YAML document, its own last."""
        return (*self.section, self.key)

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """The keys that lead to the field, and to each further name that may stand in its place."""
        return [(*self.section, key) for key in (self.key, *self.field.further)]

    @property
    def symbol(self) -> str:
        """The symbol of the field in formulas."""
        return self.field.symbol or self.name

    @property
    def allowed(self) -> str:
        """The allowed range in words, the same in tables and in messages, such as ``">= 1"``."""
        return self.kind.allowed(self.field)

    @property
    def requirement(self) -> str:
        """Type and range together, such as ``"float > 0"``."""
        return self.kind.requirement(self.field)

    @property
    def is_text(self) -> bool:
        """Whether values are written as text."""
        example = self.kind.json(self.example)
        return isinstance(example[0] if self.kind.item and example else example, str)

    def in_words(self, value: Any) -> str:
        """Write a value for a sentence or a label: 20, 1e-5, [30, 80]."""
        return rate_text(value) if isinstance(value, float) else self.kind.yaml(value)

    def accepts(self, value: object) -> bool:
        """Return whether ``value`` has the type and lies in the range. `violations` checks bounds by other fields."""
        return self.kind.accepts(value, self.field)

    def plain(self, value: Any) -> Any:
        """Convert an accepted value into Python's own number, text or list, which files of any kind can hold.

        >>> from schedulers.schedules.own_layout import LAYOUT
        >>> LAYOUT.settings["lr"].plain(10)
        10.0
        """
        return self.kind.plain(value)


@dataclass(frozen=True)
class Violation:
    """A value that a field does not allow.

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
        """The sentence that follows the field's name. It says what the value must be and what it is."""
        other = f", and {self.other} is {self.bound!r}" if self.other else ""
        return f"must be {with_article(self.spec.requirement)}; got {self.value!r}{other}"


def field_specs(declared: Callable[..., Any], layout: "Layout | None" = None) -> dict[str, FieldSpec]:
    """Read the fields that a class or function declares in its signature, by name, in their order.

    Args:
        declared: A scheduler class, or the mirror that stands for one.
        layout: The layout of the documents; by default, that of this package's own schedulers. What it
            has as a setting is no field of a scheduler.

    Raises:
        TypeError: A parameter is annotated with something that the vocabulary can't express.

    >>> from schedulers import SCHEDULERS
    >>> list(field_specs(SCHEDULERS["step"]))
    ['iters_per_phase', 'gamma', 'end_epoch']
    """
    meant = layout or own_layout()
    found = signature_specs(declared, meant.section)
    return {name: spec for name, spec in found.items() if name not in meant.settings}


def own_layout() -> "Layout":
    """Return the layout of this package's own schedulers, the default where no other is given."""
    from schedulers.schedules.own_layout import LAYOUT  # noqa: PLC0415  # it is declared by means of this module

    return LAYOUT


@cache
def signature_specs(declared: Callable[..., Any], section: tuple[str, ...]) -> dict[str, FieldSpec]:
    """Read all fields in the signature of a class or function. They stand in ``section`` unless they say otherwise."""
    function = declared.__init__ if isinstance(declared, type) else declared  # type: ignore[misc]
    return {
        name: _spec(name, parameter.annotation, parameter.default, section)
        for name, parameter in inspect.signature(function, eval_str=True).parameters.items()
        if any(isinstance(item, Field) for item in getattr(parameter.annotation, "__metadata__", ()))
    }


def violations(specs: Mapping[str, FieldSpec], values: Mapping[str, Any]) -> list[Violation]:
    """Find every value among ``values`` that its field does not allow. Relations between fields are checked, too.

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
    return found + contradictions(specs, values, {violation.spec.name for violation in found})


def contradictions(
    specs: Mapping[str, FieldSpec], values: Mapping[str, Any], wrong: Collection[str] = ()
) -> list[Violation]:
    """Find every value among ``values`` that another one does not allow.

    Args:
        specs: The fields by name.
        values: The value of each, and of what else bounds may name.
        wrong: The names of values that are out of their own range, and so are bounds of nothing.

    >>> from schedulers import SCHEDULERS
    >>> [found] = contradictions(field_specs(SCHEDULERS["poly"]), {"warmup_epochs": 9, "end_epoch": 5})
    >>> found.spec.name, found.other, found.bound
    ('end_epoch', 'warmup_epochs', 9)
    """
    found = []
    for name, spec in specs.items():
        for other, contradicts in ((spec.field.above, operator.le), (spec.field.below, operator.ge)):
            if other is None or name in wrong or other in wrong or not {name, other} <= values.keys():
                continue
            value, bound = values[name], values[other]
            end = spec.field.above_within or ""
            if value is None or bound is None or end in wrong or (end in values and bound >= values[end]):
                continue
            if any(contradicts(item, bound) for item in (value if spec.kind.item else [value])):
                found.append(Violation(spec, value, other, bound))
    return found


def check(scheduler: type, values: Mapping[str, object]) -> dict[str, Any]:
    """Raise ``ValueError`` when any of ``values`` (field name to value, ``epochs`` included) is not allowed.

    Returns:
        The fields among ``values``, as Python's own numbers and lists.

    >>> from schedulers import SCHEDULERS
    >>> check(SCHEDULERS["multi_step"], {"epochs": 100, "milestones": [], "gamma": 0.1})
    Traceback (most recent call last):
    ...
    ValueError: milestones must be a list of int with at least 1 item, each >= 1, strictly increasing; got []
    """
    specs = signature_specs(scheduler, ())
    found = violations(specs, values)
    if found:
        raise ValueError("; ".join(f"{violation.spec.name} {violation.message}" for violation in found))
    return {name: spec.plain(values[name]) for name, spec in specs.items() if name in values}


def summary(declared: Callable[..., Any]) -> str:
    """Return the first paragraph of a docstring, on one line. What a base class says of itself is none."""
    return " ".join(inspect.cleandoc(declared.__doc__ or "").split("\n\n")[0].split())


def source_file(declared: Callable[..., Any]) -> str:
    """Return the path of the file that defines a class or function."""
    return inspect.getfile(declared)


def _spec(name: str, annotation: Any, default: Any, section: tuple[str, ...]) -> FieldSpec:
    python_type, *metadata = typing.get_args(annotation)
    [field] = [item for item in metadata if isinstance(item, Field)]
    spec = FieldSpec(name, python_type, field, default, section if field.section is None else field.section)
    try:
        spec.kind  # noqa: B018  # so that a wrong type is found where the signature is read
    except TypeError as error:
        raise TypeError(f"{name}: {error}") from None
    return spec


def with_article(noun: str) -> str:
    """Write ``noun`` with its indefinite article.

    >>> with_article("int >= 1")
    'an int >= 1'
    >>> with_article("one of cos, linear")
    'one of cos, linear'
    """
    if noun.startswith("one of "):
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
