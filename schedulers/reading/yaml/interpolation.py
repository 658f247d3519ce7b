"""Resolves references such as ``${training.epochs}`` as OmegaConf does: absolute ones, into the same document."""

import re
from functools import cache

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.further_names import Path
from schedulers.reading.wording.excerpts import shown
from schedulers.reading.yaml.nodes import entries, with_merged

REFERENCE = r"\$\{\s*([^${}:.\[\]\s](?:[^${}:]*[^${}:\s])?)\s*\}"
"""Matches a whole value that is a reference. The JSON Schema uses the same pattern.

Each blank fits only one part of it, so a long run of blanks does not make matching slow.
"""

_REFERENCE = re.compile(REFERENCE + r"\Z")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^.\[\]]+)\]")


MAX_REFERENCES = 32
"""The most references that may lead from one to the next."""


class InterpolationError(Exception):
    """Raised for a reference that leads nowhere. Its message is a sentence that says why."""


class References:
    """The references of one document.

    What a reference leads to is found once, and a mapping's keys are read once: thousands of items may hold the same
    reference, each may be the end of many in a row, and each may lead through the same mapping.

    Args:
        root: The whole document.
        example: A path that a reference might lead to, for messages.
    """

    def __init__(self, root: MappingNode, example: Path) -> None:
        self._root, self._example = root, example
        self._target = cache(self._find)
        self._values = cache(_own_values)
        self._sources = cache(lambda node: [self._values(mapping) for mapping in with_merged(node)])

    def resolve(self, node: Node) -> Node:
        """Return the node itself, or the one that its reference leads to.

        Raises:
            InterpolationError: The reference leads nowhere or in a circle, or is of a kind that needs the trainer.
        """
        followed: set[int] = set()
        while isinstance(node, ScalarNode) and "${" in node.value:
            if id(node) in followed:
                raise InterpolationError(f"{shown(node.value)} leads in a circle")
            if len(followed) == MAX_REFERENCES:
                which = shown(node.value)
                raise InterpolationError(f"{which} is the end of more than {MAX_REFERENCES} references in a row")
            followed.add(id(node))
            target = self._target(node.value)
            if isinstance(target, str):
                raise InterpolationError(target)
            node = target
        return node

    def _find(self, text: str) -> Node | str:
        """Find the node that a reference leads to, or the sentence that says why there is none."""
        reference = _REFERENCE.match(text)
        if reference is None:
            return (
                f"{shown(text)} can't be resolved here: only a whole value that is an absolute reference "
                f"into the same document can, such as ${{{'.'.join(self._example)}}}"
            )
        node: Node = self._root
        for step in _STEP.finditer(reference[1]):
            key = step[1] or step[2]
            child = self._child(node, key)
            if child is None:
                return f"{shown(text)} leads nowhere: the document has no {shown(key)} there"
            node = child
        return node

    def _child(self, node: Node, key: str) -> Node | None:
        if isinstance(node, MappingNode):
            return next((values[key] for values in self._sources(node) if key in values), None)
        # Python refuses to read thousands of digits, and no list needs more than a few.
        if isinstance(node, SequenceNode) and key.isdecimal() and len(key) < 10 and int(key) < len(node.value):
            child: Node = node.value[int(key)]
            return child
        return None


def _own_values(node: MappingNode) -> dict[str, Node]:
    """Return the mapping's values by key. Of a key that is given twice, the first counts."""
    return {entry.key: entry.value for entry in reversed(entries(node))}
