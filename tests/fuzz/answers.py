"""What an answer to any document must be: a configuration, or problems at places in it, in words that can be read."""

import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from schedulers import ConfigError, Problem, TrainingConfig, load_config
from schedulers.reading.report import MOST_PROBLEMS
from site_plugins.simulator.python.inside.simulator_page import Result, simulate_text

LONGEST_MESSAGE = 500
"""Characters of a sentence that somebody still reads; most have a hundred."""


@dataclass(frozen=True)
class Timed:
    """An answer, and how many seconds the processor took for it.

    The processor's time and not the clock's: it is the same on a machine that is busy, or asleep meanwhile.
    """

    problems: Sequence[Problem]
    seconds: float


def checked(text: str) -> Timed:
    """Read a document, and simulate what it configures.

    Raises:
        AssertionError: The answer is not what an answer must be.
        Exception: There is no answer.
    """
    started = time.process_time()
    try:
        config = load_config(text, epochs=100, lr=0.1)
    except ConfigError as error:
        seconds = time.process_time() - started
        check_problems(text, error.problems)
        return Timed(error.problems, seconds)
    started = time.process_time()  # once more from the start, as the page does it
    result = simulate_text(text)
    seconds = time.process_time() - started
    check_config(text, config, result)
    return Timed([], seconds)


def check_config(text: str, config: TrainingConfig, result: Result) -> None:
    """A configuration's places lie in its document, and it has a curve that the page can show."""
    check_places(text, [(place.line, place.column) for place in config.places.values()])
    report, lr, _, _ = result
    assert json.loads(report, parse_constant=_refuse)["problems"] == []
    assert lr is not None
    assert lr.shape == (config.epochs,)
    assert not np.isnan(lr).any()


def check_problems(text: str, problems: Sequence[Problem]) -> None:
    """Problems are few enough to be shown, lie in their document, and each is a sentence on one line."""
    assert 1 <= len(problems) <= MOST_PROBLEMS + 1
    check_places(text, [(problem.line, problem.column) for problem in problems])
    for problem in problems:
        assert problem.message
        assert len(problem.message) <= LONGEST_MESSAGE, problem.message[:LONGEST_MESSAGE]
        assert problem.message.isprintable(), ascii(problem.message)
        assert problem.path.isprintable(), ascii(problem.path)
        assert len(problem.value or "") <= LONGEST_MESSAGE
        assert json.dumps(vars(problem))


def check_places(text: str, places: Iterable[tuple[int, int]]) -> None:
    """Each line and column is one that an editor shows."""
    lines = re.split("\r\n|\r|\n", text)
    for line, column in places:
        assert 1 <= line <= len(lines), f"line {line} of {len(lines)}"
        assert 1 <= column <= len(lines[line - 1]) + 1, f"column {column} of {len(lines[line - 1])} in line {line}"


def _refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} is no JSON")
