"""Registries of schedulers that nobody wrote: any kinds, bounds, defaults and layouts."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

import numpy as np
from hypothesis import strategies as st

from schedulers import Registry
from schedulers.field import Field
from schedulers.layout import EPOCHS, OMEGACONF, STEPS, YAML_1_1, YAML_1_2, Layout, Training

NAMES = ("rise", "fall", "width", "depth", "when", "how", "often", "share")
KEYS = ("setup", "rates", "inner", "plan", "deep")

EXAMPLES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-3, 40),
    float: st.floats(-2, 50, allow_nan=False).map(lambda number: float(f"{number:.3g}")),
    bool: st.booleans(),
    Literal["one", "two", "three"]: st.sampled_from(["one", "two", "three"]),
    list[int]: st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True).map(sorted),
    list[float]: st.lists(st.floats(0, 9).map(lambda number: round(number, 2)), min_size=1, max_size=3),
}


@st.composite
def fields(draw: st.DrawFn, name: str, sections: list[tuple[str, ...]], clock: str) -> tuple[Any, Any]:
    """The annotated type of a field, and its default; bounds hold for the example, mostly."""
    python_type = draw(st.sampled_from(list(EXAMPLES)))
    example = draw(EXAMPLES[python_type])
    declared: dict[str, Any] = {"unit": draw(st.sampled_from([clock, "dimensionless"])), "description": "something"}
    if python_type in {int, float} and draw(st.booleans()):
        declared[draw(st.sampled_from(["minimum", "exclusive_minimum"]))] = example - draw(st.integers(0, 5))
    if python_type in {int, float} and draw(st.booleans()):
        declared[draw(st.sampled_from(["maximum", "exclusive_maximum"]))] = example + draw(st.integers(0, 5))
    if python_type in {list[int], list[float]}:
        declared["min_items"] = draw(st.none() | st.integers(1, 2))
        declared["increasing"] = python_type == list[int] and draw(st.booleans())
    if draw(st.booleans()):
        declared["section"] = draw(st.sampled_from(sections))
    if draw(st.booleans()):
        declared["further"] = (f"former_{name}",)
    default = draw(st.just(inspect.Parameter.empty) | EXAMPLES[python_type])
    if draw(st.booleans()) and default is not inspect.Parameter.empty:
        python_type, default = python_type | None, None
    if default is inspect.Parameter.empty or draw(st.booleans()):
        declared["example"] = example
    return Annotated[python_type, Field(**declared)], default


def mirror_with(name: str, parameters: dict[str, tuple[Any, Any]]) -> Callable[..., Any]:
    """A mirror with these fields, whose curve falls from the base rate."""

    def mirror(epoch: Any, *, base: float, length: int, **_: Any) -> Any:
        """Falls to zero along a straight line."""
        return base * (1 - epoch / np.float64(length))

    kinds = inspect.Parameter
    fixed = [kinds("epoch", kinds.POSITIONAL_OR_KEYWORD), kinds("base", kinds.KEYWORD_ONLY), *_length()]
    own = [
        kinds(each, kinds.KEYWORD_ONLY, annotation=annotation, default=default)
        for each, (annotation, default) in parameters.items()
    ]
    mirror.__name__ = name
    mirror.__signature__ = inspect.Signature([*fixed, *own])  # type: ignore[attr-defined]
    return mirror


def _length() -> list[inspect.Parameter]:
    return [inspect.Parameter("length", inspect.Parameter.KEYWORD_ONLY)]


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """A registry with one to three schedulers, in a layout of its own."""
    clock = draw(st.sampled_from([EPOCHS, STEPS]))
    prefix = draw(st.sampled_from([(), ("training",), ("model", "training")]))
    section = (*prefix, *draw(st.sampled_from([(), ("fields",), ("scheduler", "arguments")])))
    choice = (*prefix, *draw(st.sampled_from([("name",), ("scheduler", "name"), ("type",)])))
    sections = [section, (*prefix, "more")]

    def training(**settings: Any) -> Training:
        """The length and the base rate as they are said."""
        return Training(length=settings["total"], base=settings["peak"])

    further = draw(st.sampled_from([(), ("former_total",)]))
    about: dict[str, Any] = {"description": "length", "section": prefix, "further": further}
    field = Field(unit=clock.many, minimum=1, example=draw(st.integers(1, 60)), **about)
    rate = Field(unit="dimensionless", minimum=0, example=0.1, description="rate", section=prefix, symbol="base")
    keyword = inspect.Parameter.KEYWORD_ONLY
    training.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter("total", keyword, annotation=Annotated[int, field]),
            inspect.Parameter("peak", keyword, annotation=Annotated[float, rate]),
        ]
    )
    layout = Layout(
        choice=choice,
        section=section,
        training=training,
        shared=frozenset(draw(st.sets(st.sampled_from([prefix, *sections])))) | {()} | {prefix},
        clock=clock,
        numbers=draw(st.sampled_from([OMEGACONF, YAML_1_1, YAML_1_2])),
    )
    registry = Registry(layout)
    for name in ("first", "second", "third")[: draw(st.integers(1, 3))]:
        names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
        parameters = {each: draw(fields(each, sections, clock.many)) for each in names}
        registry.curve(name=name)(mirror_with(name, parameters))
    return registry
