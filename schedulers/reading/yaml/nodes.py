"""The nodes of a document: the place of each, the keys of a mapping, and the value of a scalar."""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.problems import Place
from schedulers.reading.wording.excerpts import shortened
from schedulers.reading.yaml.loader import place_of_mark
from schedulers.reading.yaml.number_rules import TAG


def place_of(node: Node) -> Place:
    """Return the place where the node begins."""
    return place_of_mark(node.start_mark)


def written(text: str, node: Node) -> str:
    """Quote the node as it is written, shortened and on one line."""
    return shortened(text[node.start_mark.index : node.end_mark.index])


@dataclass(frozen=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    key_node: Node
    value: Node


def entries(node: MappingNode) -> list[Entry]:
    """Return the mapping's own keys in their order. A key that is no scalar becomes an empty text."""
    return [
        Entry(key.value if isinstance(key, ScalarNode) else "", key, value)
        for key, value in node.value
        if key.tag != TAG + "merge"
    ]


def merged(node: MappingNode) -> dict[str, Entry]:
    """Return the mapping's keys, with those that ``<<`` merges into it.

    The mapping's own key wins over a merged one, and an earlier source wins over a later one.
    """
    found: dict[str, Entry] = {}
    for mapping in with_merged(node):
        for entry in entries(mapping):
            found.setdefault(entry.key, entry)
    return found


def with_merged(node: MappingNode) -> Iterator[MappingNode]:
    """Return the mapping and those that ``<<`` merges, each once, in the order in which a key is looked up."""
    seen: set[int] = set()  # an alias can lead in a circle
    waiting = [node]
    while waiting:
        mapping = waiting.pop()
        if id(mapping) in seen:
            continue
        seen.add(id(mapping))
        yield mapping
        waiting += reversed(_merge_sources(mapping))


def merge_values(node: MappingNode) -> list[Node]:
    """Return the value of each ``<<`` of a mapping."""
    return [value for key, value in node.value if key.tag == TAG + "merge"]


def _merge_sources(node: MappingNode) -> list[MappingNode]:
    values = merge_values(node)
    sources = [source for value in values for source in (value.value if isinstance(value, SequenceNode) else [value])]
    return [source for source in sources if isinstance(source, MappingNode)]


def walk(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield every node of the document once, with the keys that lead to it. An alias is not followed again."""
    seen: set[int] = set()
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield path, node
        if isinstance(node, MappingNode):
            for key, value in node.value:
                waiting += [((*path, key.value if isinstance(key, ScalarNode) else "?"), value), (path, key)]
        elif isinstance(node, SequenceNode):
            waiting += [((*path, str(index)), item) for index, item in enumerate(node.value)]


def scalar_value(node: ScalarNode) -> int | float | bool | str | None:
    """Return the Python value of a scalar: a number, a truth value, ``None``, or text.

    >>> from schedulers.reading.yaml.loader import compose
    >>> [scalar_value(compose(text)) for text in ("1e-5", "12:30", "true", "'5'", "1_000")]
    [1e-05, '12:30', True, '5', 1000]
    """
    constructor = SafeConstructor()
    try:
        match node.tag.removeprefix(TAG):
            case "int" | "float" if ":" in node.value:  # only by an explicit tag, and nobody means 750 by 12:30
                return str(node.value)
            case "int":
                return int(constructor.construct_yaml_int(node))
            case "float":
                return float(constructor.construct_yaml_float(node))
            case "bool":
                return bool(constructor.construct_yaml_bool(node))
            case "null":
                return None
    except (ValueError, KeyError, IndexError):  # an explicit tag on something else: !!int 5.0
        return str(node.value)
    return str(node.value)
