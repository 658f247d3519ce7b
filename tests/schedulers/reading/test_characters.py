"""Characters that nobody sees, or that look like others, are named wherever they stand."""

import re

import pytest

from schedulers.reading.wording.characters import COLONS, INVISIBLE, SPACES, named, plain
from tests.schedulers.documents import only_problem, problems, step
from tests.schedulers.valid import EXAMPLES

SPACE_NAMES = sorted(SPACES)
UNSEEN = sorted(INVISIBLE)


def code(character: str) -> str:
    return f"U+{ord(character):04X}, "


@pytest.mark.parametrize("character", SPACE_NAMES, ids=ascii)
def test_a_space_that_is_none_is_named_everywhere(character: str) -> None:
    """In a value, a name, a key, after a colon and as indentation, at its place."""
    value = only_problem(step(gamma=f"0.5{character}"))
    assert code(character) in value.message
    assert (value.line, value.suggestion) == (8, "0.5")
    name = only_problem(step().replace("name: step", f"name: step{character}"))
    assert code(character) in name.message
    assert (name.line, name.suggestion) == (6, "step")
    key = next(one for one in problems(step().replace("gamma:", f"gam{character}ma:")) if one.value)
    assert code(character) in key.message
    assert (key.line, key.suggestion) == (8, "gamma")
    colon = only_problem(step().replace("gamma: ", f"gamma:{character}"))
    assert code(character) in colon.message
    assert (colon.line, colon.column) == (8, 11)
    indented = only_problem(step().replace("    gamma", f"   {character}gamma"))
    assert code(character) in indented.message
    assert (indented.line, indented.column) == (8, 4)


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
def test_a_character_that_nobody_sees_is_named_everywhere(character: str) -> None:
    """In a value, a name, a key and at the start of a line, at its place."""
    value = only_problem(step(gamma=f"0{character}.5"))
    assert code(character) in value.message
    assert (value.line, value.suggestion) == (8, "0.5")
    name = only_problem(step().replace("name: step", f"name: st{character}ep"))
    assert (name.line, name.suggestion) == (6, "step")
    assert code(character) in name.message
    key = next(one for one in problems(step().replace("gamma:", f"gam{character}ma:")) if one.value)
    assert code(character) in key.message
    outside = only_problem(step().replace("epochs: 100", f"epochs{character}: 100"))
    assert code(character) in outside.message
    assert (outside.line, outside.column, outside.suggestion) == (2, 3, "epochs")
    start = only_problem(step().replace("  optimizer", f"{character}  optimizer"))
    assert code(character) in start.message
    assert (start.line, start.column) == (3, 1)


@pytest.mark.parametrize("character", ["\u00a0", "\u3000", "\u2003", "\u202f"])
@pytest.mark.parametrize("text", EXAMPLES)
def test_indentation_of_other_spaces_is_one_problem(character: str, text: str) -> None:
    """A document that was copied from a page is read, with one problem for all its lines."""
    copied = re.sub(r"^ +", lambda match: character * len(match[0]), text, flags=re.MULTILINE)
    problem = only_problem(copied)
    assert (problem.line, problem.column) == (2, 1)
    assert f"starts this line and {len(text.splitlines()) - 2} more" in problem.message
    mixed = re.sub(r"^ +", lambda match: f"{character} " * (len(match[0]) // 2), text, flags=re.MULTILINE)
    assert only_problem(mixed).line == 2


@pytest.mark.parametrize("character", sorted(COLONS), ids=ascii)
def test_a_colon_that_is_none_is_named(character: str) -> None:
    """Another script's colon is named, with the ASCII line to write."""
    for line in (f"gamma{character}0.1", f"gamma{character} 0.1", f"gamma {character} 0.1"):
        problem = only_problem(step().replace("gamma: 0.1", line))
        assert code(character) in problem.message
        assert (problem.line, problem.column, problem.suggestion) == (8, 5, "gamma: 0.1")


@pytest.mark.parametrize(
    ("written", "suggestion", "name"),
    [
        ("\u22125", None, "U+2212, a minus sign of typography"),
        ("1e\u22125", "1.0e-5", "U+2212"),
        ("1e\u20135", "1.0e-5", "U+2013, an en dash"),
        ("\u201c0.1\u201d", "0.1", "U+201C, a curly quote and U+201D, a curly quote"),
        ("\u2018\u20190.1\u2019", "0.1", "U+2018, a curly quote"),
        ("\uff10\uff0e\uff11", "0.1", "U+FF10, a full-width 0"),
        ("0\uff0c1", "0.1", "U+FF0C, a full-width ,"),
        ("\u0661\u0662", "12.0", "U+0661, a digit of another script"),
        ("0\u066b5", "0.5", "U+066B, an Arabic decimal separator"),
        ("1\u0435-5", "1.0e-5", "U+0435, a Cyrillic letter"),
    ],
)
def test_numbers_of_other_characters_are_named(written: str, suggestion: str | None, name: str) -> None:
    """A number that looks like one is told what it consists of, and suggested in ASCII where the field takes it."""
    problem = only_problem(step(lr=written))
    assert name in problem.message
    assert (problem.line, problem.value, problem.suggestion) == (4, written, suggestion)


def test_a_letter_of_another_alphabet_is_named_in_a_key() -> None:
    """A Cyrillic letter that no font tells apart is named."""
    problem = only_problem(step().replace("epochs: 100", "\u0435pochs: 100"))
    assert (problem.line, problem.suggestion) == (2, "epochs")
    assert "U+0435, a Cyrillic letter, stands in it" in problem.message


def test_several_characters_stand_in_it() -> None:
    """The verb agrees with what is named before it, in a name, a value, a key and at the start of a line."""
    quotes = "U+201C, a curly quote and U+201D, a curly quote, stand in it"
    for text in (step().replace("name: step", "name: \u201cstep\u201d"), step(gamma="\u201c0.1\u201d")):
        assert quotes in only_problem(text).message
    key = next(one for one in problems(step().replace("gamma:", "\u201cgamma\u201d:")) if one.value)
    assert quotes in key.message
    start = only_problem(step().replace("    gamma", "\u00a0\u2003  gamma")).message
    assert start.startswith("U+00A0, a non-breaking space and U+2003, an em space, start this line. Replace each by")
    more = only_problem(step(gamma="\u201c\u20180.1\u2019\u201d")).message
    assert "U+2018, a curly quote and 2 more, stand in it" in more


def test_a_mark_at_the_start_of_a_document_is_none_of_it() -> None:
    """A byte order mark at the start is what editors put there; within a document it is named."""
    assert only_problem("\ufeff" + step(gamma="-1")).line == 8
    assert "U+FEFF, a byte order mark" in only_problem(step().replace("  scheduler", "\ufeff  scheduler")).message


def test_other_characters_are_left_alone() -> None:
    """Letters of other languages, also in comments and in the trainer's own parts, are no mistakes."""
    assert named("\u00e9t\u00e9 \u6f22\u5b57 \U0001f600") == ""
    assert plain("\u00e9t\u00e9") == "\u00e9t\u00e9"
    assert [
        one.line for one in problems(f"# \u00a0\u201cso\u201d\n{step(gamma='-1')}text: \u201cso\u00a0so\u201d\n")
    ] == [9]
