"""What the page's Python is asked for, to find out which machine code it uses."""

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from schedulers.drawing.figures import ROOMS, SCALES, Chart, Surprise, description
from schedulers.reading.document import MAX_EPOCHS
from schedulers.writing.presets import EXAMPLES, presets

# As many in a line as fit, because they are looked through and not read.
# fmt: off
VALUES = (
    "", "~", "true", "0", "-1", "2.5", "100", "1e-3", "1E400", "1e-400", ".inf", "-.inf", ".nan", "1_000", "0x1F",
    "0o17", "0b11", "017", "1:30", "1:2.5", "2026-11-23", "2026-11-23T10:00:00.5Z", "'0.1'", '"0.1"', "'a",
    '"\\u202e"', '"\\q"', "[]", "{}", "[1]", "[3, 2, 2]", "[1, [x, {a: b}]]", "{a: 1}", "[", "}", "a: b", "- 1",
    "&a 1", "*a", "&a [*a]", "|\n  x", ">-\n  x\n\n  y", "? x", "!!int 5", "!!int x", "!!float 1:2", "!!float .",
    "!!str 1", "!!binary aGk=", "!!set {a}", "!!omap [a: 1]", "!!bool 1", "!!timestamp x", "!own x", "!<",
    "!!python/name:os.system", "%", "@", "`", "=", "polly", "9" * 30, "9" * 5000, "0." + "3" * 400, "0x" + "f" * 5000,
    "!!int " + "1:" * 900 + "1", "${a.b}", "${a[0]}", "${", "$${a}", "{<<: *a}", "{<<: 1}",
    str([*range(1, 90)]), "'\\ud800'", '"\\ud800"', '"\\UFFFFFFFF"', "é")
"""Values in the place of a field's: other numbers, other types, and what is no YAML."""
PIECES = (
    *VALUES, "\0", "\x01", "\x1b", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u202e", "\u3000", "\ufeff", "\uffff",
    "\ud800", "\U0001f600", "\U000e0041", "\u0301", "٣", "²", "Ⅷ", "\t", "\r", "\v", "\n", "\n  ", "\n    ", " ",
    " # ", ", ", ": ", "? ", "- ", "---\n", "...\n", "%YAML 1.1\n---\n", "%X\n", "%TAG ! tag:x,1:\n---\n", "|\n",
    ">\n", "'", '"', "{", "[", "]", "&a ", "*a ", "!!str ", "<<: ", "${", "\\n", "#", "a\n", "a: b\n", "- a\n", "a: ",
    "1", ".", "_", "e", "\ud800\udc00")
"""Parts of documents."""
NUMBER, NUMBERS = r"(?<=: )[\d.e-]+$", ("0", "1", "2", "3", "7", "0.5", "1.9", "1.0e-12")
"""How a number is found, and what it becomes."""
EXTREME = ("1e300", "5e-324", "9" * 20)
"""Numbers so large or so small that NumPy computes them in another way."""
ENDINGS, REPEATED = ("\r\n", "\r", "\n\r", "\x85", "\u2028", "\n\n"), ("0", "\t", "${", "!!int 1:", "%A\n", "a: 1\n")
ODD = ("\t |-", "a: !!binary x", f"a: *{'1' * 200}", "training: {scheduler: {name: 5}, epochs: 1 000}", "? " * 200,
       f"? {'- ' * 200}", "training: [?" + "[?" * 200, f"%TAG !e! tag:%F0%9F%98%80{'x' * 200}\n---\n!e!a b")
"""Documents that have something run which is seldom met by chance."""
# fmt: on
SEEDS = (0, 3, 8, 15, 40, 95, 107, 588, 636, 800, 3845, 4589)
"""Those seeds of `unusual` whose documents have something run that none before has had run.

`python3 -m nox -s fuzz -- --choose 10000` finds them. That is needed where Pyodide or the reader has changed so much
that more documents need the second part than `test_splitting.py` allows.
"""


@functools.cache
def offered() -> Sequence[str]:
    """Return the presets."""
    return [preset.text for preset in presets()]


def examples() -> list[str]:
    """Return the example of each scheduler."""
    return [preset.text for preset in presets() if preset.group == EXAMPLES]


