"""Mends lines that are no YAML at all: a line of prose, or an unfinished key."""

import re
from collections.abc import Iterator

from schedulers.reading.mending.mends import Broken, Mend, indentation, is_content, mistake
from schedulers.reading.wording.excerpts import shown

_KEY_OR_MARK = re.compile(r":(?:\s|\Z)|\A(?:---|\.\.\.|%)")


def mends(broken: Broken) -> Iterator[Mend]:
    """Remove a line that is no key with a value."""
    for number in broken.suspects():
        line = broken.lines[number]
        if is_content(line) and not _KEY_OR_MARK.search(line):
            text = line.strip()
            start = indentation(line)
            message = (
                f"{shown(text)} is no key with a value. Write it as key: value, or start the line with # as a comment"
            )
            yield broken.lines.mended({number: ""}, mistake(number, start + 1, message, text, "key: value"))
