"""A mistake in writing YAML is reported where it is, with what to write, and hides no other problem."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from schedulers import ConfigError, Problem, load_config
from tests.schedulers.documents import only_problem, problems, step
from tests.schedulers.valid import EXAMPLES, IN_BRACES
from tests.support.budget import has_time_for_all

[WITH_A_LIST] = [text for text in EXAMPLES if "milestones: [" in text]
KEY = re.compile(r"(?P<start> *)(?P<key>\w+):(?P<value> .*)?")


def lines_with_keys() -> Iterator[tuple[str, int, re.Match[str]]]:
    """Each line with a key of one example, whose values are numbers, a name and a list; once a week of all."""
    for text in EXAMPLES if has_time_for_all() else [WITH_A_LIST]:
        for number, line in enumerate(text.splitlines(), start=1):
            match = KEY.fullmatch(line)
            assert match
            yield text, number, match


LINES = list(lines_with_keys())
VALUES = [(text, number, match) for text, number, match in LINES if match["value"]]
COMMENTED = [f"{text}{comment}" for text in EXAMPLES for comment in ("", "# the end\n")]


def with_line(text: str, number: int, line: str) -> str:
    """The text with another line in the place of one."""
    lines = text.splitlines(keepends=True)
    lines[number - 1] = f"{line}\n"
    return "".join(lines)


def applied(text: str, problem: Problem) -> str:
    """The text with the problem's suggestion in the place of its value."""
    lines = text.splitlines(keepends=True)
    line, start = lines[problem.line - 1], problem.column - 1
    assert problem.value is not None
    assert problem.suggestion is not None
    assert line[start:].startswith(problem.value), (line, problem)
    lines[problem.line - 1] = line[:start] + problem.suggestion + line[start + len(problem.value) :]
    return "".join(lines)


WITHOUT_A_SPACE: dict[str, Callable[[re.Match[str]], str]] = {
    "no space": lambda match: f"{match['start']}{match['key']}:{match['value'].strip()}",
    "no space before a comment": lambda match: f"{match['start']}{match['key']}:{match['value'].strip()}  # why: so",
    "an equals sign": lambda match: f"{match['start']}{match['key']} = {match['value'].strip()}",
    "an equals sign without spaces": lambda match: f"{match['start']}{match['key']}={match['value'].strip()}",
    "a full-width colon": lambda match: f"{match['start']}{match['key']}\uff1a{match['value'].strip()}",
    "no colon": lambda match: f"{match['start']}{match['key']}{match['value']}",
    "no colon before a comment": lambda match: f"{match['start']}{match['key']}{match['value']} # so",
}


@pytest.mark.parametrize("mistake", WITHOUT_A_SPACE.values(), ids=WITHOUT_A_SPACE)
def test_a_colon_or_its_space_is_asked_for_in_its_line(mistake: Callable[[re.Match[str]], str]) -> None:
    """Wherever a colon or the space after it is missing, the place is that line's, and its suggestion mends it."""
    for text, number, match in VALUES:
        wrong = with_line(text, number, mistake(match))
        problem = only_problem(wrong)
        assert (problem.line, problem.column) == (number, len(match["start"]) + 1), wrong
        assert match["key"] in problem.message
        load_config(applied(wrong, problem))


def test_a_section_without_a_colon_is_asked_for_it() -> None:
    """A section's key without its colon is reported in its own line."""
    for text, number, match in LINES:
        if match["value"] is None:
            wrong = with_line(text, number, f"{match['start']}{match['key']}")
            problem = only_problem(wrong)
            assert (problem.line, problem.column) == (number, len(match["start"]) + 1), wrong
            load_config(applied(wrong, problem))


@pytest.mark.parametrize("separator", [":", " = ", "\uff1a"])
def test_a_document_without_any_space_after_a_colon(separator: str) -> None:
    """Where the same mistake is in every line, it is reported in every line."""
    for text, wrong in ((text, text.replace(": ", separator)) for text in EXAMPLES):
        found = problems(wrong)
        assert [one.line for one in found] == [
            number for number, line in enumerate(text.splitlines(), 1) if ": " in line
        ]


