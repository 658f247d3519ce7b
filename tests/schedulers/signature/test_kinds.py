"""Each kind of value is read, described, checked and written in one place."""

import datetime as dt
import inspect
from typing import Annotated, Any, Literal

import pytest

from schedulers import ConfigError, Registry, load_config
from schedulers.fields import Field
from schedulers.kinds import Kind, kind_of
from schedulers.signature.spec import FieldSpec, Violation, violations
from tests.schedulers.registries.generated import mirror_with

NUMBERS: dict[str, Any] = {"unit": "dimensionless", "description": "some", "example": 1}


def spec(python_type: Any, **field: Any) -> FieldSpec:
    return FieldSpec("some", python_type, Field(**{**NUMBERS, **field}))


@pytest.mark.parametrize(
    ("python_type", "field", "requirement", "taken", "refused"),
    [
        (int, {"minimum": 1, "maximum": 9}, "int >= 1 and <= 9", [1, 9], [0, 10, 1.0, True, None, "1"]),
        (float, {"exclusive_minimum": 0, "exclusive_maximum": 1}, "float > 0 and < 1", [0.5], [0, 1, 1.0, "a"]),
        (bool, {}, "bool", [True, False], [0, 1, "true", None]),
        (Literal["up", "down"], {}, "one of up, down", ["up"], ["left", 1, None]),
        (list[float], {"min_items": 2, "minimum": 0}, "list of float with at least 2 items, each >= 0",
         [[0.5, 1], (1, 0)], [[1], [1, -1], "ab", 1, None]),
        (list[int], {}, "list of int", [[], [3, 1]], [[1.5], None]),
        (int | None, {"minimum": 1}, "int >= 1, or null", [None, 1], [0, "null"]),
    ],
)  # fmt: skip
def test_what_a_kind_takes(
    python_type: Any, field: dict[str, Any], requirement: str, taken: list[Any], refused: list[Any]
) -> None:
    """The words of a requirement and the values that are taken follow from type and bounds."""
    some = spec(python_type, **field)
    assert some.requirement == requirement
    assert [value for value in taken if not some.accepts(value)] == []
    assert [value for value in refused if some.accepts(value)] == []


def test_plain_values_are_pythons_own() -> None:
    """A whole number for a float field becomes a float, also in a list and beside ``None``."""
    values = [(float, 10), (list[float], (1, 2)), (int | None, None)]
    assert [repr(spec(each).plain(value)) for each, value in values] == ["10.0", "[1.0, 2.0]", "None"]


def test_values_to_try_stay_of_their_kind() -> None:
    """Thumbnails try the other truth value, the other choices, and numbers on both sides of a negative one."""
    digits = (1, 2, 5)
    assert spec(bool).kind.candidates(True, spec(bool).field, 1, digits) == ([], [False])
    assert kind_of(Literal["a", "b", "c"]).candidates("b", spec(bool).field, 1, digits) == ([], ["a", "c"])
    lower, higher = kind_of(float).candidates(-1.0, spec(float).field, 1, digits)
    assert lower[:2] == [-2.0, -5.0]
    assert higher[:2] == [-0.5, -0.2]
    assert all(
        isinstance(value, int) for side in kind_of(int).candidates(5, spec(int).field, 100, digits) for value in side
    )


@pytest.mark.parametrize("python_type", [str, dict, list[str], int | str, Literal[1], list[bool]])
def test_a_type_without_a_kind_is_named(python_type: Any) -> None:
    """What no kind follows from is refused with what may stand there."""
    with pytest.raises(TypeError, match="a field is one of int, float, bool, Literal"):
        kind_of(python_type)


def test_bounds_by_other_fields() -> None:
    """A value above or below another field's is a violation that names the other field and its value."""
    high = FieldSpec("high", float, Field(**NUMBERS, above="low"))
    low = FieldSpec("low", float | None, Field(**NUMBERS, below="limit"))
    specs = {"high": high, "low": low}
    assert violations(specs, {"high": 2.0, "low": 1.0, "limit": 1.5}) == []
    assert violations(specs, {"high": 2.0, "low": None, "limit": 1.5}) == []
    found = violations(specs, {"high": 1.0, "low": 1.0, "limit": 1.0})
    assert found == [Violation(high, 1.0, "low", 1.0), Violation(low, 1.0, "limit", 1.0)]
    assert found[0].message == "must be a float > low; got 1.0, and low is 1.0"


class DateKind(Kind):
    """Days, as a project might add them."""

    name = "date"
    control = "text"

    def accepts(self, value: object, field: Field) -> bool:  # noqa: ARG002
        return isinstance(value, dt.date)

    def schema(self, field: Field, reference: str) -> dict[str, Any]:  # noqa: ARG002
        return {"type": "string", "format": "date"}


def test_a_kind_of_ones_own_is_named_in_the_field() -> None:
    """A field of a kind that is not listed needs one class, and no registration."""
    day = FieldSpec("day", dt.date, Field(**{**NUMBERS, "kind": DateKind()}))
    assert day.requirement == "date"
    assert day.accepts(dt.date(2026, 1, 1))
    assert not day.accepts("2026-01-01")
    assert Annotated[dt.date, day.field]


@pytest.mark.parametrize(
    ("written", "item", "suggestion"),
    [("[1, 0.5, 0]", "0 as item 3", None), ("[2, '1,5', 1]", "'1,5' as item 2", "1.5")],
)
@pytest.mark.parametrize(("python_type", "needed"), [(list[float], ""), (list[float] | None, ", or null")])
def test_a_wrong_item_is_shown_where_it_stands(
    python_type: Any, needed: str, written: str, item: str, suggestion: str | None
) -> None:
    """A list in whose place ``null`` may stand says which item is wrong, and where, like any other list."""
    registry = Registry()
    field = Field(unit="dimensionless", exclusive_minimum=0, description="factors", example=[1.0])
    registry.curve(name="own")(
        mirror_with("own", {"factors": (Annotated[python_type, field], inspect.Parameter.empty)})
    )
    text = f"training: {{epochs: 9, optimizer: {{lr: 1}}, scheduler: {{name: own, factors: {written}}}}}"
    with pytest.raises(ConfigError) as caught:
        load_config(text, registry=registry)
    [problem] = caught.value.problems
    assert f"must be a list of float with each > 0{needed}; got {item}" in problem.message
    value = item.partition(" as ")[0]
    assert (problem.column, problem.value) == (text.rindex(value) + 1, value)
    assert problem.path.endswith(f"factors[{int(item[-1]) - 1}]")
    assert problem.suggestion == suggestion
