"""Documents that were made to break the reader are answered like any other; what broke it once is kept here."""

import random
import tracemalloc
from collections.abc import Callable
from cProfile import Profile
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import SCHEDULERS, ConfigError, Problem, load_config, simulate
from schedulers.reading.reader import MAX_BYTES, MAX_EPOCHS
from schedulers.reading.report import MOST_PROBLEMS
from schedulers.reading.wording.excerpts import shortened
from schedulers.reading.wording.near_names import MOST_COMPARED, nearest
from schedulers.reading.yaml import interpolation
from schedulers.reading.yaml.loader import MAX_PREFIX
from schedulers.writing.example import config_yaml, example_config
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.fuzz.answers import checked
from tests.fuzz.documents import document
from tests.fuzz.pieces import CHARACTERS, REPEATED, SCALARS
from tests.schedulers.documents import only_problem, problems, step
from tests.schedulers.reading.test_broken_documents import HEAVY
from tests.support.budget import cases, once_a_week, some

pytestmark = pytest.mark.slow


@settings(max_examples=cases(500), deadline=None)
@given(st.randoms())
def test_generated_documents_are_answered(chance: random.Random) -> None:
    """Whatever is edited, filled in, mixed or repeated, the answer is a configuration or readable problems."""
    checked(document(chance))


@pytest.mark.parametrize("part", some(REPEATED), ids=ascii)
def test_what_fills_a_document_is_answered(part: str) -> None:
    """A document that is full of one thing is answered, below a key too."""
    checked(part * (MAX_BYTES // len(part.encode("utf-8", "surrogatepass"))))
    checked(f"training: {part * 1_000}")


@pytest.mark.parametrize("field", ["epochs", "lr", "interval", "gamma", "end"])
def test_every_value_is_answered(field: str) -> None:
    """Each thing that could be written in the place of a number is answered, also within a name."""
    for scalar in some(SCALARS):
        checked(step(**{field: scalar}))
    for character in some(CHARACTERS):
        checked(step(**{field: f"1{character}0"}))


SLOW_ONCE = {
    "a reference that does not end": step(end="'${a" + " " * 60_000 + "'"),
    "a reference with blanks inside": step(end="${a" + " " * 60_000 + "b"),
    "brackets that do not end": "[" * 60_000,
}


MOST_CALLS = 1_000_000
"""Reading as many keys and values as a document may have takes half as many calls of functions."""


@pytest.mark.parametrize("text", [*HEAVY.values(), *SLOW_ONCE.values()], ids=[*HEAVY, *SLOW_ONCE])
def test_what_took_seconds_once(text: str) -> None:
    """Each took the square of its length, or more; now none takes much more than its keys and values do."""
    profile = Profile()
    with profile, pytest.raises(ConfigError):
        load_config(text)
    assert sum(entry.callcount for entry in profile.getstats()) < MOST_CALLS


REPEATING = {"aliases of a long number", "aliases of a long reference", "tags with a long prefix"}
"""The documents of which a reader could keep much more than was written."""
SELDOM = once_a_week(f"{', '.join(sorted(REPEATING))}, and test_what_took_seconds_once")


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name, marks=[SELDOM] * (name not in REPEATING)) for name, text in HEAVY.items()],
)
def test_heavy_documents_take_little_memory(text: str) -> None:
    """A document made to exhaust a reader gets its located problems; what it repeats is kept once.

    `nox -s fuzz` measures how soon.
    """
    found: list[Problem] = []
    assert memory_of(lambda: found.extend(problems(text))) < 10
    assert found


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_million_epochs_take_little_memory(name: str) -> None:
    """The longest training that is simulated is so within the memory that a document may take."""
    shortest: dict[str, Any] = {"cosine": {"iters_per_phase": 1e-3}, "step": {"end_epoch": MAX_EPOCHS}}
    text = config_yaml(example_config(name, epochs=MAX_EPOCHS, **shortest.get(name, {})))
    assert memory_of(lambda: simulate_text(text)) < 48


def memory_of(answer: Callable[[], object]) -> float:
    """MiB that are needed at most until there is an answer."""
    tracemalloc.start()
    try:
        answer()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def test_of_a_long_text_only_the_start_is_looked_at() -> None:
    """A message may repeat a text of 60,000 characters thousands of times, so it is not split into words each time."""
    text = "x " * 30_000
    assert memory_of(lambda: shortened(text)) < 0.01
    assert shortened(text) == "x " * 28 + "x..."
    assert shortened(f"x{' ' * 1_000}y") == "x..."


