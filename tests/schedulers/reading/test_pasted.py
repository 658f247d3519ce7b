"""A document that was copied with what stood around it is read without, and what to take out is said."""

import pytest

from schedulers import load_config
from tests.schedulers.documents import only_problem, problems, step
from tests.schedulers.valid import VALID

FENCES = ["```", "```yaml", "``` yaml", "````yaml", '```yaml title="train.yaml"', "~~~", "~~~yaml", "  ```yml"]


@pytest.mark.parametrize("fence", FENCES)
@pytest.mark.parametrize("text", VALID)
def test_fences_are_told(fence: str, text: str) -> None:
    """Whatever a fence looks like, it is the one problem, at its place."""
    end = fence.strip().rstrip('abcdefghijklmnopqrstuvwxyz."= ')
    end = end if set(end) <= {"`", "~"} else "```"
    problem = only_problem(f"{fence}\n{text}{end}\n")
    assert (problem.line, problem.column) == (1, len(fence) - len(fence.lstrip()) + 1)
    lines = len(text.splitlines())
    assert problem.message.endswith(f"Take out line 1 and line {lines + 2}")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("```yaml\n", "", 1),
        ("", "```\n", 10),
        ("Here it is:\n\n```yaml\n", "```\n\nWhat is wrong?\n", 3),
        ("Like this\n```\n", "```\n", 2),
        ("- so\n- or so\n\n```\n", "```\n", 4),
        ("# A page\n\nSome text, with: colons\n\n~~~yaml\n", "~~~\n", 5),
    ],
)
def test_what_is_around_a_fence_is_passed_over(before: str, after: str, line: int) -> None:
    """Of a page the part between its fences is read; with one fence, the side that has more."""
    problem = only_problem(before + step() + after)
    assert problem.line == line
    assert "is a fence of Markdown and no YAML" in problem.message


def test_what_is_wrong_between_fences_is_reported_too() -> None:
    """A fence hides no other problem."""
    assert [one.line for one in problems(f"```yaml\n{step(gamma='-1')}```\n")] == [1, 9]


@pytest.mark.parametrize("mark", ["> ", ">", "+ ", "+", "| ", ">> "])
@pytest.mark.parametrize("text", VALID)
def test_marks_before_each_line_are_told(mark: str, text: str) -> None:
    """A quotation is one problem, where it begins."""
    problem = only_problem("".join(f"{mark}{line}\n" for line in text.splitlines()))
    assert (problem.line, problem.column, problem.value) == (1, 1, mark[0])


def test_a_quoted_fence_is_told_twice() -> None:
    """A fence within a quotation is two things to take out."""
    quoted = "".join(f"> {line}\n" for line in f"```yaml\n{step()}```".splitlines())
    assert [(one.line, one.column) for one in problems(quoted)] == [(1, 1), (1, 3)]


def test_fences_that_are_yaml_are_left_alone() -> None:
    """A fence in a comment or in a text is none."""
    assert load_config(f"# ```yaml\n{step()}# ```\ntext: |\n  ```\n  more\n  ```\n").epochs == 100


@pytest.mark.parametrize("form", ["{} {}", "{}: {}", "{}| {}", "{:3} {}", "{}\t{}"])
@pytest.mark.parametrize("text", VALID)
def test_numbers_of_lines_are_told(form: str, text: str) -> None:
    """A listing with line numbers is one problem, whatever stands between number and line."""
    listed = "".join(form.format(number, line) + "\n" for number, line in enumerate(text.splitlines(), start=1))
    assert "each line starts with its number" in only_problem(listed).message
