"""Writes to standard output and standard error, whatever these are: closed, full, or unable to hold a character."""

import io
import os
import sys
from pathlib import Path
from typing import TextIO

from schedulers.command_line.error import CommandError


def prepare() -> None:
    r"""Have characters that standard output can't hold written as escapes such as ``\xe9``."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in {"strict", "surrogateescape"}:
        sys.stdout.reconfigure(errors="backslashreplace")


def say(text: str, end: str = "\n") -> None:
    """Write ``text``, and the end of a line where nothing else is said, to standard output.

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
    """Write what standard output still holds back.

    Raises:
        CommandError: Standard output can't be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def complain(text: str) -> None:
    """Write a line to standard error, if there is one that can be written."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:  # there is nowhere left to say it
        _discard(sys.stderr)


def fall_silent() -> None:
    """Write nothing from now on, not even what standard output still holds back."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _discard(stream)


def as_shown(text: str) -> str:
    """The text as standard output shows it, with escapes for characters that it can't hold."""
    encoding = _encoding()
    return text.encode(encoding, "backslashreplace").decode(encoding)


def shows(text: str) -> bool:
    """Whether standard output can hold each character of the text."""
    return as_shown(text) == text


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _give_up(error: OSError) -> None:
    """Stop writing to standard output; a reader that has had enough of it is no error."""
    _discard(sys.stdout)
    if not isinstance(error, BrokenPipeError):
        why = error.strerror or str(error)
        raise CommandError(f"standard output can't be written: {why}. Write to another place") from None


def _discard(stream: TextIO) -> None:
    """Lead a stream to nowhere, or the interpreter tries once more when it ends, and complains."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