def test_a_long_reference_that_is_repeated_is_matched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aliases of one reference are one look-up, whether it leads anywhere or not."""
    pattern = Mock(wraps=interpolation._REFERENCE)
    monkeypatch.setattr(interpolation, "_REFERENCE", pattern)
    assert len(problems(HEAVY["aliases of a long reference"])) > 1
    assert pattern.match.call_count == 1


@pytest.mark.parametrize(
    "number", ["!!int 12:30", "!!float 12:30", f"!!float {'1:' * 200}1", f"!!int {'1:' * 30_000}1"]
)
def test_a_clock_is_no_number_even_where_it_says_so(number: str) -> None:
    """Digits with colons are text whatever their tag; as a number of base 60 they could exceed the range of a float."""
    problem = only_problem(step(lr=number))
    assert (problem.line, problem.column) == (4, 9)
    assert problem.message.endswith("..., which is text" if len(number) > 60 else "12:30, which is text")


def test_a_long_prefix_of_tags_is_refused_where_it_is_given() -> None:
    """Each tag would repeat it, so two hundred characters are its limit."""
    prefix = "x" * (MAX_PREFIX - len("tag:"))
    assert "training is missing" in only_problem(f"%TAG !e! tag:{prefix}\n---\na: 1\n").message
    problem = only_problem(f"# more\n%TAG !e! tag:{prefix}x\n---\na: 1\n")
    assert "prefix of a tag with more than 200 characters" in problem.message
    assert (problem.line, problem.column) == (2, 1)


def test_a_power_beyond_floats_below_the_ramp_is_none_of_the_curve() -> None:
    """What the decay would be before the peak is not computed, so nothing warns that it exceeds a float."""
    config = example_config("poly", epochs=80, warmup_epochs=79, end_epoch=80, power=300.0)
    assert np.isfinite(simulate(config).lr).all()


def test_an_index_of_thousands_of_digits_leads_nowhere() -> None:
    """Python refuses to read so many digits; the reader says that nothing is there."""
    problem = only_problem(step(end=f"${{x[{'9' * 5_000}]}}") + "x: [1]\n")
    assert "leads nowhere" in problem.message
    assert (problem.line, problem.column) == (9, 16)


def test_a_version_of_thousands_of_digits_is_named() -> None:
    """It is the version that is too long, and no escape sequence."""
    problem = only_problem(f"%YAML 1.{'9' * 5_000}\n---\na: 1\n")
    assert "version number" in problem.message
    assert (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize("item", [" a: 1", " - !x 1"])
def test_many_problems_below_a_long_key_are_few_words(item: str) -> None:
    """A thousand problems that would each name a key of 30,000 letters are a hundred that can be read, and a count."""
    found = problems(f"? {'k' * 30_000}\n:" + f"\n{item}" * 1_001)
    assert len(found) == MOST_PROBLEMS + 1
    assert max(len(problem.message) for problem in found) < 300
    assert max(len(problem.path) for problem in found) <= 160
    assert found[-1].place > found[0].place


def test_what_is_shown_as_escapes_is_as_short() -> None:
    """Of what nobody sees, each character takes ten to be shown; messages and paths are as short as of letters."""
    hidden = "\U000e0041" * 200
    texts = [
        f"{hidden}:\n  {hidden}: 1\n  {hidden}: 2\n",
        step(end=f"'{hidden}'"),
        step().replace("name: step", f"name: '{hidden}'"),
        step(end=f"'${{{hidden}}}'"),
        step(end=f"!<tag:{hidden}> 1"),
        f"{step(end='${x}')}x: '{hidden}'\n",
        f"{step()}    {hidden}: 1\n",
        f"training: '{hidden}'\n",
    ]
    for text in texts:
        for problem in problems(text):
            assert len(problem.message) < 300
            assert len(problem.path) <= 160
            assert f"{problem.message}{problem.path}".isprintable()


def test_problems_up_to_the_limit_are_all_told() -> None:
    """A hundred problems are a hundred; of one more, the last says so."""
    keys = "".join(f"    k{index}: 1\n" for index in range(MOST_PROBLEMS))
    assert len(problems(step() + keys)) == MOST_PROBLEMS
    assert problems(f"{step()}{keys}    k: 1\n")[-1].message == "from here on there is 1 more. Mend those above first"
    found = problems(f"{step()}{keys}    k: 1\n    l: 1\n")
    assert [problem.message for problem in found[MOST_PROBLEMS:]] == [
        "from here on there are 2 more. Mend those above first"
    ]
    assert found[-1].line == 110


def test_among_too_many_keys_none_is_guessed() -> None:
    """A misspelt key is found among two hundred, and not looked for among more."""
    others = [f"other{index}" for index in range(MOST_COMPARED)]
    assert nearest("gamma", [*others[1:], "gama"]) == "gama"
    assert nearest("gamma", [*others, "gama"]) is None


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(break_: str) -> None:
    """YAML ends a line at U+0085 and U+2028, editors don't: the place is the editor's."""
    problem = only_problem(f"# one{break_}# still one\n" + step(gamma="x"))
    assert (problem.line, problem.column) == (9, 12)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_every_end_of_line_is_one(break_: str) -> None:
    """Unix, Windows and old Macintosh files have the same places."""
    problem = only_problem(step(gamma="x").replace("\n", break_))
    assert (problem.line, problem.column) == (8, 12)


def test_what_is_invisible_is_shown() -> None:
    """A message shows the character that nobody sees, and none that turns the rest of the sentence around."""
    unknown = problems(step().replace("gamma:", "gam\u200bma:"))[-1]
    assert r"training.scheduler.gam\u200bma is unknown" in unknown.message
    assert unknown.value == "gam\u200bma"  # as it is written, so that a fix can replace it
    assert unknown.suggestion == "gamma"
    assert r"got \u202e0.1" in only_problem(step(gamma="\u202e0.1")).message
    assert r"\U000e0041" in only_problem(step(gamma="\U000e0041")).message


def test_a_long_name_of_an_anchor_is_cut() -> None:
    """PyYAML repeats a name in its sentence, however long."""
    assert len(only_problem("*" + "a" * 60_000).message) <= 200
