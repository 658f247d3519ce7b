"""A mend: a text without one kind of mistake, and a map from its places to those of the original text."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from schedulers.problems import Place, Problem
from schedulers.reading.wording.excerpts import shortened
from schedulers.reading.yaml.loader import YamlError

COMMENT = re.compile(r"(?<!\s)\s+#.*\Z")
"""A comment at the end of a line."""

_LONGEST_VALUE = 200
_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")


@dataclass(frozen=True)
class Mend:
    """A text without one kind of mistake.

    Attributes:
        text: The text.
        problems: The mistakes, at their places in the text as it was.
        changed: The lines that were changed, by their number: as they were and as they are.
    """

    text: str
    problems: tuple[Problem, ...]
    changed: Mapping[int, tuple[str, str]]

    def place_before(self, place: Place) -> Place:
        """Return the place in the original text that a place of the mended text comes from."""
        if place.line not in self.changed:
            return place
        before, after = self.changed[place.line]
        same = next((index for index, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), None)
        start = min(len(before), len(after)) if same is None else same
        column = place.column if place.column <= start + 1 else place.column - len(after) + len(before)
        return Place(place.line, max(min(column, len(before) + 1), min(start + 1, place.column)))


class Lines:
    """The lines of a text, numbered from 1 as in an editor."""

    def __init__(self, text: str) -> None:
        pieces = [(match[1], match[2]) for match in _LINE.finditer(text)]
        if len(pieces) > 1 and pieces[-1] == ("", "") and pieces[-2][1] == "":
            pieces.pop()  # the end of the text matches once more
        self._lines = [line for line, _ in pieces]
        self._breaks = [ending for _, ending in pieces]

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> str:
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Return each line with its number."""
        return enumerate(self._lines, start=1)

    def before(self, number: int) -> int:
        """Return the number of the nearest line with content before ``number``, or 0."""
        return next((each for each in range(number - 1, 0, -1) if is_content(self[each])), 0)

    def after(self, number: int) -> int:
        """Return the number of the nearest line with content after ``number``, or 0."""
        return next((each for each in range(number + 1, len(self) + 1) if is_content(self[each])), 0)

    def mended(self, changes: Mapping[int, str], *problems: Problem) -> Mend:
        """Return the text with some lines replaced."""
        changed = {number: (self[number], line) for number, line in changes.items() if self[number] != line}
        lines = [changes.get(number, line) for number, line in self.numbered()]
        text = "".join(line + ending for line, ending in zip(lines, self._breaks, strict=True))
        return Mend(text, problems, changed)


def mistake(
    number: int,
    column: int,
    message: str,
    value: str | None = None,
    allowed: str | None = None,
    suggestion: str | None = None,
) -> Problem:
    """Describe a mistake in a line. A long text is shortened, and nothing is suggested for it."""
    if value is not None and len(value) > _LONGEST_VALUE:
        value, suggestion = shortened(value), None
    return Problem(number, column, "", message, value, allowed, suggestion)


def indentation(line: str) -> int:
    """Count the spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def is_content(line: str) -> bool:
    """Tell whether a line holds more than blanks and a comment."""
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


@dataclass(frozen=True)
class Broken:
    """A text that can't be read as it stands.

    Attributes:
        lines: The lines of the text.
        error: The reason why the text is no YAML, or none.
        names: The names of keys that people write, folded.
    """

    lines: Lines
    error: YamlError | None
    names: Collection[str]

    def suspects(self) -> list[int]:
        """Return the lines that may be wrong, the likeliest first; none where the text is YAML."""
        if self.error is None:
            return []
        place = self.error.place.line
        here = place if is_content(self.lines[place]) else self.lines.before(place)
        found = [self.error.start.line] if self.error.start else []
        return [number for number in dict.fromkeys([*found, self.lines.before(here), here]) if number]
