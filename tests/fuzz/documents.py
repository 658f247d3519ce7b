"""Makes documents that nobody would write but somebody could paste: damaged, hostile, swollen, or not even text."""

import random
from pathlib import Path

from schedulers import SCHEDULERS
from schedulers.signature.spec import field_specs
from schedulers.writing.example import example_yaml
from tests.fuzz.pieces import CHARACTERS, ENCODINGS, FRAGMENTS, REPEATED, SCALARS
from tests.schedulers.reading.test_broken_documents import HEAVY

SIZES = (10, 101, 1_000, 10_000, 33_000, 66_000)
LARGE = 1_000_000

_VALID = [
    *(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "reference").glob("*.yaml"))),
    *(example_yaml(name, complete=complete) for name in SCHEDULERS for complete in (True, False)),
]
_KEYS = sorted(
    {"name", "epochs", "lr", *(field for scheduler in SCHEDULERS.values() for field in field_specs(scheduler))}
)


def document(chance: random.Random) -> str:
    """One document; ``chance`` decides what it is."""
    [make] = chance.choices([_edited, _filled, _soup, _grown, _woven, _long, _large], [500, 300, 170, 18, 10, 1, 1])
    text = make(chance)
    if chance.random() < 0.1:
        text = text.replace("\n", chance.choice(["\r\n", "\r", "\x85", "\u2028", "\n\r", "\n\n"]))
    if chance.random() < 0.05:
        text = "\ufeff" + text
    if chance.random() < 0.05:
        text = text[: chance.randrange(len(text) + 1)]
    return text


def as_bytes(text: str, chance: random.Random) -> bytes:
    """A file with the document, in some encoding, and sometimes with a byte that is not what it should be."""
    content = text.encode(chance.choice(ENCODINGS), "replace")
    if content and chance.random() < 0.3:
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        content = bytes(damaged)
    return content


def in_a_browser(text: str) -> str:
    r"""The text as a browser holds it: two halves of a character that stand side by side are that character.

    >>> in_a_browser("\ud800\udfff \ud800") == "\U000103ff \ud800"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _edited(chance: random.Random) -> str:
    """A valid document after a few edits."""
    text = chance.choice(_VALID)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 2, 5, 20]))
        put = chance.choice([chance.choice(CHARACTERS), chance.choice(FRAGMENTS), text[start:end] * 2, ""])
        text = text[:start] + put + text[end:]
    return text


def _filled(chance: random.Random) -> str:
    """A configuration whose every value, and sometimes a key, is whatever comes."""

    def value() -> str:
        return chance.choice(
            [*SCALARS, "1", "0.1", "5", "[1, 2]"] if chance.random() < 0.2 else ["1", "0.1", "5", "[1, 2]"]
        )

    def key(usual: str) -> str:
        if chance.random() > 0.1:
            return usual
        at = chance.randrange(len(usual) + 1)
        return chance.choice([chance.choice(SCALARS), usual[:at] + chance.choice(CHARACTERS) + usual[at:], usual[:at]])

    name = chance.choice([*SCHEDULERS, value()])
    fields = list(field_specs(SCHEDULERS[name])) if name in SCHEDULERS else []
    fields += chance.choices(_KEYS, k=chance.choice([0, 0, 1, 3]))
    lines = [f"{key('name')}: {name}", *(f"{key(field)}: {value()}" for field in fields)]
    chance.shuffle(lines)
    outside = [f"  {key('epochs')}: {value()}\n", f"  {key('optimizer')}:\n    {key('lr')}: {value()}\n"]
    before = chance.choice(["", "", f"a: {value()}\n", "a: &a [1, 2]\nb: &b {gamma: 0.5}\n"])
    if chance.random() < 0.5:
        inside = f"  {key('scheduler')}: {{{', '.join(lines)}}}\n"
    else:
        inside = f"  {key('scheduler')}:\n" + "".join(f"    {line}\n" for line in lines)
    return f"{before}{key('training')}:\n{''.join(outside)}{inside}"


def _soup(chance: random.Random) -> str:
    """Parts of documents in any order."""
    parts = [chance.choice(chance.choice([FRAGMENTS, CHARACTERS])) for _ in range(chance.randint(1, 30))]
    return chance.choice(["", " ", "\n"]).join(parts)


def _grown(chance: random.Random) -> str:
    """A part many times over, alone or in the place of a value or a key."""
    if chance.random() < 0.1:
        return chance.choice(list(HEAVY.values()))
    part, size = chance.choice(REPEATED), chance.choice(SIZES)
    grown = part * (size // len(part))
    if chance.random() < 0.3:  # below one key that is as long, so many problems that each name it
        item = chance.choice([" a: 1", " - !x 1", " - *b", " ? [a]"])
        return f"? {grown[:30_000]}\n:" + f"\n{item}" * chance.randint(1, 8_000)
    around = (
        "@",
        "@",
        "training: @",
        "training:\n  epochs: @",
        "@: 1",
        "? @\n: 1",
        "a: '@'",
        "&@ a: 1",
        "training: *@",
    )
    return chance.choice(around).replace("@", grown)


LINKS = ("'${{a{}}}'", "'${{a{}.k{}}}'", "{{<<: *a{}, k{}: 1}}", "{{<<: [*a{}, *a0]}}", "[*a{}, x]", "{}")
"""How a value leads to the one before it."""


def _woven(chance: random.Random) -> str:
    """Keys that lead to one another by aliases, merges and references, and milestones that lead to them."""
    swollen = chance.choice(REPEATED) * chance.choice([0, 0, 1, 5_000])
    first = chance.choice(["5", "{k0: 1}", "[1]", swollen, f"0x{swollen}", f"'${{{swollen}'"])
    usual, other = chance.sample(LINKS, 2)
    count = chance.choice([1, 30, 200, 700])
    lines = [f"a0: &a0 {first}\n"]
    for index in range(1, count):
        link = chance.choice([usual, usual, other])
        before = chance.choice([index - 1, index - 1, 0, chance.randrange(index)])
        lines.append(f"a{index}: &a{index} {link.format(before, index)}\n")
    end = chance.choice(["*a{}", "'${{a{}}}'", *LINKS])
    ends = (chance.choice([count - 1, index % count]) for index in range(chance.choice([1, 30, 900])))
    items = ", ".join(end.format(index, index) for index in ends)
    scheduler = f"{{name: multi_step, gamma: 0.1, milestones: [{items}]}}"
    return f"{''.join(lines)}training: {{epochs: 9, optimizer: {{lr: 1}}, scheduler: {scheduler}}}\n"


def _long(chance: random.Random) -> str:
    """A valid configuration of as many epochs as are simulated."""
    text = example_yaml(chance.choice([*SCHEDULERS]), complete=True).replace("epochs: 100\n", "epochs: 1000000\n")
    length = chance.choice(["0.001", "10", "12345.6", "1000000"])
    return text.replace("iters_per_phase: 10\n", f"iters_per_phase: {length}\n")


def _large(chance: random.Random) -> str:
    """A document of a megabyte."""
    part = chance.choice(REPEATED)
    return part * (LARGE // len(part))
