"""Edits valid documents at random, and compares what the reader makes of them with what OmegaConf makes of them.

On purpose the two differ in this, and in nothing else:

- A number of base 60 such as ``12:30`` is text to the reader: nobody means 750.
- The reader has limits: of bytes, of keys and values, of levels, and of a tag's prefix.
- The reader takes a document for a mapping; to OmegaConf a text alone is a key without a value.
- Of a reference the reader sees where it begins and ends; whether OmegaConf's grammar takes the rest matters only
  where a field holds it.
- A tag ``!`` with nothing behind it is an empty text to OmegaConf and no value to the reader.
"""

import random
import re
from typing import Any

from omegaconf import OmegaConf
from omegaconf.errors import GrammarParseError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.reading.whole_document import refusals
from schedulers.reading.yaml.loader import YamlError, compose
from schedulers.reading.yaml.nodes import merged, scalar_value
from tests.fuzz.outcome import Found
from tests.schedulers.valid import IN_BRACES, VALID

BASES = [
    *VALID,
    IN_BRACES,
    *(text.replace("lr: 0.1\n", "lr: 0.1  # base\n    betas: [0.9, 0.999]\n    name: 'sgd'\n") for text in VALID),
    *(f'base: &base {{depth: 3, "x": "a b"}}\n{text}model:\n  <<: *base\n  text: |\n    more\n' for text in VALID),
]
# As many in a line as fit, because they are looked through and not read.
# fmt: off
INSERTIONS = (
    "", "", "0", "1", "-1", "1e400", "1_0", "0x", "0b_", "0o7", "010", ".5", "5.", "e", "E", ".", "+", "_", "12:30",
    " ", "  ", "\n", "\t", "\t", "\t ", " \t", "\t# x", "\n\t", "\n  \t", ":\t", "\t:", "-\t", ",\t", "\r", "\r\n",
    "# ", "#", ": ", ":", "- ", "-", "? ", "?", "{", "}", "[", "]", ",", "'", '"', "|\n", ">\n", "|\t\n", "%", "---\n",
    "...\n", "&a ", "*a", "*base", "<<: ", "!!int ", "!!str\t", "!!float ", "!!null ", "!x ", "! 1", "~", "null", "yes",
    "true", "=", "@", "`", "!", "a", "é", "\xa0", "\u2028", "\x85", "\ufeff", "\u200b", "${training.epochs}", "${",
    "???",
)
"""What is put into a document."""
# fmt: on

_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")


def edited(chance: random.Random) -> str:
    """A valid document after one to three edits: each puts something in, takes something out, or repeats it."""
    text = chance.choice(BASES)
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 0, 1, 1, 2, 5]))
        text = text[:start] + chance.choice([*INSERTIONS, text[start:end] * 2]) + text[end:]
    return text


def difference(text: str) -> str | None:
    """What the two read differently, and not on purpose; ``None`` when they agree."""
    ours, theirs = _read(text), _read_by_omegaconf(text)
    if isinstance(theirs, GrammarParseError):
        return None
    if isinstance(ours, str) or isinstance(theirs, Exception):
        if isinstance(ours, str) and isinstance(theirs, Exception):
            return None
        return f"{text!r}: {ours!r}, and OmegaConf {theirs!r}"
    return None if _same(ours, theirs) else f"{text!r}: {ours!r} is {theirs!r} to OmegaConf"


def compare_edits(count: int, seed: int) -> Found:
    """Compare ``count`` edits, those of ``seed`` and the numbers after it."""
    found = Found()
    for each in range(seed, seed + count):
        text = edited(random.Random(each))  # noqa: S311  # no secret
        different = difference(text)
        if different:
            found.failures.append(f"seed {each}: {different}")
        else:
            found.note(each, accepted=not isinstance(_read(text), str), seconds=0.0)
    return found


def _read(text: str) -> dict[Any, Any] | str:
    """What the reader makes of a document, or the sentence for which it is refused."""
    try:
        root = compose(text)
    except YamlError as error:
        return error.message
    if root is None:
        return {}
    if not isinstance(root, MappingNode):
        return "no mapping"
    refused = next(iter(refusals(root, "the trainer", has_aliases="*" in text)), None)
    value = _value(root) if refused is None else refused.message
    assert isinstance(value, dict | str)
    return value


def _value(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return scalar_value(node)
    if isinstance(node, SequenceNode):
        return [_value(item) for item in node.value]
    assert isinstance(node, MappingNode)
    return {_value(entry.key_node): _value(entry.value) for entry in merged(node).values()}


def _read_by_omegaconf(text: str) -> Any:
    try:
        config = OmegaConf.create(text)
    except Exception as error:  # noqa: BLE001  # OmegaConf refuses with whatever a constructor raises
        return error
    return OmegaConf.to_container(config, resolve=False)


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_same(value, theirs[key]) for key, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    if isinstance(ours, str) and isinstance(theirs, int | float):
        return _BASE_60.fullmatch(ours) is not None
    return repr(ours) == repr(theirs)
