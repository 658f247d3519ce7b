"""Checks the signatures of a scheduler and of a layout before anything is derived from them."""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from schedulers.curve.formula import RATE
from schedulers.field import Field
from schedulers.kinds.list_of import is_sequence
from schedulers.layout import Layout
from schedulers.reading.wording.near_names import nearest
from schedulers.registries.installed_torch import torch_classes
from schedulers.registry import TORCH_MODULE, Schedule
from schedulers.signature.arguments import takes
from schedulers.signature.spec import FieldSpec, signature_specs, with_article

if TYPE_CHECKING:
    from schedulers.base import Scheduler

RESERVED = {
    "base": "the base rate",
    "e": "the epoch or step in a formula",
    "epoch": "the epochs or steps that a mirror is given",
    "length": "the length of training",
    RATE: "the rate",
}
"""The names that no field can have, because they mean something else where values are passed by name."""


def check_layout(layout: Layout) -> None:
    """Check the paths and the settings of a layout.

    Raises:
        ValueError: Something is wrong with one of them.
    """
    for what, path in _paths(layout):
        _check_path(what, path)
    _check_signature(layout.training, set())
    for name, spec in layout.settings.items():
        _check_field(name, spec, layout.settings)
        if name in RESERVED and not (name == RATE and spec.symbol == "base"):
            raise ValueError(f"{name} can't be the name of a setting: it is {RESERVED[name]}. Give it another name")
    try:
        layout.followed_by(layout.examples)
    except Exception as error:
        raise ValueError(f"no training follows from the examples of its settings: {error_text(error)}") from error


def _paths(layout: Layout) -> Iterator[tuple[str, object]]:
    yield "choice", layout.choice
    yield "section", layout.section
    yield from (("shared: each", path) for path in layout.shared)
    yield from (("names: each key of scalars", path) for path in layout.names.scalars)
    for former in layout.names.former:
        yield "names: the sign of a former layout", former.sign
        yield from (("names: each of a former layout's moves", path) for move in former.moves.items() for path in move)


def _check_path(what: str, path: object) -> None:
    """Check that a path is no text, of which each letter would count as a key."""
    if isinstance(path, tuple) and all(isinstance(key, str) for key in path):
        return
    meant = f". Did you mean {tuple(path.split('.'))!r}?" if isinstance(path, str) and path else ""
    raise ValueError(f"{what} must be a tuple of keys, such as ('training', 'scheduler'); got {path!r}{meant}")


def check_declaration(schedule: Schedule) -> None:
    """Check the signatures of a scheduler and of its mirror.

    Raises:
        ValueError: Something is wrong with a field; the message names it.
    """
    settings = schedule.layout.settings
    passed = {"base", "length", *settings} | (_passed_to_classes() if schedule.scheduler else set())
    try:
        _check_signature(schedule.declared, passed)
    except NameError as error:
        raise ValueError(f"its signature can't be read: {error}. Import what its annotations name") from error
    if schedule.stands_for and not all(map(str.isidentifier, schedule.stands_for.split("."))):
        raise ValueError(
            f"{schedule.stands_for!r} names nothing of a library. Write what it stands for as a dotted name, such as "
            f"{TORCH_MODULE}.StepLR"
        )
    if schedule.scheduler:
        _check_class(schedule.scheduler, schedule.layout)
    _check_followed(schedule)
    known = {**settings, **schedule.specs}
    for name, spec in signature_specs(schedule.declared, schedule.layout.section).items():
        _check_name(name, spec, schedule.layout)
    for name, spec in schedule.specs.items():
        _check_field(name, spec, known)
        if not takes(schedule.mirror, name):
            raise ValueError(f"its mirror fails for its example: it has no argument {name!r}, which is a field")
    paths = {path: name for name, spec in settings.items() for path in spec.paths}
    for name, spec in schedule.specs.items():
        for path in spec.paths:
            other = paths.setdefault(path, name)
            if other != name or path == schedule.layout.choice:
                what = f"{other!r} does" if other != name else "the scheduler's name does"
                remedy = "key" if path == spec.path else "further name"
                raise ValueError(f"{name}: it stands at {'.'.join(path)}, where {what}. Give it another {remedy}")


