"""Files whose bytes were made to break the reader are answered like any other."""

import random
from pathlib import Path

import pytest

from schedulers import ConfigError
from schedulers.command_line.reading import read
from schedulers.reading.reader import MAX_BYTES
from schedulers.schedules.own_layout import LAYOUT
from tests.fuzz.answers import checked
from tests.fuzz.documents import as_bytes, document
from tests.fuzz.pieces import ENCODINGS
from tests.schedulers.documents import step
from tests.support.budget import cases

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_in_any_encoding_is_answered(tmp_path: Path, encoding: str) -> None:
    """A file is read, or refused at the byte that is no UTF-8."""
    file = tmp_path / "training.yaml"
    file.write_bytes(f"# Lernrate für später\n{step()}".encode(encoding, "replace"))
    try:
        checked(read(file, LAYOUT))
    except ConfigError as error:
        [problem] = error.problems
        assert "is no UTF-8. Save the file as UTF-8." in problem.message


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    """A file that starts with one is read as if it did not, and its columns are those that an editor shows."""
    file = tmp_path / "training.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + step().encode())
    assert read(file, LAYOUT) == step()
    file.write_bytes(b"\xef\xbb\xbfa: \xff")
    with pytest.raises(ConfigError) as caught:
        read(file, LAYOUT)
    assert caught.value.problems[0].column == 4


def test_a_long_file_is_said_to_be_long(tmp_path: Path) -> None:
    """Reading stops somewhere; when that is within a character, the file is still called too long and nothing else.

    How long it is, nobody knows, because nobody read it.
    """
    file = tmp_path / "training.yaml"
    for before in range(4):
        file.write_bytes(b"#" * before + "😀".encode() * MAX_BYTES)
        with pytest.raises(ConfigError) as caught:
            read(file, LAYOUT)
        [problem] = caught.value.problems
        assert problem.message.startswith("the document has more than 65,536 bytes; no more are read.")


def test_damaged_files_are_answered(tmp_path: Path) -> None:
    """Files in any encoding, with bytes that are wrong, are answered."""
    file = tmp_path / "training.yaml"
    refused = 0
    files = cases(1_000)
    for seed in range(files):
        chance = random.Random(seed)  # noqa: S311  # no secret
        file.write_bytes(as_bytes(document(chance), chance))
        try:
            text = read(file, LAYOUT)
        except ConfigError as error:
            refused += str(error).count("no UTF-8")
            continue
        checked(text)
    assert 0.1 * files < refused < 0.9 * files
