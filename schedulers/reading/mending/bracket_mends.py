"""Mends quotes and brackets of which one half is missing."""

import re
from collections.abc import Iterator

from schedulers.reading.mending.mends import COMMENT, Broken, Mend, mistake

_APOSTROPHE = re.compile(r"\w'\w")
_CLOSING = {"[": "]", "{": "}"}


def quotes(broken: Broken) -> Iterator[Mend]:
    """Add the second quote where a line has only one."""
    lines, error = broken.lines, broken.error
    if error is None:
        return
    start = error.start.line if error.start and "quoted" in error.message else 0
    for number in [start] if start else [each for each, _ in lines.numbered() if each <= error.place.line]:
        code = COMMENT.sub("", lines[number])
        for quote in ("'", '"'):
            if code.count(quote) % 2 and not _APOSTROPHE.search(code):
                column = code.index(quote) + 1
                text = code[column - 1 :]
                message = (
                    f"the quote {quote} that starts here does not end in this line. Add another {quote} after the text"
                )
                problem = mistake(number, column, message, text, None, f"{text}{quote}")
                yield lines.mended({number: f"{code}{quote}{lines[number][len(code) :]}"}, problem)


def brackets(broken: Broken) -> Iterator[Mend]:
    """Add a closing bracket that is missing, or remove one that closes nothing."""
    lines, error = broken.lines, broken.error
    if error is None:
        return
    number, column = error.place.line, error.place.column
    line = lines[number]
    extra = line[column - 1 : column]
    if extra in {"]", "}"}:
        message = f"the bracket {extra} closes none that is open. Take it out"
        yield lines.mended({number: line[: column - 1] + line[column:]}, mistake(number, column, message, extra))
    start = error.start
    opening = lines[start.line][start.column - 1 : start.column] if start else ""
    if start is None or opening not in _CLOSING:
        return
    closing = _CLOSING[opening]
    message = f"the bracket {opening} that opens here is not closed. Add {closing} where it ends"
    for end in dict.fromkeys((start.line, lines.before(number))):
        code = COMMENT.sub("", lines[end]).rstrip()
        if code:
            mended = f"{code.removesuffix(',')}{closing}{lines[end][len(code) :]}"
            yield lines.mended({end: mended}, mistake(start.line, start.column, message, opening))
