"""A control never yields a value that its field does not take; the loader and the signature judge."""

from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import strategies as st
from omegaconf import OmegaConf
from yaml import YAMLError

from schedulers import REGISTRY
from schedulers.fields import Field
from schedulers.reading.values import yaml_text
from schedulers.schedules.own_layout import LAYOUT
from schedulers.signature.spec import FieldSpec
from site_plugins.simulator import vocabulary
from tests.sites.drawn import drawn
from tests.sites.page_modules import answer_of_the_page
from tests.support.budget import cases

pytestmark = pytest.mark.slow

MANY = cases(1000)
"""Fields, each with a value or a text."""

SLIDERS = """
import { scaleFor } from "./form/slider-scale";

export const answer = (given) => given.map(([field, value]) => {
  const scale = scaleFor(field, value);
  if (scale === null) return null;
  const positions = new Set([0, scale.last]);
  for (let part = 1; part < 40; part++) positions.add(Math.round((part / 40) * scale.last));
  for (const near of [-1, 0, 1]) positions.add(Math.min(Math.max(scale.position(value) + near, 0), scale.last));
  return [...positions].sort((one, other) => one - other).map((position) => {
    const text = scale.text(position);
    return { position, text, back: scale.position(Number(text)) };
  });
});
"""

TYPING = """
import { isWritable } from "./form/field-value";

export const answer = (given) => given.map(([field, text]) => isWritable(field, text));
"""

BOUNDS = st.none() | st.sampled_from([-1000, -3, -1, 0, 1, 2, 7, 30, 1000, 10**6])
SIZES = st.sampled_from(
    [0, 1e-320, 1e-9, 1e-5, 0.03, 0.12345, 1, 1.5, 2, 7, 8, 99, 1000, 1e5, 123456.789, 1e15, 1e21, 1e308]
)
VALUES = st.builds(lambda size, sign: sign * size, SIZES, st.sampled_from([1, -1]))


NUMBER_TYPES = st.sampled_from([int, float])


@st.composite
def specs(draw: st.DrawFn, types: Any = NUMBER_TYPES) -> FieldSpec:
    """Fields of every kind, with and without a bound, which may be below zero, and with an example that they take."""
    kind = draw(types)
    is_list = kind == list[int]
    bound: dict[str, Any] = {draw(st.sampled_from(["minimum", "exclusive_minimum"])): draw(BOUNDS)}
    lists: dict[str, Any] = {"min_items": draw(st.integers(1, 2)), "increasing": draw(st.booleans())} if is_list else {}
    field = Field(
        unit=draw(st.sampled_from(["epochs", "dimensionless"])), description="", example=None, **bound, **lists
    )
    least = next((value for value in bound.values() if value is not None), -20)
    example: Any = draw(st.integers(1, 100)) + least
    if is_list:
        example = [example, example + 1]
    elif kind is float:
        example = draw(st.sampled_from([example, least + 0.001, least + 1e-6, float(example)]))
    spec = FieldSpec("field", kind, Field(**{**vars(field), "example": example}))
    assert spec.accepts(example)
    return spec


def described(spec: FieldSpec) -> dict[str, Any]:
    return vocabulary._field(spec, LAYOUT)


def read(text: str) -> Any:
    """What the trainer's loader reads, of a number or of a list between brackets."""
    value = OmegaConf.to_container(OmegaConf.create(f"field: {text}"))
    assert isinstance(value, dict)
    return value["field"]


def test_every_position_of_a_slider_is_a_value_of_its_field(tmp_path: Path) -> None:
    """Of any field, whatever its kind and bounds and whatever stands in the text, each position is a value it takes."""
    given = drawn(st.tuples(specs(), VALUES), MANY)
    answers = answer_of_the_page(SLIDERS, [(described(spec), value) for spec, value in given], tmp_path)
    for (spec, value), positions in zip(given, answers, strict=True):
        about = (spec, value, positions)
        values = read(f"[{', '.join(each['text'] for each in positions)}]")
        assert [each for each in values if not spec.accepts(each)] == [], about
        assert all(before < after for before, after in zip(values, values[1:], strict=False)), about
        assert [each["back"] for each in positions] == [each["position"] for each in positions], about


