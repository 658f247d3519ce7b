"""Tells training configurations from the other YAML files of a project: models, compose files, workflows.

What names a section or a field is taken from the vocabulary. A file that was meant as a configuration is recognised in
spite of a mistake, so that the mistake is reported; everything else is nobody's business here.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from textwrap import dedent

from yaml.nodes import MappingNode, Node, ScalarNode

from schedulers.fields import SCHEDULER_SECTION
from schedulers.registry import Registry
from schedulers.spec import training_fields
from schedulers.yaml_document import merged
from schedulers.yaml_loader import YamlError, compose

SECTION = SCHEDULER_SECTION[0]
"""The key that makes a file a training configuration."""

_CHOICE = SCHEDULER_SECTION[-1]
_BELOW = {SCHEDULER_SECTION[1], *(spec.path[1] for spec in training_fields().values())}

_NEAR = 0.8
"""How alike a key and the section's name must be; ``train`` and ``trainer`` belong to other programs."""

_ENOUGH = 2
"""Fields and names of schedulers that tell a choice of a scheduler from anything else called so."""

_LINE = re.compile(r"""^([ \t]*)[{'"]*([^\s'":=#{}\[\],]+)['"]?[ \t]*(?:[:=]|$)""", re.MULTILINE)


def is_meant_as_configuration(text: str, registry: Registry) -> bool:
    """Whether a text is a training configuration, or was meant to be one.

    That is so when its top level has the key ``training``, or a near miss of it with something of a training section
    below it, or when there is a ``scheduler`` with fields that are known here, at the top level or one key below it.
    Where the text is no mapping, or no YAML at all, its lines decide.

    >>> from schedulers import REGISTRY
    >>> [is_meant_as_configuration(text, REGISTRY) for text in ("trainning: {epochs: 3}", "services: {training: {}}")]
    [True, False]
    """
    try:
        root = compose(text)
    except YamlError:
        root = None
    return _by_keys(root, registry) if isinstance(root, MappingNode) else _by_lines(text, registry)


def _by_keys(root: MappingNode, registry: Registry) -> bool:
    entries = merged(root).values()
    if any(_is_section(entry.key, _keys(entry.value)) for entry in entries):
        return True
    values = {id(entry.value): entry.value for entry in entries}  # aliases can lead to the same a thousand times
    return any(_chooses_scheduler(node, registry) for node in [root, *values.values()])


def _chooses_scheduler(node: Node, registry: Registry) -> bool:
    choice = merged(node).get(_CHOICE) if isinstance(node, MappingNode) else None
    if choice is None or not isinstance(choice.value, MappingNode):
        return False
    entries = merged(choice.value).values()
    names = [
        entry for entry in entries if isinstance(entry.value, ScalarNode) and entry.value.value in registry.schedules
    ]
    return len(names) + len(_known_fields((entry.key for entry in entries), registry)) >= _ENOUGH


def _by_lines(text: str, registry: Registry) -> bool:
    """Judge by the words that lines begin with, as far as they look like keys."""
    lines = _LINE.findall(dedent("\n".join(text.splitlines())))
    words = {word for _, word in lines}
    if any(_is_section(word, words) for word in {word for indentation, word in lines if not indentation}):
        return True
    return _CHOICE in words and len(_known_fields(words, registry)) >= _ENOUGH


def _is_section(key: str, below: AbstractSet[str]) -> bool:
    """Whether a key of the top level, with those below it, is the section, or was meant to be."""
    if re.split("[.:]", key, maxsplit=1)[0] == SECTION:  # dotted keys, and a colon without a space
        return True
    return bool(get_close_matches(key.casefold(), [SECTION], cutoff=_NEAR)) and not _BELOW.isdisjoint(below)


def _known_fields(keys: Iterable[str], registry: Registry) -> set[str]:
    return {field for schedule in registry.schedules.values() for field in schedule.specs} & set(keys)


def _keys(node: Node) -> AbstractSet[str]:
    return merged(node).keys() if isinstance(node, MappingNode) else set()
