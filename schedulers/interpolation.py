"""Follows ``${training.epochs}``: an absolute reference into the same document, as OmegaConf resolves it."""

import re

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.yaml_document import merged, shortened

REFERENCE = r"\$\{\s*([^${}:.\[\]\s](?:[^${}:]*[^${}:\s])?)\s*\}"
"""What a whole value looks like that is a reference; the JSON Schema uses the same pattern.

Only one of its parts can take a given blank, so that no run of blanks is tried in every way to divide it.
"""

_REFERENCE = re.compile(REFERENCE + r"\Z")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^.\[\]]+)\]")


MAX_REFERENCES = 32
"""How many references may lead to each other; each step costs a look through the document."""


class InterpolationError(Exception):
    """A reference that leads nowhere, with the sentence that says why."""


def resolve(node: Node, root: Node) -> Node:
    """The node that stands for ``node``: itself, or what its reference leads to.

    Raises:
        InterpolationError: The reference leads nowhere or in a circle, or is of a kind that needs the trainer.
    """
    followed: set[int] = set()
    while isinstance(node, ScalarNode) and "${" in node.value:
        if id(node) in followed:
            raise InterpolationError(f"{shortened(node.value)} leads in a circle")
        if len(followed) == MAX_REFERENCES:
            which = shortened(node.value)
            raise InterpolationError(f"{which} is the end of more than {MAX_REFERENCES} references in a row")
        followed.add(id(node))
        node = _target(node.value, root)
    return node


def _target(text: str, root: Node) -> Node:
    reference = _REFERENCE.match(text)
    if reference is None:
        raise InterpolationError(
            f"{shortened(text)} can't be resolved here: only a whole value that is an absolute reference "
            "into the same document can, such as ${training.epochs}"
        )
    node = root
    for step in _STEP.finditer(reference[1]):
        key = step[1] or step[2]
        child = _child(node, key)
        if child is None:
            raise InterpolationError(f"{shortened(text)} leads nowhere: the document has no {shortened(key)} there")
        node = child
    return node


def _child(node: Node, key: str) -> Node | None:
    if isinstance(node, MappingNode):
        entry = merged(node).get(key)
        return entry.value if entry else None
    # Python refuses to read thousands of digits, and no list needs more than a few.
    if isinstance(node, SequenceNode) and key.isdecimal() and len(key) < 10 and int(key) < len(node.value):
        child: Node = node.value[int(key)]
        return child
    return None
