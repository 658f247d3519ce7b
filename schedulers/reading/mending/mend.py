"""Reads a document. Where it is no YAML, its mistakes are mended first, so that all problems are reported."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from yaml.nodes import ScalarNode

from schedulers.further_names import Declaration
from schedulers.problems import ConfigError, Place, Problem
from schedulers.reading.document import Attempt, Document
from schedulers.reading.mending import bracket_mends, colon_mends, indentation_mends, other_mends, pasted
from schedulers.reading.mending.mends import Broken, Lines, Mend
from schedulers.reading.reader import attempt
from schedulers.reading.report import first_problems
from schedulers.reading.wording.excerpts import dotted
from schedulers.reading.wording.near_names import folded
from schedulers.reading.yaml.nodes import place_of, walk
from schedulers.registry import Registry

MOST_CHARACTERS = 10_000
"""The most characters to read while mends are tried. A short document allows more trials."""

MOST_TRIED = 24
"""The most mends that are tried on one document."""

_LONGEST_LINE = 1_000
_OVERHEAD = MOST_CHARACTERS // MOST_TRIED

_KINDS: tuple[Callable[[Broken], Iterator[Mend]], ...] = (
    pasted.mends,
    indentation_mends.characters,
    indentation_mends.tabs,
    colon_mends.mends,
    other_mends.mends,
    bracket_mends.quotes,
    bracket_mends.brackets,
    indentation_mends.indentations,
)


def read(text: str, assumptions: Mapping[str, Any], registry: Registry) -> Document:
    """Read and check a document.

    Args:
        text: The YAML.
        assumptions: Values, by the names of settings, for what the document does not say.
        registry: Whose schedulers the document may choose.

    Raises:
        ConfigError: Something is wrong with the document.
    """
    attempted = partial(attempt, assumptions=assumptions, registry=registry)
    first = attempted(text)
    if not first.problems:
        return first.document
    raise ConfigError(first_problems(_all_problems(text, first, attempted, _known_names(registry.layout.names))))


def _all_problems(
    text: str, first: Attempt, attempted: Callable[[str], Attempt], known_names: set[str]
) -> list[Problem]:
    """Return all problems of a text: the mistakes that could be mended, and the others."""
    best, done = first, list[Mend]()
    left = MOST_CHARACTERS if max(map(len, text.splitlines()), default=0) <= _LONGEST_LINE else 0
    while best.missing and not (best.error and best.error.is_second_document):
        better, left = _better(text, best, attempted, left, known_names)
        if better is None:
            break
        mend, best = better
        done.append(replace(mend, problems=tuple(_with_path(problem, mend, best) for problem in mend.problems)))
        text = mend.text
    problems = best.problems
    for mend in reversed(done):
        problems = [*mend.problems, *(_moved(problem, mend) for problem in problems)]
    return problems


def _better(
    text: str, best: Attempt, attempted: Callable[[str], Attempt], left: int, known_names: set[str]
) -> tuple[tuple[Mend, Attempt] | None, int]:
    """Find the first mend that makes more of a text readable; return it with the characters left to read."""
    broken = Broken(Lines(text), best.error, known_names)
    for kind in _KINDS:
        found: tuple[Mend, Attempt] | None = None
        for mend in kind(broken):
            left -= max(len(mend.text), _OVERHEAD)
            if left < 0:
                return found, left
            tried = attempted(mend.text)
            if _rank(tried) < _rank(found[1] if found else best):
                found = (mend, tried)
        if found:
            return found, left
    return None, left


def _rank(tried: Attempt) -> tuple[bool, int, bool, int, int]:
    """Rank an attempt. A lower rank means that more of the text was understood.

    A section that can be read comes before the fields that are found to be missing in it.
    """
    error = tried.error
    is_tab = error is not None and error.is_tab
    return (error is not None, -error.place.line if error else 0, is_tab, tried.unread, tried.missing)


def _moved(problem: Problem, mend: Mend) -> Problem:
    place = mend.place_before(Place(problem.line, problem.column))
    return replace(problem, line=place.line, column=place.column)


def _with_path(problem: Problem, mend: Mend, tried: Attempt) -> Problem:
    """Add the keys that lead to a mistake's line, where the line can be read by now."""
    if tried.root is None or problem.allowed is None:
        return problem
    for path, node in walk(tried.root):
        place = place_of(node)
        if place.line == problem.line and isinstance(node, ScalarNode) and mend.place_before(place) == problem.place:
            return replace(problem, path=dotted((*path, node.value)))
    return problem


@cache
def _known_names(declaration: Declaration) -> set[str]:
    """Return the names of all keys that are read, and the other names that people use for them."""
    names = {name for path, further in declaration.keys.items() for name in (path.rpartition(".")[2], *further)}
    return {folded(name) for name in names}
