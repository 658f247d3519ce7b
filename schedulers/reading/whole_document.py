"""Finds everything that the trainer's loader (OmegaConf) refuses, even in parts that no simulation needs."""

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.reading.wording.excerpts import dotted, shortened, shown
from schedulers.reading.yaml.nodes import entries, merge_values, scalar_value, walk
from schedulers.reading.yaml.number_rules import TAG

MOST_EXPANDED = 10_000
"""The most keys and values of a document, after each alias is replaced by its content."""

_FEW_EXPANDED, _LARGEST_SHARE = 1_000, 100
_TAGS: dict[type[Node], set[str]] = {
    ScalarNode: {"str", "int", "float", "bool", "null", "binary"},
    SequenceNode: {"seq", "omap", "pairs"},
    MappingNode: {"map"},
}
_KEY_TAGS = {"merge", "value"}
_SHORT = 1_000
_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_REFERENCE_START = re.compile(r"\$\{(\s*\}|[^}]*\Z)")


@dataclass(frozen=True)
class Refusal:
    """A node that the loader refuses, the keys that lead to it, and a sentence that says why."""

    node: Node
    path: tuple[str, ...]
    message: str
    value: str | None = None
    allowed: str | None = None


def refusals(root: Node, trainer: str, *, has_aliases: bool) -> Iterator[Refusal]:
    """Return everything that the loader refuses in a document that is valid YAML."""
    if has_aliases:
        yield from _wrong_aliases(root)
    keys: set[int] = set()
    for path, node in walk(root):
        if isinstance(node, MappingNode):
            keys.update(id(key) for key, _ in node.value)
            yield from _wrong_keys(node, path)
        is_key = id(node) in keys
        name = node.tag.removeprefix(TAG)
        if name == node.tag or not (name in _TAGS[type(node)] or (is_key and name in _KEY_TAGS)):
            yield Refusal(node, path, f"{trainer}'s loader takes no tag {shown(node.tag)} here. Remove it")
        elif isinstance(node, ScalarNode):
            yield from _wrong_scalar(node, path, name, trainer, is_key=is_key)
        elif name in {"omap", "pairs"} and not all(_is_pair(item) for item in node.value):
            yield Refusal(node, path, f"each item of a list with the tag !!{name} is one key with its value")


def _is_pair(node: Node) -> bool:
    return isinstance(node, MappingNode) and len(node.value) == 1


def _wrong_scalar(
    node: ScalarNode, path: tuple[str, ...], tag: str, trainer: str, *, is_key: bool
) -> Iterator[Refusal]:
    if tag in {"int", "float", "bool", "null"}:
        if not _has_tagged_type(node, tag) and not _BASE_60.fullmatch(node.value):
            value = shown(node.value) or "nothing"
            message = f"{value} is no {tag}, although it is marked as one; {trainer}'s loader refuses it"
            yield Refusal(node, path, message, shortened(node.value))
    elif tag == "binary":
        try:
            binascii.a2b_base64(node.value.encode("ascii"))
        except ValueError:
            yield Refusal(node, path, f"{shown(node.value)} is no binary value; {trainer}'s loader refuses it")
    elif "${" in node.value and not is_key and _REFERENCE_START.search(node.value):
        value = shown(node.value)
        message = f"{value} starts a reference with ${{ that is empty or has no }}. Complete it, or take out the $"
        yield Refusal(node, path, message, shortened(node.value))


def _has_tagged_type(node: ScalarNode, tag: str) -> bool:
    """Tell whether a scalar is what its tag says. Each scalar is asked, so the usual ones are decided first."""
    if tag == "int" and node.value.isdecimal() and len(node.value) < _SHORT:
        return True
    if tag == "float":
        with suppress(ValueError):
            float(node.value)
            return True
    return not isinstance(scalar_value(node), str)


def _wrong_keys(node: MappingNode, path: tuple[str, ...]) -> Iterator[Refusal]:
    met: set[str] = set()
    for entry in entries(node):
        key = entry.key_node
        where = (*path, entry.key)
        if not isinstance(key, ScalarNode):
            message = "a list or a mapping can't be a key. Write the key as a word, followed by a colon and a space"
            yield Refusal(key, path, message)
        elif key.tag == f"{TAG}null":
            yield Refusal(key, where, "the key is missing before this colon. Write it, or remove the line")
        elif key.tag == f"{TAG}str":  # of numbers that are keys, the loader takes the last
            if entry.key in met:
                message = f"{dotted(where)} is given a second time. Remove one of the two"
                yield Refusal(key, where, message, shortened(entry.key), "each key once")
            met.add(entry.key)
    for value in merge_values(node):
        for source in value.value if isinstance(value, SequenceNode) else [value]:
            if not isinstance(source, MappingNode):
                message = (
                    "<< takes over the keys of a mapping, or of a list of mappings. Give it an alias such as *base"
                )
                yield Refusal(source, (*path, "<<"), message)


def _wrong_aliases(root: Node) -> Iterator[Refusal]:
    expanded: dict[int, int] = {}
    open_nodes: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            open_nodes.discard(id(node))
            expanded[id(node)] = 1 + sum(expanded.get(id(child), 1) for child in _children(node))
            continue
        if id(node) in open_nodes:
            yield Refusal(node, (), "an alias stands for a value that contains the alias itself. Write the value out")
            return
        if id(node) in expanded:
            continue
        open_nodes.add(id(node))
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(_children(node))]
    total = expanded[id(root)]
    if total > MOST_EXPANDED or (total > _FEW_EXPANDED and total > _LARGEST_SHARE * len(expanded)):
        most = f"{MOST_EXPANDED:,} keys and values, or {_LARGEST_SHARE} times as many as are written"
        yield Refusal(root, (), f"the aliases of the document stand for more than {most}. Write values out")


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []
