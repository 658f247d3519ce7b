"""Reads the configurations that the command is given."""

import codecs
import sys
from pathlib import Path

from schedulers.command_line.arguments import STANDARD_INPUT
from schedulers.config import ConfigError, Problem
from schedulers.config_reader import MAX_BYTES

_MOST = MAX_BYTES + len(codecs.BOM_UTF8) + 4
"""Bytes that are read: enough to see that there are too many, even when the last character is cut."""


class CommandError(Exception):
    """The command can't be carried out; says why, and what to do."""


def read(path: Path) -> str:
    """The text of a file, or of standard input.

    Raises:
        CommandError: The file can't be read.
        ConfigError: It is no text in UTF-8.
    """
    try:
        if path == STANDARD_INPUT:
            content = sys.stdin.buffer.read(_MOST)
        else:
            with path.open("rb") as file:
                content = file.read(_MOST)
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}") from None
    return _decoded(content)


def located(path: Path, line: int, column: int | None, message: str) -> str:
    """A message in the form that compilers use, which editors and CI services recognise.

    >>> located(Path("training.yaml"), 4, 9, "lr must be a float >= 0; got x")
    'training.yaml:4:9: lr must be a float >= 0; got x'
    """
    place = [name(path), str(line), *([] if column is None else [str(column)])]
    return f"{':'.join(place)}: {message}"


def name(path: Path) -> str:
    """What to call a file in messages."""
    return "<stdin>" if path == STANDARD_INPUT else str(path)


def _decoded(content: bytes) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)  # no editor shows it, or counts it as a column
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(content, final=len(content) <= MAX_BYTES)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"the byte {content[error.start]:#04x} is no UTF-8. Save the file as UTF-8."
        raise ConfigError([Problem(before.count(b"\n") + 1, column, "", message)]) from None
