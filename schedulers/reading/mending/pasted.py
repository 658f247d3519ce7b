"""Removes what comes along when a document is copied from a page or a mail: Markdown's fences and quote marks."""

import re
from collections.abc import Iterator

from schedulers.reading.mending.mends import Broken, Lines, Mend, is_content, mistake
from schedulers.reading.wording.excerpts import shown

_FENCE = re.compile(r"\s*(?:`{3,}[^`]*|~{3,}[^~]*)\Z")
_NUMBERED = re.compile(r"\s*(?P<number>[0-9]{1,5})(?:[:|.)][ \t]?|[ \t])")
_MARKS = {
    ">": "which marks a quotation",
    "+": "which marks an added line",
    "|": "which marks a column",
}


def mends(broken: Broken) -> Iterator[Mend]:
    """Remove the fences, the mark before each line, or both."""
    lines = broken.lines
    for mend in (*_without_marks(lines), *_without_numbers(lines)):
        yield mend
        for inner in _without_fences(Lines(mend.text)):
            changed = {number: (lines[number], Lines(inner.text)[number]) for number in (*mend.changed, *inner.changed)}
            yield Mend(inner.text, (*mend.problems, *inner.problems), changed)
    yield from _without_fences(lines)


def _without_fences(lines: Lines) -> Iterator[Mend]:
    fences = [number for number, line in lines.numbered() if _FENCE.match(line)]
    if not fences:
        return
    first = fences[0]
    content = [number for number, line in lines.numbered() if is_content(line) and number not in fences]
    before, after = [each for each in content if each < first], [each for each in content if each > first]
    if len(fences) == 1:
        kept = after if len(after) >= len(before) else before
        what = f"Take out this line{'' if len(kept) == len(content) else ' and what is on its other side'}"
    else:
        blocks = list(zip(fences[::2], fences[1::2], strict=False))
        start, end = max(blocks, key=lambda block: sum(block[0] < each < block[1] for each in content))
        kept = [each for each in content if start < each < end]
        around = "" if len(kept) == len(content) else ", and what is outside of them"
        what = f"Take out line {start} and line {end}{around}"
        first = start
    line = lines[first]
    message = f"{shown(line.strip())} is a fence of Markdown and no YAML. {what}"
    column = len(line) - len(line.lstrip()) + 1
    changes = {number: "" for number, _ in lines.numbered() if number not in kept}
    yield lines.mended(changes, mistake(first, column, message, line.strip()))


def _without_marks(lines: Lines) -> Iterator[Mend]:
    content = [(number, line) for number, line in lines.numbered() if line.strip()]
    for mark, meaning in _MARKS.items():
        marked = [(number, line) for number, line in content if line.lstrip().startswith(mark)]
        if not marked or len(marked) < len(content):
            continue
        number, line = marked[0]
        message = f"each line starts with {mark}, {meaning} and is no YAML. Take it out of each"
        changes = {each: _blanked(text, mark) for each, text in marked}
        yield lines.mended(changes, mistake(number, line.index(mark) + 1, message, mark))


def _without_numbers(lines: Lines) -> Iterator[Mend]:
    """Remove line numbers from the text."""
    numbered = [(number, _NUMBERED.match(line)) for number, line in lines.numbered() if line.strip()]
    first = next((int(match["number"]) - number for number, match in numbered if match), 0)
    if len(numbered) < 2 or not all(match and int(match["number"]) - number == first for number, match in numbered):
        return
    message = "each line starts with its number, which is no YAML. Take it out of each"
    changes = {number: lines[number][match.end() :] for number, match in numbered if match}
    number, match = numbered[0]
    if match:
        yield lines.mended(changes, mistake(number, match.start("number") + 1, message, match["number"]))


def _blanked(line: str, mark: str) -> str:
    start = re.match(rf"\s*(?:{re.escape(mark)}\s?)+", line)
    length = len(start[0]) if start else 0
    return (" " * length + line[length:]).rstrip() if start else line
