"""What the docs state of a schedule is what the schedule is."""

import ast
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings

from schedulers import SCHEDULERS, TrainingConfig, simulate
from schedulers.curve.formula import Interval, formula_rates, intervals
from site_plugins.scheduler_docs.rendering import mathml
from tests.schedulers.strategies import configurations
from tests.support.budget import cases

SIGNS = {"⋅": "*", "\N{MINUS SIGN}": "-", "≤": "<=", "≥": ">=", "=": "==", "π": "pi", "mod": "%"}


@settings(max_examples=cases(400), deadline=None)
@given(configurations(longest=120))
def test_the_stated_formula_gives_the_curve(config: TrainingConfig) -> None:
    """The formula of the docstring gives the mirror's rate in every epoch of generated configurations."""
    rates = formula_rates(config, range(config.length))
    np.testing.assert_allclose(rates, simulate(config).lr, rtol=1e-9, atol=0)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_states_its_formula(name: str) -> None:
    """Every scheduler has a formula, whose last interval takes all epochs that are left."""
    found = intervals(SCHEDULERS[name])
    assert [interval.condition is None for interval in found] == [False] * (len(found) - 1) + [True]


def stated(interval: Interval) -> list[ast.expr]:
    """Every expression of an interval."""
    expressions = [*(meaning for _, meaning in interval.definitions), interval.rate]
    return expressions if interval.condition is None else [interval.condition, *expressions]


@pytest.mark.parametrize("name", SCHEDULERS)
def test_what_is_typeset_is_what_is_stated(name: str) -> None:
    """The typeset formula, read back as a person reads it, is the docstring's, with all its brackets."""
    for interval in intervals(SCHEDULERS[name]):
        for expression in stated(interval):
            assert read_back(mathml.expression(expression)) == ast.unparse(expression)


@pytest.mark.parametrize(
    "source",
    [
        "a - (b - c)",
        "a - b - c",
        "a - (b + c)",
        "a * (b * c)",
        "(a + b) * c",
        "a / b / c",
        "a / (b / c)",
        "(a / b) ** c",
        "(a * b) ** (c + d)",
        "a ** b ** c",
        "(a ** b) ** c",
        "a * b / c",
        "a * (b / c)",
        "min(a + b, c / d)",
        "a + (b + c)",
        "-a",
        "a * -b",
        "-(a + b)",
        "a - -b",
        "a // b",
        "(a + b) // c * d",
        "a % b",
        "(a + b) % (c * d)",
        "a < b <= c",
        "a and b < c",
        "(a or b) and c",
        "not a",
    ],
)
def test_brackets(source: str) -> None:
    """Brackets stand wherever the meaning would change without them."""
    expression = ast.parse(source, mode="eval").body
    assert read_back(mathml.expression(expression)) == ast.unparse(expression)


@pytest.mark.parametrize(
    "source", ["a @ b", "a if b else c if d else f(x=1)", "a[0]", "lambda: 1", "a << b", "a in b", "..."]
)
def test_what_has_no_notation_is_refused(source: str) -> None:
    """An expression that can't be typeset stops the build and says which."""
    with pytest.raises(ValueError, match="There is no notation for"):
        mathml.expression(ast.parse(source, mode="eval").body)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("lr = ", "invalid syntax"),
        ("lr = base\nrate = lr", "the last assignment is to rate"),
        ("lr == base", "'lr == base' is no assignment to a name"),
        ("if e < 1:\n    lr = base", "the if has no else"),
        ("for x in y:\n    lr = base", "is no assignment to a name"),
        ("lr += base", "is no assignment to a name"),
    ],
)
def test_a_formula_that_can_not_be_read(formula: str, reason: str) -> None:
    """A docstring whose formula is something else stops the build, with its class and the reason."""
    indented = formula.replace("\n", "\n    ")
    scheduler = type("Odd", (), {"__doc__": f"Odd.\n\nThe rate is\n\n    {indented}\n\nMore."})
    with pytest.raises(ValueError, match=f"Odd can't be read .*{reason}"):
        intervals(scheduler)


def test_names_lead_to_what_explains_them() -> None:
    """A symbol's content is what the page makes of its name, a link for instance."""
    found = mathml.expression(ast.parse("a + e", mode="eval").body, lambda name: f'<a href="#{name}">{name}</a>')
    assert found == '<mi><a href="#a">a</a></mi><mo>+</mo><mi><a href="#e">e</a></mi>'


def read_back(typeset: str) -> str:
    """The Python expression that MathML shows."""
    root = ET.fromstring(f"<mrow>{typeset}</mrow>")  # noqa: S314  # our own
    read = _read(root).replace(", otherwise ", " else ")
    read = re.sub(r"^number of (\w+) in (\w+) with (.+)$", r"len([\1 for \1 in \2 if \3])", read)
    return ast.unparse(ast.parse(read, mode="eval"))


def _read(element: ET.Element) -> str:
    content = "".join(element.itertext()).replace("\N{NO-BREAK SPACE}", " ")
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return SIGNS.get(content, content)
        case "mfrac":
            above, below = element
            return f"(({_read(above)})/({_read(below)}))"
        case "msup":
            base, exponent = element
            return f"{_read(base)}**({_read(exponent)})"
        case "mrow" if len(element) == 3 and element[0].text == "⌊":
            above, below = element[1]
            return f"(({_read(above)})//({_read(below)}))"
    return "".join(map(_read, element))
