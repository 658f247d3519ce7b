"""Documents that were made to break the reader are answered like any other; what broke it once is kept here."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import ConfigError
from schedulers.command_line.reading import read
from schedulers.config_reader import MAX_BYTES
from schedulers.report import MOST_COMPARED, MOST_PROBLEMS, nearest
from tests.fuzz.answers import checked
from tests.fuzz.documents import CHARACTERS, ENCODINGS, REPEATED, SCALARS, as_bytes, document
from tests.schedulers.documents import only_problem, problems, step


@settings(max_examples=200, deadline=None)
@given(st.randoms())
def test_generated_documents_are_answered(chance: random.Random) -> None:
    """Whatever is edited, filled in, mixed or repeated, the answer is a configuration or readable problems."""
    checked(document(chance))


@pytest.mark.parametrize("part", REPEATED, ids=ascii)
def test_what_fills_a_document_is_answered(part: str) -> None:
    """A document that is full of one thing is answered, below a key too."""
    checked(part * (MAX_BYTES // len(part.encode("utf-8", "surrogatepass"))))
    checked(f"training: {part * 1_000}")


@pytest.mark.parametrize("field", ["epochs", "lr", "interval", "gamma", "end"])
def test_every_value_is_answered(field: str) -> None:
    """Each thing that could be written in the place of a number is answered, also within a name."""
    for scalar in SCALARS:
        checked(step(**{field: scalar}))
    for character in CHARACTERS:
        checked(step(**{field: f"1{character}0"}))


SLOW_ONCE = {
    "a reference that does not end": step(end="'${a" + " " * 60_000 + "'"),
    "a reference with blanks inside": step(end="${a" + " " * 60_000 + "b"),
    "brackets that do not end": "[" * 60_000,
}


@pytest.mark.parametrize("text", SLOW_ONCE.values(), ids=SLOW_ONCE)
def test_what_took_seconds_once(text: str) -> None:
    """Each took the square of its length; the tests' own limit would stop one that does."""
    assert problems(text)


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


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_in_any_encoding_is_answered(tmp_path: Path, encoding: str) -> None:
    """A file is read, or refused at the byte that is no UTF-8."""
    file = tmp_path / "training.yaml"
    file.write_bytes(f"# Lernrate für später\n{step()}".encode(encoding, "replace"))
    try:
        checked(read(file))
    except ConfigError as error:
        [problem] = error.problems
        assert "is no UTF-8. Save the file as UTF-8." in problem.message


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    """A file that starts with one is read as if it did not, and its columns are those that an editor shows."""
    file = tmp_path / "training.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + step().encode())
    assert read(file) == step()
    file.write_bytes(b"\xef\xbb\xbfa: \xff")
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert caught.value.problems[0].column == 4


def test_a_long_file_is_said_to_be_long(tmp_path: Path) -> None:
    """Reading stops somewhere; when that is within a character, the file is still called too long and nothing else."""
    file = tmp_path / "training.yaml"
    for before in range(4):
        file.write_bytes(b"#" * before + "😀".encode() * MAX_BYTES)
        assert "bytes are read" in only_problem(read(file)).message


def test_damaged_files_are_answered(tmp_path: Path) -> None:
    """Files in any encoding, with bytes that are wrong, are answered."""
    file = tmp_path / "training.yaml"
    refused = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311  # no secret
        file.write_bytes(as_bytes(document(chance), chance))
        try:
            text = read(file)
        except ConfigError as error:
            refused += str(error).count("no UTF-8")
            continue
        checked(text)
    assert 30 < refused < 270
