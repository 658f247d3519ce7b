"""A suggestion is offered only where applying it leaves that problem solved."""

import random
from collections.abc import Iterator

import pytest

from schedulers import ConfigError, Problem, load_config
from tests.fuzz.documents import document
from tests.fuzz.pieces import SCALARS
from tests.schedulers.documents import only_problem, step
from tests.schedulers.reading.test_mistakes import applied
from tests.schedulers.valid import EXAMPLES, IN_BRACES
from tests.support.budget import cases, some

pytestmark = pytest.mark.slow

# As many in a line as fit, because they are looked through and not read.
# fmt: off
VALUES = (
    *SCALARS, "1,000", "1.000", "1 000", "1'000", "12,345,678", "1,00", "0,5", ",5", "1.000,5", "-1,5", "1e-3,",
    "100,", "100;", "100 epochs", "0.1f", "10%", "1/10", "1/0", "10^-3", "10**-3", "1x10^-3", "5*10^-4", "1 e-5",
    "= 0.1", "0.1]", "0.1# base", "0.1 // base", "0.1#", "30", "30, 80", "[30 80]", "[30, '80']", "[80, 30]",
    "['30', '20']", "'[30, 80]'", "30 80", "(30, 80)", "-30 -80", "[30.0, 80]", "[30, 80.0]", "['80', '80']",
    "[0, '5']", "0100", "0x1F", "True", "none", "\u22125", "\u201c0.1\u201d", "\uff11\uff10", "0.1\u00a0",
    "\u20090.1", "1e\u22125", "\u06f1\u06f0", "step\u200b", "&a '80'", "!!str 80", "'80' # so", '"8" ', "Step",
    "POLY", "multi-step", "StepLR", "torch.optim.lr_scheduler.StepLR", "|\n      80", ">-\n      80",
    "'8\n      0'", "???", "80 ", "[80]", "[[80]]", "{80}",
)
"""What people write in the place of a number, a list or a name."""
# fmt: on

KEYS = (
    "gama",
    "Gamma",
    "step_size",
    "T_max",
    "gam\u200bma",
    '"gama"',
    "num_epochs",
    "learning_rate",
    "type",
    "optim",
    "sched",
)


def documents() -> Iterator[str]:
    """Valid documents with each of these values in the place of each of theirs, and with other keys."""
    for text in (*EXAMPLES, IN_BRACES):
        for old in dict.fromkeys(text.replace("{", " ").replace("}", " ").replace(",", " ").split()):
            if old.endswith(":"):
                yield from (text.replace(old, f"{key}:", 1) for key in KEYS)
    for field in ("epochs", "lr", "interval", "gamma", "end"):
        yield from (step(**{field: value}) for value in VALUES)
    for value in VALUES:
        yield IN_BRACES.replace("0.1", value, 1)
        yield EXAMPLES[-1].replace("[30, 80]", value)
        yield EXAMPLES[0].replace("name: step", f"name: {value}")


def problems_of(text: str) -> list[Problem]:
    try:
        load_config(text)
    except ConfigError as error:
        return error.problems
    return []


def is_solved(text: str, problem: Problem) -> bool:
    """Whether the problem is gone once its suggestion is applied: nothing is said of its place as it was."""
    left = problems_of(applied(text, problem))
    same = [one for one in left if (one.line, one.path) == (problem.line, problem.path)]
    return not any(one.message == problem.message or one.column == problem.column for one in same)


def test_every_suggestion_solves_its_problem() -> None:
    """Of thousands of wrong values and keys, each that comes with a suggestion is solved by it."""
    suggested = 0
    for text in some([*documents()]):
        for problem in problems_of(text):
            if problem.suggestion is not None:
                suggested += 1
                assert is_solved(text, problem), (text, problem)
    assert suggested > cases(200)


def test_every_suggestion_for_a_hostile_document_can_be_applied() -> None:
    """In documents that nobody would write, a suggestion still takes the place of what stands there to the letter."""
    for seed in range(500):
        text = document(random.Random(seed))  # noqa: S311  # no secret
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in problems_of(text):
            if problem.suggestion is not None:
                assert lines[problem.line - 1][problem.column - 1 :].startswith(str(problem.value)), (seed, problem)


