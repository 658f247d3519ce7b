"""A document is read as the trainer's loader reads it: the same values, and refused where that refuses it."""

import pytest
from omegaconf import OmegaConf
from yaml.nodes import MappingNode

from schedulers import load_config
from schedulers.reading.yaml.loader import compose
from tests.fuzz.edits import compare_edits, difference
from tests.schedulers.documents import only_problem, step

pytestmark = pytest.mark.slow


def test_edited_documents_are_read_alike() -> None:
    """Whatever an edit does to a valid document, both read the same or both refuse; `nox -s fuzz` tries thousands."""
    found = compare_edits(600, seed=0)
    assert found.failures == []
    assert 100 < found.accepted < 500, "the edits must break some documents and spare others"


TABS = [
    "{}\t# base rate", "{}\t", "\t{}", " \t{}", "{} \t # why", "'{}'\t", "&a\t{}", "!!float\t{}",
]  # fmt: skip


@pytest.mark.parametrize("written", TABS)
def test_tabs_between_values_are_blanks(written: str) -> None:
    """Where the trainer's loader takes a tab, it is taken, and the value is what it would be without."""
    text = step(lr=written.format("0.25"))
    assert (
        load_config(text.replace("'0.25'", "0.25")).lr == OmegaConf.create(text.replace("'", "")).training.optimizer.lr
    )
    assert difference(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "\ta: 1",
        "a:\n\tb: 1",
        "a:\n  \tb: 1",
        "-\t- a",
        "a: b\n\tc",
        "a: |\n\tx",
        "a: |\n  x\n \ty",
        "?\ta",
        "a:\n- \tb: 1",
    ],
)
def test_tabs_that_indent_are_refused(text: str) -> None:
    """Where the trainer's loader takes no tab, neither do we."""
    with pytest.raises(Exception, match=r"tab|token"):
        OmegaConf.create(text)
    assert difference(text) is None


IN_BRACKETS = ["[a?b]", "[a ? b]", "{a?: b}", "[-?]", "[a:,b]", "{a:}", "[a:[b]]", "[a:?b]", "[?a]", "[? a]", "[:a]"]


@pytest.mark.parametrize("text", IN_BRACKETS)
def test_question_marks_and_colons_in_brackets(text: str) -> None:
    """The two scanners of PyYAML differ in brackets; ours is the one that the trainer's loader uses."""
    assert difference(f"x: {text}\n") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x: =", "takes no tag"),
        ("x: <<", "takes no tag"),
        ("x: !!set {a}", "takes no tag"),
        ("x: !!timestamp 2026-01-01", "takes no tag"),
        ("x: !!int {a: 1}", "takes no tag"),
        ("x: !!map [a]", "takes no tag"),
        ("x: !!seq a", "takes no tag"),
        ("x: !!omap [a]", "each item"),
        ("x: !!pairs [{a: 1, b: 2}]", "each item"),
        ("x: !!binary a", "is no binary"),
        ("x: {<<: 1}", "<< takes over"),
        ("x: {<<: [1]}", "<< takes over"),
        ("null: 1", "the key is missing"),
        ("? [a]\n: 1", "can't be a key"),
        ("{a: 1}: 2", "can't be a key"),
        ("x: 0b_", "is no int"),
        ("x: !!int 5.0", "is no int"),
        ("x: !!float a", "is no float"),
        ("x: !!bool maybe", "is no bool"),
        ("x: !!int ''", "nothing is no int"),
        (f"x: {'9' * 5_000}", "is no int"),
        ("x: ${a", "starts a reference"),
        ("x: '${}'", "starts a reference"),
        ("x: &a [*a]", "contains the alias itself"),
        ('a: 1\n"a": 2', "is given a second time"),
    ],
)
def test_what_the_loader_refuses_anywhere_is_refused(text: str, words: str) -> None:
    """What the trainer could not load is refused in parts that no simulation needs, too."""
    assert difference(text) is None
    problem = only_problem(f"{step()}{text}\n")
    assert words in problem.message
    assert problem.line >= 10


@pytest.mark.parametrize(
    "text",
    [
        "1: a\n1: b",
        "true: 1\ntrue: 2",
        "x: !!binary aGk=",
        "x: !!omap [a: 1]",
        "x: !!pairs [a: 1]",
        "\ufeffa: 1",
        "=: 1",
        "${x: 1",
    ],
)
def test_what_the_loader_takes_is_taken(text: str) -> None:
    """What is unusual and no error to the trainer's loader is none to us."""
    OmegaConf.create(text)
    assert load_config(f"{text}\n{step()}").epochs == 100


def test_aliases_stand_for_no_more_than_the_loader_allows() -> None:
    """So many aliases of aliases that the trainer's loader refuses them are refused, and one level less is not."""
    for levels in (1, 2, 3, 4):
        lines = ["a0: &a0 [1, 2]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 11)}]" for n in range(1, levels + 1))]
        text = "\n".join(lines)
        assert isinstance(compose(text), MappingNode)
        assert difference(text) is None, levels


def test_what_is_different_on_purpose() -> None:
    """12:30 is 750 to the trainer's loader and to nobody else, so it is refused with its value."""
    assert OmegaConf.create("x: 12:30").x == 750
    assert only_problem(step(end="12:30")).value == "12:30"