def texts() -> Iterator[str]:
    """Yield presets, also with other numbers, values and ends of lines, what is none, and unusual documents."""
    yield from offered()
    yield from (offered()[0].replace("\n", ending) for ending in ENDINGS)
    for text in examples():
        for found in re.finditer(NUMBER, text, flags=re.MULTILINE):
            yield from (text[: found.start()] + number + text[found.end() :] for number in NUMBERS + EXTREME)
    fields = itertools.cycle(re.finditer(r"(?<=: ).+$", offered()[0], flags=re.MULTILINE))
    for value, field in zip(VALUES, fields, strict=False):
        yield offered()[0][: field.start()] + value + offered()[0][field.end() :]
    for around in ("? @", "training: @", "a: '@'", "training: {epochs: @"):
        yield from (around.replace("@", piece * (1 + 1000 // len(piece))) for piece in REPEATED)
    for each in (f"&a{{0}} [{'*a{1},' * 9}]", "'${{a{1}}}'", "&a{0} {{<<: *a{1}, k: 1}}", "&a{0} {{<<: [*a{1}, *a0]}}"):
        yield "a0: &a0 {x: 1}\n" + "".join(f"a{index}: {each.format(index, index - 1)}\n" for index in range(1, 200))
    yield from (*map(unusual, SEEDS), *ODD)


def unusual(seed: int) -> str:
    """Return a preset that was changed by chance, or only pieces of documents; always the same for a seed."""
    chance = Random(seed)  # noqa: S311  # no secret
    if seed % 5 == 0:
        return "".join(_one_of(_pieces(), chance) for _ in range(int(chance.random() * 30)))
    text: str = _one_of(offered(), chance)
    for _ in range(1 + int(chance.random() * 3)):
        pattern, change = _one_of(CHANGES, chance)
        found = _one_of([*re.finditer(pattern, text, flags=re.MULTILINE), *re.finditer(r"\Z", text)], chance)
        text = text[: found.start()] + change(found[0], chance) + text[found.end() :]
    return text


@functools.cache
def _pieces() -> Sequence[str]:
    return [*PIECES, *{word: None for text in offered() for word in re.findall(r"\w+:?", text)}]


def _one_of(items: Sequence[Any], chance: Random) -> Any:
    return items[int(chance.random() * len(items))]  # the same in each version of Python


CHANGES: Sequence[tuple[str, Callable[[str, Random], str]]] = (
    (NUMBER, lambda _, chance: _one_of(NUMBERS, chance)),
    (r"(?<=\w)\w{1,2}(?=\w*:)", lambda _, __: ""),
    (r"^ +", lambda _, chance: _one_of(["\t", "  \t", " \n\t ", "   "], chance)),
    (r"^.*\n", lambda line, chance: _one_of(["", line * 2, f" {line}", line.replace(":", ""), line.upper()], chance)),
    (r"[\s\S]{1,9}", lambda part, chance: _one_of(_pieces(), chance) + part[int(chance.random() * 9) :]),
    (r"[\s\S]{1,3}", lambda part, chance: _one_of(_pieces(), chance) + part),
)
"""Which part of a document is changed, and what it becomes."""


def longest() -> Iterator[str]:
    """Yield the longest training that is allowed, of each scheduler, and one that is longer."""
    for text in examples():
        yield from (re.sub(r"epochs: \d+", f"epochs: {epochs}", text) for epochs in (MAX_EPOCHS, MAX_EPOCHS + 1))


def workload() -> dict[str, list[Any]]:
    """Return the texts to be simulated, the longest of them once more, and the pictures and figures to be drawn."""
    lower = [re.sub(r": 0\.1$", ": 0.0123", text, flags=re.MULTILINE) for text in offered()]
    curves = [
        [{"name": text[:9], "text": text, "style": style} for style, text in enumerate(both)]
        for both in (*zip(offered(), lower, strict=True), (offered()[0], f"{offered()[0]}?"))
    ]
    view = {"heading": "Ä <&> \U0001f600", "description": "", "shown": [3, 40]}
    pictures = [{**view, "logarithmic": scale, "curves": both} for both in curves for scale in (True, False)]
    chart = Chart("Mine", scales=SCALES, rows=[0, 3], lead="It falls.")
    alone = (chart, Surprise(("none",), logarithmic=True))
    groups: list[tuple[Chart | Surprise, Sequence[str], list[str]]] = [(chart, offered(), lower)]
    groups += [(one, [text], [other]) for text, other in zip(offered(), lower, strict=True) for one in alone]
    figures = [
        {"figure": description(figure), "texts": asked, "originals": originals, "rooms": ROOMS}
        for figure, originals, changed in groups
        for asked in (changed, originals, [f"{text}?" for text in originals])
    ]
    return {"longest": [*longest()], "texts": [*texts(), *longest()], "pictures": pictures, "figures": figures}
