"""A field may stand under a further name that is declared for it."""

import inspect
from typing import Annotated

import pytest
import yaml
from jsonschema import Draft202012Validator

from schedulers import ConfigError, Registry, load_config
from schedulers.field import Field
from schedulers.registries.check import check
from schedulers.writing.schema import training_schema
from tests.schedulers.registries.generated import mirror_with
from tests.sites.steps_site.fine_tuning import REGISTRY

VALIDATOR = Draft202012Validator(training_schema("https://example.org/training.json", REGISTRY))
OWN = "max_steps: 6\nlearning_rate: 0.8\nsched: drops\nstep_size: 2\n"


@pytest.mark.parametrize(("own", "further"), [("max_steps", "total_steps"), ("step_size", "decay_steps")])
def test_a_further_name_is_read(own: str, further: str) -> None:
    """A setting or a field under it has its value, is no problem, and is worth a remark."""
    config = load_config(OWN, registry=REGISTRY)
    assert not config.remarks
    text = OWN.replace(own, further)
    found = load_config(text, registry=REGISTRY)
    assert (found.length, found.fields) == (config.length, config.fields)
    line = 1 + text.split("\n").index(next(each for each in text.split("\n") if each.startswith(further)))
    assert [remark.message for remark in found.remarks] == [
        f"Line {line} says {further}, which is another name of {own}."
    ]


def test_a_value_under_a_further_name_is_judged() -> None:
    """What the field does not take is a problem under each of its names."""
    for own, further in (("max_steps", "total_steps"), ("step_size", "decay_steps")):
        for name in (own, further):
            text = "\n".join(f"{name}: 0" if line.startswith(own) else line for line in OWN.split("\n"))
            with pytest.raises(ConfigError, match=r"must be an int >= 1"):
                load_config(text, registry=REGISTRY)


@pytest.mark.parametrize(
    ("own", "further"), [("max_steps", "total_steps"), ("step_size", "decay_steps"), ("gamma", "decay_factor")]
)
def test_two_names_of_one_field_are_one_too_many(own: str, further: str) -> None:
    """No value is passed over in silence: the problem stands at the one that is not read, and says both."""
    document = f"{OWN}gamma: 0.5\n{further}: 0.25\n"
    before = document.splitlines()
    with pytest.raises(ConfigError) as caught:
        load_config(document, registry=REGISTRY)
    [problem] = caught.value.problems
    line = 1 + next(index for index, each in enumerate(before) if each.startswith(f"{own}:"))
    value = before[line - 1].partition(": ")[2]
    assert (problem.line, problem.column, problem.path, problem.value) == (6, 1, further, further)
    assert problem.message == (
        f"{further} and {own} are two names of one field; got 0.25 here, and {value} in line {line}. "
        "Remove one of the two"
    )
    assert not VALIDATOR.is_valid(yaml.safe_load(document))
    assert VALIDATOR.is_valid(yaml.safe_load(document.replace(f"{own}: {value}\n", "")) | {further: 1})


def test_a_further_name_belongs_to_one_field() -> None:
    """One that leads to a setting already, or to the scheduler's name, is refused before anything is read."""
    for taken in ("total_steps", "max_steps", "sched"):
        registry = Registry(REGISTRY.layout)
        field = Annotated[int, Field(unit="steps", example=2, description="something", further=(taken,))]
        registry.curve(name="own")(mirror_with("own", {"width": (field, inspect.Parameter.empty)}))
        with pytest.raises(
            ValueError, match=rf"^own: width: it stands at {taken}, where .* does\. Give it another further name$"
        ):
            check(registry)
