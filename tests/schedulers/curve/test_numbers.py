"""A number in a document is what it is to the trainer's loader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf

from schedulers import load_config
from schedulers.reading.yaml.loader import compose
from schedulers.reading.yaml.nodes import scalar_value
from tests.schedulers.documents import only_problem, step
from tests.support.budget import cases


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-5", 1e-5), ("1E5", 1e5), ("5.", 5.0), (".5", 0.5), ("1_000.5", 1000.5), ("1.0e-05", 1e-5), ("+2.5", 2.5)],
)
def test_rates_are_read_as_numbers(text: str, value: float) -> None:
    """Every way to write a float that the trainer's loader knows is a float."""
    assert load_config(step(lr=text)).lr == value


@settings(max_examples=cases(500), deadline=None)
@given(st.text("0123456789.eE+-_xb", min_size=1, max_size=7).filter(lambda text: text.strip("-")))
def test_scalars_are_read_as_omegaconf_reads_them(text: str) -> None:
    """A scalar that looks like a number is to us what it is to OmegaConf itself."""
    try:
        expected = OmegaConf.create(f"x: {text}").x
    except ValueError:  # OmegaConf takes 0b_ for a number and then fails to read it
        expected = text
    document = compose(f"x: {text}")
    assert document is not None
    assert repr(scalar_value(document.value[0][1])) == repr(expected)


@pytest.mark.parametrize(
    "text",
    ["12:30", "yes", "on", "true", "null", "''", "'0.1'", ".inf", "-.inf", ".nan", "1,5", "[0.1]", "{a: 1}", "-1"],
)
def test_what_is_no_rate_is_refused_at_its_place(text: str) -> None:
    """Each trap of YAML is refused with its place, its path, what is written and what is allowed."""
    problem = only_problem(step(lr=text))
    assert (problem.line, problem.column, problem.path) == (4, 9, "training.optimizer.lr")
    assert problem.value == text
    assert problem.allowed == "float >= 0"
    assert text in problem.message
    assert "must be a float >= 0" in problem.message


def test_a_quoted_number_comes_with_a_fix() -> None:
    """A number that is text is suggested without its quotes, a decimal comma as a point, 80.0 epochs as 80."""
    assert only_problem(step(gamma="'0.5'")).suggestion == "0.5"
    assert only_problem(step(gamma="0,5")).suggestion == "0.5"
    assert only_problem(step(gamma=".5e3")).suggestion == "500.0"
    assert only_problem(step(end="80.0")).suggestion == "80"
    assert only_problem(step(end="8e1")).suggestion == "80"
    assert only_problem(step(end="'80'")).suggestion == "80"
    assert only_problem(step(end="'80.5'")).suggestion is None
    assert only_problem(step(end="-80.0")).suggestion is None


def test_a_quoted_number_in_a_list_comes_with_a_fix() -> None:
    """An item that is text is suggested as one item of the list that it is in."""
    scheduler = "{name: multi_step, milestones: [3, '8'], gamma: 0.5}"
    problem = only_problem(f"training: {{epochs: 9, optimizer: {{lr: 1}}, scheduler: {scheduler}}}")
    assert (problem.value, problem.suggestion) == ("'8'", "8")
