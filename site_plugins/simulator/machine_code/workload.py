"""What the page's Python is asked for, to find out which machine code it uses."""

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
    str([*range(1, 90)]), "'\\ud800'", '"\\ud800"',
    '"\\UFFFFFFFF"', "é",
)
"""Values in the place of a field's: other numbers, other types, and what is no YAML."""
PIECES = (
    *VALUES, "\0", "\x01", "\x1b", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u202e", "\u3000", "\ufeff", "\uffff",
    "\ud800", "\U0001f600", "\U000e0041", "\u0301", "٣", "²", "Ⅷ", "\t", "\r", "\v", "\n", "\n  ", "\n    ", " ",
    " # ", ", ", ": ", "? ", "- ", "---\n", "...\n", "%YAML 1.1\n---\n", "%X\n", "%TAG ! tag:x,1:\n---\n", "|\n",
    ">\n", "'", '"', "{", "[", "]", "&a ", "*a ", "!!str ", "<<: ", "${", "\\n", "#", "a\n", "a: b\n", "- a\n", "a: ",
    "1", ".", "_", "e", "\ud800\udc00",
)
"""Parts of documents."""
# fmt: on
NUMBERS = ("0", "1", "2", "0.5", "1.9", "1.0e-12")
"""Numbers that fields may have, in place of the example's."""
AROUND = ("? @", "training: @", "a: '@'", "training: {epochs: @")
REPEATED = ("0", "\t", "${", "!!int 1:", "%A\n", "a: 1\n")
ENDINGS = ("\r\n", "\r", "\n\r", "\x85", "\u2028", "\n\n")
CHANGED, EDITS, SOUPS, SEED = 120, 360, 120, 19


def examples() -> list[str]:
    """Return the example of each scheduler."""
    return [preset.text for preset in presets() if preset.group == EXAMPLES]


def trainings() -> Iterator[str]:
    """Yield the examples with other numbers in each field, with tabs, with keys misspelled, and as short as can be."""
    for text in examples():
        for found in re.finditer(r"(?<=: )[\d.e-]+$", text, flags=re.MULTILINE):
            yield from (f"{text[: found.start()]}{number}{text[found.end() :]}" for number in NUMBERS)
        yield from (text.replace("\n  ", f"\n{blank}") for blank in ("\t", "  \t", " \n\t "))
        for found in [*re.finditer(r"(?<=\w)\w(?=\w*:)", text)][::6]:
            yield from (text[: found.start()] + text[found.start() + letters :] for letters in (1, 2))
        for epochs in (1, 2, 3, 7):
            yield re.sub(r"epochs: \d+", f"epochs: {epochs}", text)


def texts() -> Iterator[str]:
    """Yield presets with a line left out, or twice, with other values and with edits; and what is none."""
    chance = Random(SEED)  # noqa: S311  # no secret

    def one_of(items: Sequence[str]) -> str:
        return items[int(chance.random() * len(items))]  # the same in each version of Python

    def with_a_line(changed: Callable[[str], str]) -> str:
        lines = one_of(offered).splitlines(keepends=True)
        index = int(chance.random() * len(lines))
        lines[index] = changed(lines[index])
        return "".join(lines)

    def mistaken(line: str) -> str:
        return one_of(["", line * 2, f" {line}", line.replace(":", ""), line.upper(), f"{line[:-2]}\n"])

    offered = [preset.text for preset in presets()]
    words = [*{word: None for text in offered for word in re.findall(r"\w+:?", text)}]
    yield from offered
    yield from (offered[0].replace("\n", ending) for ending in ENDINGS)
    yield from (with_a_line(mistaken) for _ in range(CHANGED))
    for value in VALUES:
        yield with_a_line(lambda line: f"{line.partition(':')[0]}: {value}\n")  # noqa: B023  # it is called at once
    for _ in range(EDITS):
        text = one_of(offered)
        for _ in range(1 + int(chance.random() * 3)):
            start = int(chance.random() * len(text))
            text = text[:start] + one_of([*PIECES, *words]) + text[start + int(chance.random() ** 3 * 20) :]
        yield text
    for _ in range(SOUPS):
        yield "".join(one_of([*PIECES, *words]) for _ in range(int(chance.random() * 30)))
    for around in AROUND:
        yield from (around.replace("@", piece * (1 + 1000 // len(piece))) for piece in REPEATED)
    for each in ("&a{0} [*a{1}, x]", "'${{a{1}}}'", "&a{0} {{<<: *a{1}, k: 1}}", "&a{0} {{<<: [*a{1}, *a0]}}"):
        yield "a0: &a0 {x: 1}\n" + "".join(f"a{index}: {each.format(index, index - 1)}\n" for index in range(1, 200))


def longest() -> Iterator[str]:
    """Yield the longest training that is allowed, of each scheduler, and one that is longer."""
    for text in examples():
        yield from (re.sub(r"epochs: \d+", f"epochs: {epochs}", text) for epochs in (MAX_EPOCHS, MAX_EPOCHS + 1))


def workload() -> dict[str, list[Any]]:
    """Return the texts to be simulated, the longest of them once more, and the pictures and figures to be drawn."""
    offered = [preset.text for preset in presets()]
    lower = [re.sub(r": 0\.1$", ": 0.0123", text, flags=re.MULTILINE) for text in offered]
    curves = [
        [{"name": text[:9], "text": text, "style": style} for style, text in enumerate(both)]
        for both in (*zip(offered, lower, strict=True), (offered[0], f"{offered[0]}?"))
    ]
    view = {"heading": "Ä <&> \U0001f600", "description": "", "shown": [3, 40]}
    pictures = [{**view, "logarithmic": scale, "curves": both} for both in curves for scale in (True, False)]
    chart = Chart("Mine", scales=SCALES, rows=[0, 3], lead="It falls.")
    alone = (chart, Surprise(("none",), logarithmic=True))
    groups: list[tuple[Chart | Surprise, list[str], list[str]]] = [(chart, offered, lower)]
    groups += [(one, [text], [other]) for text, other in zip(offered, lower, strict=True) for one in alone]
    figures = [
        {"figure": description(figure), "texts": asked, "originals": originals, "rooms": ROOMS}
        for figure, originals, changed in groups
        for asked in (changed, originals, [f"{text}?" for text in originals])
    ]
    asked = [*trainings(), *texts(), *longest()]
    return {"longest": [*longest()], "texts": asked, "pictures": pictures, "figures": figures}
