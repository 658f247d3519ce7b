"""A family of schedulers is declared in few lines, so that a maintainer can read all of them."""

import ast
import io
import tokenize

import pytest

from tests.examples.families import FAMILIES, folder, registry

MOST = {"torch": 20, "timm": 41, "transformers": 20}
"""Lines of code for each scheduler on average, with layout, fields and all that the family shares.

Twenty are the aim. timm has but five schedulers, for which it needs as long a layout, a warm-up and cycles.
"""


def lines_of_code(source: str) -> int:
    """How many lines have something other than a comment or a docstring in them."""
    tree = ast.parse(source)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, described) and ast.get_docstring(node)]
    docstrings = {line for each in first for line in range(each.lineno, (each.end_lineno or each.lineno) + 1)}
    nothing = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = {line for each in tokens if each.type not in nothing for line in range(each.start[0], each.end[0] + 1)}
    return len(code - docstrings)


def test_lines_are_counted() -> None:
    """Docstrings, comments and blank lines do not count; each line of a statement does."""
    assert (
        lines_of_code('"""A module\n\nof one function."""\n\n\ndef f(\n    x,\n):\n    """f."""\n    # one\n    x\n')
        == 4
    )


@pytest.mark.parametrize("library", FAMILIES)
def test_a_scheduler_takes_few_lines(library: str) -> None:
    """On average a scheduler has no more lines than it is allowed, all that the family shares included."""
    count = sum(lines_of_code(path.read_text(encoding="utf-8")) for path in folder(library).glob("*_schedules/*.py"))
    assert count / len(registry(library).schedules) <= MOST[library]