def test_a_slider_has_room_around_its_value(tmp_path: Path) -> None:
    """It reaches beyond the value, to both signs where the field takes both, and down to a bound that is in range."""
    given = [(spec, value) for spec, value in drawn(st.tuples(specs(), VALUES), MANY) if spec.accepts(value)]
    given = [(spec, value) for spec, value in given if 1e-300 < abs(value) < 1e15 or value == 0]
    answers = answer_of_the_page(SLIDERS, [(described(spec), value) for spec, value in given], tmp_path)
    for (spec, value), positions in zip(given, answers, strict=True):
        lowest, highest = read(positions[0]["text"]), read(positions[-1]["text"])
        assert lowest <= value < highest, (spec, value)
        if spec.accepts(-abs(value) - 1):
            assert lowest < 0 < highest, (spec, value)
        if spec.field.minimum is not None:
            assert lowest == spec.field.minimum, (spec, value)


def test_the_number_of_epochs_has_an_upper_end(tmp_path: Path) -> None:
    """The slider of `epochs` ends at the longest training that is simulated."""
    epochs = vocabulary.vocabulary(REGISTRY)["fields"][0]
    for value in (600_000, 1_000_000, 9_000_000):
        [positions] = answer_of_the_page(SLIDERS, [(epochs, value)], tmp_path)
        assert positions[-1]["text"] == "1000000"
    refused = answer_of_the_page(TYPING, [(epochs, "1000000"), (epochs, "1000001")], tmp_path)
    assert refused == [True, False]


def test_an_upper_bound_ends_a_slider(tmp_path: Path) -> None:
    """No position lies beyond an upper bound, whether the bound itself is in range or not."""
    bounds: list[dict[str, Any]] = [
        {"maximum": 1},
        {"exclusive_maximum": 1},
        {"minimum": 0, "exclusive_maximum": 0.5},
        {"maximum": 3},
    ]
    specs = [
        FieldSpec("field", kind, Field(unit=unit, description="", example=0, **each))
        for kind in (int, float)
        for unit in ("epochs", "dimensionless")
        for each in bounds
    ]
    answers = answer_of_the_page(SLIDERS, [(described(spec), 0) for spec in specs], tmp_path)
    for spec, positions in zip(specs, answers, strict=True):
        values = read(f"[{', '.join(each['text'] for each in positions or [])}]")
        assert [value for value in values if not spec.accepts(value)] == [], (spec, positions)


def test_what_may_be_chosen_may_be_written(tmp_path: Path) -> None:
    """A choice takes its options and no other text, and ``null`` only where that may stand for a value."""
    field = Field(unit="", description="", example="up")
    specs = [FieldSpec("field", each, field) for each in (Literal["up", "down"], bool, Literal["up"] | None)]
    texts = ["up", "down", "true", "null", "", "5"]
    given = [(described(spec), text) for spec in specs for text in texts]
    answers = iter(answer_of_the_page(TYPING, given, tmp_path))
    found = [[text for text in texts if next(answers)] for _ in specs]
    assert found == [["up", "down"], ["true"], ["up", "null"]]


NUMBERS = st.one_of(
    st.integers(-50, 2000).map(str),
    st.floats(-10, 1000).map(yaml_text),
    st.sampled_from(
        ["0", "-0", "+5", "5.", ".5", "-.5", ".5e3", ".5e+3", "5.0", "2.5", "1e3", "1E-3", "1e400", "-1e400"]
    ),
    st.sampled_from(
        ["010", "0x10", "1_000", "1:30", ".inf", ".nan", "true", "", "-", ".", "e5", "1 000", "1,000", "~"]
    ),
    st.sampled_from(["abc", "9" * 400]),
)


@pytest.mark.parametrize("is_list", [False, True])
def test_what_is_typed_is_only_written_where_the_field_takes_it(is_list: bool, tmp_path: Path) -> None:
    """A control writes a text if and only if the loader reads a value from it that the field takes, in plain digits."""
    texts = st.lists(NUMBERS.filter(bool), max_size=4).map(", ".join) if is_list else NUMBERS
    types = st.just(list[int]) if is_list else NUMBER_TYPES
    given = drawn(st.tuples(specs(types), texts), MANY)
    answers = answer_of_the_page(TYPING, [(described(spec), text) for spec, text in given], tmp_path)
    written = 0
    for (spec, text), is_writable in zip(given, answers, strict=True):
        try:
            value = read(f"[{text}]" if is_list else text)
        except YAMLError:
            value = None
        plain = not set(text) & set("x_:")  # else a number input shows nothing, although the loader reads a number
        octal = any(item.strip().startswith("0") and item.strip()[1:].isdigit() for item in text.split(","))
        assert is_writable == (spec.accepts(value) and plain and not octal), (spec, text)
        written += is_writable
    assert written > MANY / 25