def _check_class(scheduler: "type[Scheduler]", layout: Layout) -> None:
    """Check that a class declares what it would inherit from the base class otherwise."""
    if getattr(scheduler.rate, "__isabstractmethod__", False):
        raise ValueError(
            f"rate: {scheduler.__name__} has no such method. Declare rate(self, epoch, base), which gives the rate of "
            f"{with_article(layout.clock.one)}"
        )


def _check_followed(schedule: Schedule) -> None:
    """Check the name of what the scheduler follows: the reference links it to its documentation."""
    follows: object = schedule.scheduler.follows if schedule.scheduler else ""
    if not isinstance(follows, str) or (follows and not follows.isidentifier()):
        raise ValueError(
            f"follows: must be the name of a class of {TORCH_MODULE}, such as 'StepLR', or be left out; got {follows!r}"
        )
    module, _, name = schedule.follows.rpartition(".")
    known = torch_classes() if module == TORCH_MODULE else frozenset()
    if known and name not in known:
        what = "follows" if schedule.scheduler else "what it stands for"
        meant = nearest(name, known)
        question = f" Did you mean {meant}?" if meant else ""
        raise ValueError(f"{what}: {TORCH_MODULE} has no {name}, as torch is installed here.{question}")


def _passed_to_classes() -> set[str]:
    """List the parameters of the base class's constructor, which every class has beside its fields."""
    from schedulers.base import Scheduler  # noqa: PLC0415  # imports torch, as whoever registers a class has done

    return set(inspect.signature(Scheduler.__init__).parameters)


def _check_signature(declared: Callable[..., Any], passed: Collection[str]) -> None:
    function = declared.__init__ if isinstance(declared, type) else declared  # type: ignore[misc]
    for position, (name, parameter) in enumerate(inspect.signature(function, eval_str=True).parameters.items()):
        if position == 0 and not isinstance(declared, type) and passed:
            continue  # the epochs that a mirror is given
        fields = [item for item in getattr(parameter.annotation, "__metadata__", ()) if isinstance(item, Field)]
        is_one = parameter.kind in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}
        if len(fields) > 1:
            raise ValueError(f"{name}: its annotation has {len(fields)} Fields. Leave one of them")
        if is_one and not fields and name not in passed:
            raise ValueError(
                f"{name}: the parameter is no field, because its annotation has no Field, and nothing that is passed. "
                "Annotate it with Annotated[<type>, Field(...)], or take it out"
            )


def _check_name(name: str, spec: FieldSpec, layout: Layout) -> None:
    setting = layout.settings.get(name)
    if setting is not None and setting.field == spec.field:  # a class that is given a setting
        return
    if name in RESERVED:
        raise ValueError(f"{name} can't be the name of a field: it is {RESERVED[name]}. Give it another name, and key=")
    if setting is not None:
        raise ValueError(f"{name} can't be the name of a field: it is a setting of the layout. Give it another name")


def _check_field(name: str, spec: FieldSpec, known: Mapping[str, FieldSpec]) -> None:
    field = spec.field
    _check_path(f"{name}: section", spec.section)
    for what, text in (("description", field.description), ("unit", field.unit)):
        if not text.strip():
            raise ValueError(f"{name}: its {what} is empty. Write one phrase")
    for bound in ("above", "below", "above_within"):
        other = getattr(field, bound)
        if other is not None and other not in {*known, "base", "length"}:
            named = ", ".join([*(each for each in known if each != name), "base", "length"])
            raise ValueError(f"{name}: {bound}={other!r} is no field or setting. It can be one of {named}")
    holds_items = is_sequence(field.example) or is_sequence(spec.default)
    if (field.min_items is not None or field.increasing) and not holds_items:
        raise ValueError(f"{name}: min_items and increasing are for lists. Take them out of its Field")
    if not isinstance(field.further, tuple):
        raise ValueError(f"{name}: further must be a tuple of names, such as ('old',); got {field.further!r}")
    for value, what in _values(spec):
        if not spec.accepts(value):
            raise ValueError(f"{name}: its {what} must be {spec.requirement}; got {value!r}")


def _values(spec: FieldSpec) -> Iterator[tuple[Any, str]]:
    if spec.required and spec.field.example is None:
        raise ValueError(f"{spec.name}: it has neither an example nor a default. Say example= in its Field")
    if not spec.required:
        yield spec.default, "default"


def error_text(error: Exception) -> str:
    """An error on one line, with its type."""
    return " ".join(f"{type(error).__name__}: {error}".split())
