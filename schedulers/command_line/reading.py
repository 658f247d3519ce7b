"""Reads the configurations that the command is given."""

import codecs
import sys
from pathlib import Path

from schedulers.command_line.arguments import STANDARD_INPUT
from schedulers.command_line.error import CommandError
from schedulers.command_line.messages import name
from schedulers.layout import Layout
from schedulers.problems import ConfigError, Problem
from schedulers.reading.reader import MAX_BYTES

_MOST = MAX_BYTES + len(codecs.BOM_UTF8) + 1
"""The most bytes of a configuration that are read: enough to see that a file is too long."""

MOST_LOOKED_AT = 16 * MAX_BYTES
"""The most bytes in which signs of a configuration are looked for, so that one that is too long is called so."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read(path: Path, layout: Layout) -> str:
    """Read the text of a file, or of standard input.

    Raises:
        CommandError: The file can't be read.
        ConfigError: It is too long for a configuration, or no text in UTF-8.
    """
    return decoded(read_bytes(path), layout)


def read_bytes(path: Path, most: int = _MOST) -> bytes:
    """Read the bytes of a file or of standard input, without a byte order mark. Only the start of a long file is read.

    Args:
        path: The file.
        most: The number of bytes at its start. By default, it is enough to see whether the file is too long.

    Raises:
        CommandError: The file can't be read.
    """
    try:
        content = _standard_input(most) if path == STANDARD_INPUT else _beginning(path, most)
    except OSError as error:
        if is_folder(path):
            advice = "Name a file in it, or have all of them checked: schedulers check"
            raise CommandError(f"{name(path)} can't be read: Is a directory. {advice} {name(path)}") from None
        raise CommandError(unreadable(path, error)) from None
    return content.removeprefix(codecs.BOM_UTF8)  # editors neither show it nor count it as a column


def decoded(content: bytes, layout: Layout) -> str:
    """Decode the bytes that `read_bytes` found.

    Raises:
        ConfigError: It is too long for a configuration, or no text in UTF-8.
    """
    if len(content) > MAX_BYTES:
        kept = f"the section {layout.top[0]}" if layout.top else "what concerns the scheduler"
        message = f"the document has more than {MAX_BYTES:,} bytes; no more are read. Keep {kept} alone"
        raise ConfigError([Problem(1, 1, "", message)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"the byte {content[error.start]:#04x} is no UTF-8. Save the file as UTF-8."
        raise ConfigError([Problem(before.count(b"\n") + 1, column, "", message)]) from None


def guessed(content: bytes) -> str:
    r"""Decode the bytes of `read_bytes` in any encoding, well enough to recognise the kind of file.

    >>> guessed("training:".encode("utf-16")), guessed(b"gr\xf6sse:")
    ('training:', 'gr\ufffdsse:')
    """
    return content.decode(_UTF16.get(content[:2], "utf-8"), "replace").removeprefix("\ufeff")


def unreadable(path: Path, error: OSError) -> str:
    """Say, in a sentence, why a file can't be read, and what to do."""
    advice = "Check its name" if isinstance(error, FileNotFoundError) else "Make it readable, or name another"
    return f"{name(path)} can't be read: {error.strerror or error}. {advice}"


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder. One that can't be looked at counts as none."""
    try:
        return path != STANDARD_INPUT and path.is_dir()
    except OSError:
        return False


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise CommandError("standard input is closed. Name a file, or send the configuration through a pipe")
    return sys.stdin.buffer.read(most)


def _beginning(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
