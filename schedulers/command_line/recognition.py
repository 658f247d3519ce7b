"""Tells training configurations from a project's other YAML files: models, compose files, workflows.

The vocabulary gives the names of sections and fields. A file that was meant as a configuration is recognised in
spite of a mistake, so that the mistake is reported. All other files are passed over.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from textwrap import dedent

from yaml.nodes import MappingNode, Node, ScalarNode

from schedulers.further_names import Path
from schedulers.reading.yaml.loader import YamlError, compose
from schedulers.reading.yaml.nodes import merged
from schedulers.registry import Registry

_NEAR = 0.8
"""The least similarity of a key and the section's name. ``train`` and ``trainer`` belong to other programs."""

_ENOUGH = 2
"""The least number of known fields and names of schedulers in a section that chooses a scheduler."""

_LINE = re.compile(r"""^([ \t]*)[{'"]*([^\s'":=#{}\[\],]+)['"]?[ \t]*(?:[:=]|$)""", re.MULTILINE)


def is_meant_as_configuration(text: str, registry: Registry) -> bool:
    """Tell whether a text is a training configuration, or was meant to be one.

    Where everything stands below one key, that is so when the top level has this key, or a near miss of it with
    something of the section below it, or when the scheduler's section with fields that are known here stands at the top
    level or one key below it. Elsewhere it is so when the scheduler is chosen where it belongs, or several of the keys
    that are read are there. Where the text is no mapping, or no YAML at all, its lines decide.

    >>> from schedulers import REGISTRY
    >>> [is_meant_as_configuration(text, REGISTRY) for text in ("trainning: {epochs: 3}", "services: {training: {}}")]
    [True, False]
    """
    try:
        root = compose(text, registry.layout.numbers)
    except YamlError:
        root = None
    signs = Signs(registry)
    return signs.are_in_keys(root) if isinstance(root, MappingNode) else signs.are_in_lines(text)


class Signs:
    """The signs by which configurations of a registry's schedulers are recognised."""

    def __init__(self, registry: Registry) -> None:
        layout = registry.layout
        self._registry = registry
        self._choice = layout.choice
        self._section = layout.top[0] if layout.top else ""
        self._home = layout.section[-1] if layout.section else ""
        paths = [layout.choice, *(spec.path for spec in layout.settings.values())]
        self._paths = paths
        self._below = {path[1] for path in paths if len(path) > 1}

    def are_in_keys(self, root: MappingNode) -> bool:
        """Judge by the keys of a document."""
        if not self._section:
            found = [path for path in self._paths if _leads_somewhere(root, path)]
            return self._choice in found or len(found) > _ENOUGH
        entries = merged(root).values()
        if any(self._is_section(entry.key, _keys(entry.value)) for entry in entries):
            return True
        values = {id(entry.value): entry.value for entry in entries}  # thousands of aliases can lead to the same node
        return any(self._chooses_scheduler(node) for node in [root, *values.values()])

    def are_in_lines(self, text: str) -> bool:
        """Judge by the words that lines begin with, as far as they look like keys."""
        lines = _LINE.findall(dedent("\n".join(text.splitlines())))
        words = {word for _, word in lines}
        if not self._section:
            return self._choice[-1] in words and len(words & {path[-1] for path in self._paths}) >= _ENOUGH
        if any(self._is_section(word, words) for word in {word for indentation, word in lines if not indentation}):
            return True
        return self._home in words and len(self._known_fields(words)) >= _ENOUGH

    def _chooses_scheduler(self, node: Node) -> bool:
        home = merged(node).get(self._home) if isinstance(node, MappingNode) else None
        if home is None or not isinstance(home.value, MappingNode):
            return False
        entries = merged(home.value).values()
        values = [entry.value for entry in entries if isinstance(entry.value, ScalarNode)]
        chosen = [value for value in values if self._registry.called(value.value)]
        return len(chosen) + len(self._known_fields(entry.key for entry in entries)) >= _ENOUGH

    def _is_section(self, key: str, below: AbstractSet[str]) -> bool:
        """Tell whether a key of the top level is the section, or was meant to be, by the keys below it."""
        if re.split("[.:]", key, maxsplit=1)[0] == self._section:  # dotted keys, and a colon without a space
            return True
        near = get_close_matches(key.casefold(), [self._section], cutoff=_NEAR)
        return bool(near) and not self._below.isdisjoint(below)

    def _known_fields(self, keys: Iterable[str]) -> set[str]:
        return {spec.key for each in self._registry.schedules.values() for spec in each.specs.values()} & set(keys)


def _leads_somewhere(node: Node, path: Path) -> bool:
    for key in path:
        entry = merged(node).get(key) if isinstance(node, MappingNode) else None
        if entry is None:
            return False
        node = entry.value
    return True


def _keys(node: Node) -> AbstractSet[str]:
    return merged(node).keys() if isinstance(node, MappingNode) else set()