@pytest.mark.parametrize(
    ("field", "written", "suggestion"),
    [
        ("epochs", "1,000", "1000"),
        ("epochs", "1 000", "1000"),
        ("epochs", "1'000", "1000"),
        ("epochs", "12,345", "12345"),
        ("epochs", "1.000", None),
        ("epochs", "'1000001'", None),
        ("epochs", "1,5", None),
        ("epochs", "100 epochs", "100"),
        ("epochs", "100,", "100"),
        ("epochs", "\uff11\uff10", "10"),
        ("epochs", "100#long", "100 # long"),
        ("lr", "1,000", None),
        ("lr", "0,001", "0.001"),
        ("lr", "1/10", "0.1"),
        ("lr", "10^-3", "0.001"),
        ("lr", "\u201c0.1\u201d", "0.1"),
        ("lr", "1e\u22123", "0.001"),
        ("lr", "\u22125", None),
        ("lr", "0.1# base rate", "0.1 # base rate"),
        ("lr", "[0.1]", "0.1"),
        ("lr", "[0.1, 0.2]", None),
        ("lr", "ten", None),
        ("gamma", "0", None),
    ],
)
def test_what_is_suggested(field: str, written: str, suggestion: str | None) -> None:
    """The suggestion is what was probably meant, and nothing where two things could have been."""
    assert only_problem(step(**{field: written})).suggestion == suggestion


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("30", "[30]"),
        ("30, 80", "[30, 80]"),
        ("30 80", "[30, 80]"),
        ("'[30, 80]'", "[30, 80]"),
        ("(30, 80)", "[30, 80]"),
        ("'30'", "[30]"),
        ("80, 30", None),
        ("soon", None),
        ("30.5", None),
    ],
)
def test_a_list_is_suggested_where_a_list_is_needed(written: str, suggestion: str | None) -> None:
    """A number in the place of a list is suggested as a list of one."""
    text = next(text for text in EXAMPLES if "milestones" in text)
    assert only_problem(text.replace("[30, 80]", written)).suggestion == suggestion


@pytest.mark.parametrize(("written", "suggestion"), [("[3, '8']", "8"), ("[3, '2']", None), ("['3', 2]", "3")])
def test_an_item_is_suggested_where_it_fits(written: str, suggestion: str | None) -> None:
    """An item that is text is suggested as a number only where the list increases with it."""
    text = next(text for text in EXAMPLES if "milestones" in text)
    assert only_problem(text.replace("[30, 80]", written)).suggestion == suggestion


def test_a_comment_is_suggested_only_at_the_end_of_a_line() -> None:
    """Within braces a comment would hide what comes after it."""
    assert only_problem(IN_BRACES.replace("lr: 0.1", "lr: 0.1# base")).suggestion is None


@pytest.mark.parametrize("old", ["epochs: 100", "lr: 0.1", "name: step", "gamma: 0.1", "scheduler:\n"])
def test_what_has_to_be_filled_in_is_said_to_be_so(old: str) -> None:
    """OmegaConf's mark for a missing value is called that wherever it stands, and no text."""
    text = step().replace(
        old, f"{old.partition(':')[0]}: ???\n  rest:\n" if "\n" in old else f"{old.partition(':')[0]}: ???", 1
    )
    assert "got ???, which is OmegaConf's mark for a value that has to be filled in" in only_problem(text).message


@pytest.mark.parametrize(("written", "words"), [("1e400", "infinite"), (".inf", "infinite"), (".nan", "not a number")])
@pytest.mark.parametrize("field", ["epochs", "lr", "gamma"])
def test_what_is_no_finite_number_is_called_so(field: str, written: str, words: str) -> None:
    """A number beyond the range of a float is infinite, however it is written."""
    assert only_problem(step(**{field: written})).message.endswith(f"got {written}, which is {words}")
