"""Mends the start of a line: its indentation, tabs, and characters that only look like spaces."""

import re
from collections.abc import Iterator, Sized
from itertools import chain

from schedulers.problems import Problem
from schedulers.reading.mending.mends import COMMENT, Broken, Lines, Mend, indentation, is_content, mistake
from schedulers.reading.wording.characters import INVISIBLE, SPACES, doing

_ODD_BLANKS = "".join(SPACES | INVISIBLE)
_ODD_START = re.compile(rf"(?P<before>)(?P<odd>[ \t]*[{_ODD_BLANKS}][ \t{_ODD_BLANKS}]*)(?P<after>.*)")
_ODD_AFTER_COLON = re.compile(
    rf"(?P<before>[ \t]*(?:-[ \t]+)*(?:[^\s:#]+:|-))(?P<odd>[{_ODD_BLANKS}][ {_ODD_BLANKS}]*)(?P<after>.*)"
)
_MOST_LEVELS = 4


def characters(broken: Broken) -> Iterator[Mend]:
    """Put ordinary spaces in the place of others, at the start of a line or after a colon."""
    yield from _with_blanks(broken.lines, _ODD_START, "start", "")
    yield from _with_blanks(broken.lines, _ODD_AFTER_COLON, "follow", " the colon in")


def _with_blanks(lines: Lines, pattern: re.Pattern[str], verb: str, where: str) -> Iterator[Mend]:
    matches = {number: pattern.match(line) for number, line in lines.numbered() if not line.isascii()}
    found = {number: match for number, match in matches.items() if match}
    if not found:
        return
    changes = {number: match["before"] + _blanks(match["odd"]) + match["after"] for number, match in found.items()}
    number, match = next(iter(found.items()))
    index = next(index for index, each in enumerate(match["odd"]) if each in _ODD_BLANKS)
    character = match["odd"][index]
    it = "each" if len(set(_ODD_BLANKS).intersection(match["odd"])) > 1 else "it"
    to_do = f"Replace {it} by an ordinary space" if character in SPACES else f"Take {it} out"
    message = f"{doing(match['odd'], verb)}{where} this line{_and_more(found)}. {to_do}"
    yield lines.mended(changes, mistake(number, match.start("odd") + index + 1, message, character))


def _blanks(text: str) -> str:
    return "".join(" " if each in SPACES else "" if each in INVISIBLE else each for each in text)


def tabs(broken: Broken) -> Iterator[Mend]:
    """Put spaces in the place of the tabs that indent lines."""
    lines = broken.lines
    starts = {number: line[: len(line) - len(line.lstrip(" \t"))] for number, line in lines.numbered()}
    tabbed = {number: start for number, start in starts.items() if "\t" in start and is_content(lines[number])}
    if broken.error is None or not tabbed:
        return
    number, start = next(iter(tabbed.items()))
    message = f"a tab indents this line{_and_more(tabbed)}, where YAML wants spaces. Indent with spaces"
    problem = mistake(number, start.index("\t") + 1, message, "\t")
    for width in (2, 4, 8):
        changes = {each: tab.expandtabs(width) + lines[each][len(tab) :] for each, tab in tabbed.items()}
        yield lines.mended(changes, problem)


def indentations(broken: Broken) -> Iterator[Mend]:
    """Indent a line like one of the lines before it."""
    if broken.error is None:
        return
    lines, place = broken.lines, broken.error.place.line
    number = place if is_content(lines[place]) else lines.before(place)
    here = indentation(lines[number])
    levels = _levels_before(lines, number)
    earlier = lines.before(number)
    while earlier and indentation(lines[earlier]) >= here:
        earlier = lines.before(earlier)
    if earlier:  # the mistake may be in this line itself
        for level in dict.fromkeys((here, *levels)):
            if level != indentation(lines[earlier]):
                yield lines.mended(*_reindented(lines, [earlier], level))
    if _begins_section(lines, number):
        levels.sort(key=lambda level: level > here)  # so that what it holds stays deeper than it
    deeper = [number, *_deeper_after(lines, number)]
    for level in levels:
        if level != here:
            yield lines.mended(*_reindented(lines, [number], level))
            yield lines.mended(*_reindented(lines, deeper, level))


def _levels_before(lines: Lines, number: int) -> list[int]:
    """Return the indentations of the lines before a line, each once, the nearest first."""
    levels: dict[int, None] = {}
    earlier = lines.before(number)
    while earlier and len(levels) < _MOST_LEVELS:
        levels[indentation(lines[earlier])] = None
        earlier = lines.before(earlier)
    return list(levels)


def _deeper_after(lines: Lines, number: int) -> Iterator[int]:
    """Return the lines that belong to a line, because they are indented further."""
    for each in range(number + 1, len(lines) + 1):
        if is_content(lines[each]) and indentation(lines[each]) <= indentation(lines[number]):
            return
        yield each


def _reindented(lines: Lines, block: list[int], level: int) -> tuple[dict[int, str], Problem]:
    """Indent a block so that its first line has the indentation ``level``; return the lines and the mistake."""
    number = block[0]
    here = indentation(lines[number])
    message = (
        f"this line is indented by {_spaces(here)}, which fits none of the lines around it. "
        f"Indent it by {_spaces(level)}, like line {_like(lines, number, level)}"
    )
    shifted = {each: " " * max(indentation(lines[each]) + level - here, 0) + lines[each].lstrip(" ") for each in block}
    return shifted, mistake(number, here + 1, message)


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}" if count else "nothing"


def _begins_section(lines: Lines, number: int) -> bool:
    """Tell whether a line is a key without a value, and the next line is indented further."""
    is_key = COMMENT.sub("", lines[number]).rstrip().endswith(":")
    return is_key and indentation(lines[lines.after(number)]) > indentation(lines[number])


def _like(lines: Lines, number: int, level: int) -> int:
    """Return the nearest line before ``number`` with this indentation, or else the nearest one after it."""
    around = chain(range(number - 1, 0, -1), range(number + 1, len(lines) + 1))
    return next(each for each in around if is_content(lines[each]) and indentation(lines[each]) == level)


def _and_more(found: Sized) -> str:
    return f" and {len(found) - 1} more" if len(found) > 1 else ""