@pytest.mark.parametrize("separator", [":", "=", "\uff1a"])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_section_without_any_colon_is_read_although_fields_are_missing(separator: str, lines: int) -> None:
    """However few lines a section has, each is told how to write it, and what is missing is said as well."""
    start, section, fields = step().partition("  scheduler:\n")
    kept = fields.splitlines(keepends=True)[:lines]
    text = start + section + "".join(kept).replace(": ", separator)
    found = problems(text)
    written = [one for one in found if one.suggestion]
    assert [one.suggestion for one in written] == [line.strip() for line in kept]
    assert len(found) - len(written) == 4 - lines
    for problem in written:
        text = applied(text, problem)
        assert "must hold keys and values" not in "".join(one.message for one in problems(text))
    assert text == start + section + "".join(kept)


def test_a_space_is_asked_for_within_braces() -> None:
    """In a document on one line the key is pointed at, and each suggestion mends it."""
    for key in re.findall(r"(\w+): [^{]", IN_BRACES):
        wrong = re.sub(rf"\b{key}: ", f"{key}:", IN_BRACES)
        problem = only_problem(wrong)
        assert wrong[problem.column - 1 :].startswith(f"{key}:")
        load_config(applied(wrong, problem))


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("after", ["", "x: 'a'\n", 'y: "b" # it\'s\n'])
def test_a_quote_without_end_is_found(quote: str, after: str) -> None:
    """The quote that does not end is pointed at, whatever quotes stand after it."""
    for text, number, match in VALUES:
        if match["key"] == "milestones":
            continue
        wrong = with_line(text, number, f"{match['start']}{match['key']}: {quote}{match['value'].strip()}") + after
        problem = problems(wrong)[0]
        for one in problems(wrong):
            problem = one if "quote" in one.message else problem
        assert problem.line == number, wrong
        assert problem.column == len(f"{match['start']}{match['key']}: ") + 1


@pytest.mark.parametrize("change", [-3, -2, -1, 1, 2, 3])
def test_a_line_with_a_wrong_indentation_is_found(change: int) -> None:
    """A line that stands too far left or right is the one that is reported, or the document says so without it."""
    for text, number, match in LINES[1:]:
        start = len(match["start"]) + change
        if start < 0 or number == 1:
            continue
        wrong = with_line(text, number, f"{' ' * start}{match['key']}:{match['value'] or ''}")
        try:
            load_config(wrong)
        except ConfigError as error:
            numbers = {one.line for one in error.problems if "indented" in one.message}
            assert not numbers or numbers & {number, number + 1, number - 1}, wrong


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("     gamma: 0.1", (8, 6)),
        ("   gamma: 0.1", (8, 4)),
        ("  gamma: 0.1", (8, 3)),
        ("gamma: 0.1", (8, 1)),
        ("      gamma: 0.1", (8, 7)),
    ],
)
def test_an_indentation_is_told_with_the_right_one(line: str, place: tuple[int, int]) -> None:
    """A field's line that is indented otherwise than its neighbours is told how they are indented."""
    problem = only_problem(step().replace("    gamma: 0.1", line))
    assert (problem.line, problem.column) == place
    assert "Indent it by 4 spaces, like line 7" in problem.message


@pytest.mark.parametrize("changes", list(product([-1, 1], [-1, 1])))
def test_a_line_to_indent_like_is_there(changes: tuple[int, int]) -> None:
    """Wherever two lines in a row are indented wrongly, each line that is named as the example has content."""
    lines = step().splitlines()
    for first in range(1, len(lines) - 1):
        moved = [
            f"{' ' * change}{line}"[max(-change, 0) :] for line, change in zip(lines[first:], changes, strict=False)
        ]
        text = "\n".join([*lines[:first], *moved, *lines[first + 2 :]])
        for problem in problems(text):
            named = re.search(r"like line (\d+)$", problem.message)
            assert named is None or 1 <= int(named[1]) <= len(lines), text


def test_two_indentations_are_told_without_contradiction() -> None:
    """A section that stands too deep is told to stand like its neighbour, above what it holds, which stays as it is."""
    text = step().replace("  scheduler:", "   scheduler:").replace("    iters", "     iters")
    section, field = problems(text)
    assert (section.line, field.line) == (5, 7)
    assert section.message.endswith("Indent it by 2 spaces, like line 3")
    assert field.message.endswith("Indent it by 4 spaces, like line 6")


