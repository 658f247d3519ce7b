"""Finds what the trainer's loader (OmegaConf) refuses wherever it stands, in parts that no simulation needs, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.excerpts import dotted, shortened, shown
from schedulers.yaml_document import entries, merge_values, scalar_value, walk
from schedulers.yaml_loader import TAG

MOST_EXPANDED = 10_000
"""How many keys and values a document may have once every alias is replaced by what it stands for."""

_FEW_EXPANDED, _LARGEST_SHARE = 1_000, 100
_KNOWN_TAGS = {"map", "seq", "str", "int", "float", "bool", "null", "merge", "omap", "pairs", "binary"}
_REFERENCE_START = re.compile(r"\$\{(\s*\}|[^}]*\Z)")


@dataclass(frozen=True)
class Refusal:
    """Something that the loader refuses: the node where it is, the keys that lead there, and a sentence."""

    node: Node
    path: tuple[str, ...]
    message: str
    value: str | None = None
    allowed: str | None = None


def refusals(root: Node, *, has_aliases: bool) -> Iterator[Refusal]:
    """Everything in a document that the loader refuses although it is YAML."""
    if has_aliases:
        yield from _wrong_aliases(root)
    for path, node in walk(root):
        name = node.tag.removeprefix(TAG)
        if name not in _KNOWN_TAGS or node.tag == name:
            yield Refusal(node, path, f"the tag {shown(node.tag)} is unknown to the trainer's loader. Remove it")
        elif isinstance(node, ScalarNode):
            yield from _wrong_scalar(node, path, name)
        elif isinstance(node, MappingNode):
            yield from _wrong_keys(node, path)


def _wrong_scalar(node: ScalarNode, path: tuple[str, ...], tag: str) -> Iterator[Refusal]:
    if tag in {"int", "float", "bool", "null"}:
        # What most numbers are is seen at once; this is done for each in every document.
        if not (node.value.isdecimal() and len(node.value) < 1_000) and isinstance(scalar_value(node), str):
            if ":" in node.value:  # the loader takes it for a number of base 60
                return
            value = shown(node.value) or "nothing"
            message = f"{value} is no {tag}, although it is marked as one; the trainer's loader refuses it"
            yield Refusal(node, path, message, shortened(node.value))
    elif "${" in node.value and _REFERENCE_START.search(node.value):
        message = f"{shown(node.value)} starts a reference with ${{ that is empty or has no }}. Quote it or complete it"
        yield Refusal(node, path, message, shortened(node.value))


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
