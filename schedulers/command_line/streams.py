"""Writes to standard output and standard error, even if they are closed, full, or can't encode a character."""

import io
import os
import sys
from pathlib import Path
from typing import TextIO

from schedulers.command_line.error import CommandError


def prepare() -> None:
    r"""Let standard output escape characters that it can't encode, as in ``\xe9``."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in {"strict", "surrogateescape"}:
        sys.stdout.reconfigure(errors="backslashreplace")


def say(text: str, end: str = "\n") -> None:
    """Write ``text`` to standard output, by default with the end of a line.

    Raises:
        CommandError: Standard output is closed, or can't be written.
    """
    if sys.stdout is None:
        raise CommandError("standard output is closed. Let it lead to a terminal, a file or a pipe")
    try:
        sys.stdout.write(text + end)
    except OSError as error:
        _give_up(error)


def finish() -> None:
    """Write the rest of standard output's buffer.

    Raises:
        CommandError: Standard output can't be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def complain(text: str) -> None:
    """Write a line to standard error, if that is possible."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:  # there is no stream left to report it
        _discard(sys.stderr)


def fall_silent() -> None:
    """Write nothing from now on, not even the rest of standard output's buffer."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _discard(stream)


def as_shown(text: str) -> str:
    """Return the text as standard output shows it, with escapes for characters that it can't encode."""
    encoding = _encoding()
    return text.encode(encoding, "backslashreplace").decode(encoding)


def shows(text: str) -> bool:
    """Tell whether standard output can encode each character of the text."""
    return as_shown(text) == text


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _give_up(error: OSError) -> None:
    """Stop writing to standard output. It is no error when the reader has closed it."""
    _discard(sys.stdout)
    if not isinstance(error, BrokenPipeError):
        why = error.strerror or str(error)
        raise CommandError(f"standard output can't be written: {why}. Write to another place") from None


def _discard(stream: TextIO) -> None:
    """Redirect a stream to nowhere. Otherwise the interpreter writes once more at its end, and reports an error."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