@pytest.mark.parametrize("width", [1, 2, 4, 8])
def test_tabs_that_indent_are_told(width: int) -> None:
    """Tabs are reported where the first one stands, and nothing else is."""
    for text in EXAMPLES:
        lines = [re.sub(r"^ +", lambda match: "\t" * (len(match[0]) // 2), line) for line in text.splitlines()]
        problem = only_problem("\n".join(lines) + "\n")
        assert (problem.line, problem.column) == (2, 1)
        assert problem.message.startswith(f"a tab indents this line and {len(lines) - 2} more")
    one = step().replace("    gamma", f"{' ' * (width % 4)}\tgamma")
    assert [(each.line, each.column) for each in problems(one)] == [(8, width % 4 + 1)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[30, 80", "the bracket [ that opens here is not closed"),
        ("[30, 80 # epochs", "the bracket [ that opens here is not closed"),
        ("[30, 80]]", "the bracket ] closes none"),
    ],
)
def test_brackets_come_in_pairs(written: str, message: str) -> None:
    """A bracket that is not closed, or closes none, is reported at its place."""
    text = next(text for text in EXAMPLES if "milestones" in text)
    wrong = text.replace("[30, 80]", written)
    problem = only_problem(wrong)
    assert message in problem.message
    assert problem.line == 7


@pytest.mark.parametrize("typed", ["pow", "gam", "warmup_epochs", "a b c", "step"])
def test_a_key_that_is_being_typed_hides_nothing(typed: str) -> None:
    """A line without a colon is one problem at its place, and the values before it are checked."""
    found = problems(f"{step(gamma='-1')}    {typed}")
    assert [(one.line, one.column) for one in found] == [(8, 12), (10, 5)]


@pytest.mark.parametrize("text", COMMENTED)
def test_prose_around_a_document_is_told(text: str) -> None:
    """A sentence before or after a document is reported in its line."""
    before = only_problem(f"My config does not work\n\n{text}")
    assert (before.line, before.column, before.value) == (1, 1, "My config does not work")
    after = only_problem(f"{text}\nWhat is wrong with it?\n")
    assert (after.line, after.column) == (len(text.splitlines()) + 2, 1)


def test_several_mistakes_are_all_reported() -> None:
    """Mistakes of several kinds, and wrong values, are reported in one reading, each in its line."""
    text = (
        step(gamma="-1")
        .replace("epochs: 100", "epochs:100")
        .replace("name: step", 'name: "step')
        .replace("  opt", "\topt")
    )
    assert [one.line for one in problems(text)] == [2, 3, 6, 8]


def test_a_space_is_asked_for_after_a_hyphen() -> None:
    """An item without the space after its hyphen is reported in its line."""
    text = next(text for text in EXAMPLES if "milestones" in text).replace(" [30, 80]", "\n      - 30\n      -80")
    problem = only_problem(text)
    assert (problem.line, problem.suggestion) == (9, "- 80")
    load_config(applied(text, problem))


@pytest.mark.parametrize("items", ["\n      -30\n      -80", "\n      -30\n      - 80", " -30x"])
def test_items_that_are_one_text_are_told_of_hyphens(items: str) -> None:
    """Where items without a space are one text, the message says why."""
    text = next(text for text in EXAMPLES if "milestones" in text).replace(" [30, 80]", items)
    assert only_problem(text).message.endswith("A space is missing after a hyphen")


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("gamma: 0.1 power: 1.0", 21, "Write each key on a line of its own"),
        ("gamma: 0.1: 2", 15, "Write each key on a line of its own"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_said_in_plain_words(line: str, column: int, words: str) -> None:
    """A mistake that is not mended is told at its place, without the words of a parser."""
    problem = only_problem(step().replace("gamma: 0.1", line))
    assert (problem.line, problem.column) == (8, column)
    assert words in problem.message


def test_two_documents_are_not_mended() -> None:
    """A second document is no mistake of a line."""
    problem = only_problem(f"{step()}---\n{step()}")
    assert problem.line == 10
    assert "second document" in problem.message
