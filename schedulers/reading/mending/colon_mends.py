"""Mends keys without a colon, and colons without a space."""

import re
from collections.abc import Iterator

from schedulers.problems import Problem
from schedulers.reading.mending.mends import COMMENT, Broken, Mend, indentation, is_content, mistake
from schedulers.reading.wording.characters import COLONS, named
from schedulers.reading.wording.excerpts import shown
from schedulers.reading.wording.near_names import folded

_KEY = r"[\w.-]+|\"[^\"]*\"|'[^']*'"
_START = r"(?P<start>[ ]*(?:-[ ]+)*)"
_COLON_WITHOUT_BLANK = re.compile(rf"{_START}(?P<key>{_KEY})(?P<colon>:)(?P<value>[^\s:/].*)")
_ODD_COLON = re.compile(rf"{_START}(?P<key>{_KEY})\s*(?P<colon>[{''.join(COLONS)}])\s*(?P<value>.*)")
_EQUALS = re.compile(rf"{_START}(?P<key>{_KEY})\s*(?P<colon>:?=>?)\s*(?P<value>[^\s=].*)")
_NO_COLON = re.compile(rf"{_START}(?P<key>{_KEY})(?:[ ]+(?P<value>[^\s#:][^:]*?))?(?P<end>\s*(?:[ ]#.*)?)")
_ITEM_WITHOUT_BLANK = re.compile(r"(?P<start>[ ]*)-(?P<value>[^\s-].{0,200})")
_PLAIN_VALUE = re.compile(r"[-+.\d][\w.+-]*|true|false|[\[{'\"].*")
_IN_BRACES = re.compile(r"(?P<start>[{,]\s*)(?P<key>[A-Za-z_]\w*):(?=[^\s:/,}\]])")
_BRACES_MENDED = r"\g<start>\g<key>: "
_COLONS_WRONG = (
    (_COLON_WITHOUT_BLANK, "a space is missing after the colon of {key}"),
    (_ODD_COLON, "{named}, stands for the colon of {key}"),
    (_EQUALS, "{colon} stands for the colon of {key}"),
)
_MOST_PROBLEMS = 20
_MOST_LINES = 200


def mends(broken: Broken) -> Iterator[Mend]:
    """Add a missing colon, or a missing space after one: first in one line, then in all lines."""
    for number in broken.suspects():
        yield from _mended(broken, [number], certain=False)
    yield from _mended(broken, [number for number, line in broken.lines.numbered() if is_content(line)], certain=True)


def _mended(broken: Broken, numbers: list[int], *, certain: bool) -> Iterator[Mend]:
    changes: dict[int, str] = {}
    problems: list[Problem] = []
    for number in numbers[:_MOST_LINES]:
        found = _without_colon(broken, number, certain=certain)
        if found:
            changes[number], more = found
            problems += more
    if changes:
        yield broken.lines.mended(changes, *problems[:_MOST_PROBLEMS])


def _without_colon(broken: Broken, number: int, *, certain: bool) -> tuple[str, list[Problem]] | None:
    """Add a line's missing colon or space, and return it with the mistakes; ``None`` if nothing is missing.

    Args:
        broken: The text.
        number: The line.
        certain: Whether the key must be a known one, because nothing else shows that the line is wrong.
    """
    lines, names = broken.lines, broken.names
    line = lines[number]
    for pattern, sentence in _COLONS_WRONG:
        match = pattern.fullmatch(line)
        if match and (not certain or folded(match["key"].rpartition(".")[2]) in names):
            key, colon = shown(match["key"]), match["colon"]
            mended, problem = _with_colon(number, match, sentence.format(key=key, colon=colon, named=named(colon)))
            return _IN_BRACES.sub(_BRACES_MENDED, mended), [problem]
    match = _ITEM_WITHOUT_BLANK.fullmatch(line)
    if match and any(
        lines[near].startswith(f"{match['start']}- ") for near in (lines.before(number), lines.after(number))
    ):
        value, item = f"-{match['value']}", f"- {match['value']}"
        message = f"a space is missing after the hyphen. Write {shown(item)}"
        problem = mistake(number, len(match["start"]) + 1, message, value, None, item)
        return f"{match['start']}{item}", [problem]
    if _IN_BRACES.search(line):
        problems = [_in_braces(number, match) for match in _IN_BRACES.finditer(line)]
        return _IN_BRACES.sub(_BRACES_MENDED, line), problems
    match = _NO_COLON.fullmatch(line)
    if match is None:
        return None
    known = folded(match["key"]) in names
    if not match["value"]:
        is_key = not certain and indentation(lines[lines.after(number)]) > indentation(line)
    else:
        is_key = known or (not certain and _PLAIN_VALUE.fullmatch(match["value"]) is not None)
    if not is_key:
        return None
    mended, problem = _with_colon(number, match, f"a colon is missing after {shown(match['key'])}")
    return mended, [problem]


def _with_colon(number: int, match: re.Match[str], sentence: str) -> tuple[str, Problem]:
    key, value, end = match["key"], match["value"] or "", match.groupdict().get("end") or ""
    pair = f"{key}: {value}".rstrip()
    start = len(match["start"])
    old = match.string[start : len(match.string) - len(end)]
    message = f"{sentence}. Write {shown(COMMENT.sub('', pair))}"
    return f"{match['start']}{pair}{end}", mistake(number, start + 1, message, old, "key: value", pair)


def _in_braces(number: int, match: re.Match[str]) -> Problem:
    key = match["key"]
    message = f"a space is missing after the colon of {key}. Write {key}: and a space"
    return mistake(number, match.start("key") + 1, message, f"{key}:", "key: value", f"{key}: ")
