"""Reads YAML into nodes that know their place, with the numbers of the trainer's loader (OmegaConf).

Plain PyYAML follows YAML 1.1, in which ``1e-5`` is text and ``12:30`` is 750. The trainer's loader reads ``1e-5`` as a
number, so this one does too; ``12:30`` stays text, because nobody means 750.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import SafeConstructor
from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import BaseResolver, Resolver
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import Token

from schedulers.excerpts import shortened, shown
from schedulers.problems import Place

MAX_DEPTH = 100
"""How deep a document may nest: PyYAML recurses, and no training configuration comes close."""

MAX_NODES = 2_500
"""How many keys and values a document may have: so many take a browser a third of a second to read."""

MAX_PREFIX = 200
"""Characters of a prefix that ``%TAG`` may give a tag: each tag repeats it."""

_TAG = "tag:yaml.org,2002:"
_DIGITS = "[0-9]+(?:_[0-9]+)*"
# The first two lines are PyYAML's own, the next three are what OmegaConf adds; both leave out sexagesimal numbers.
_FLOAT = re.compile(
    rf"""(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?
        |\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
        |[-+]?{_DIGITS}\.[0-9_]*[eE][-+]?[0-9]+
        |[-+]?{_DIGITS}[eE][-+]?[0-9]+
        |[-+]?\.(?:inf|Inf|INF)
        |\.(?:nan|NaN|NAN))\Z""",
    re.VERBOSE,
)
_INTEGER = re.compile(
    r"""(?:[-+]?0b[0-1_]+
        |[-+]?0[0-7_]+
        |[-+]?(?:0|[1-9][0-9_]*)
        |[-+]?0x[0-9a-fA-F_]+)\Z""",
    re.VERBOSE,
)


class YamlError(Exception):
    """A text that is not one YAML document; carries the place and a sentence."""

    def __init__(self, message: str, place: Place) -> None:
        self.message = message
        self.place = place
        super().__init__(message)


class _TooMuchError(ComposerError):
    """Valid YAML, but more than is read."""


_TOO_DEEP = f"more than {MAX_DEPTH} levels are nested here"


class _NumberResolver(BaseResolver):
    """Decides which plain scalars are numbers, truth values or nothing."""


for _first, _resolvers in Resolver.yaml_implicit_resolvers.items():
    for _tag, _pattern in _resolvers:
        if _tag in {_TAG + "bool", _TAG + "null", _TAG + "merge"}:
            _NumberResolver.add_implicit_resolver(_tag, _pattern, [_first])
_NumberResolver.add_implicit_resolver(_TAG + "float", _FLOAT, list("-+0123456789."))
_NumberResolver.add_implicit_resolver(_TAG + "int", _INTEGER, list("-+0123456789"))


class _Loader(Reader, Scanner, Parser, Composer, _NumberResolver):
    def __init__(self, text: str) -> None:
        self.line_starts = _line_starts(text)
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        _NumberResolver.__init__(self)
        self.depth = 0
        self.nodes = 0

    def get_mark(self) -> Mark:
        """Where the reader stands, in lines as editors count them; PyYAML's end at U+0085 and U+2028 too."""
        index = self.index
        line = bisect_right(self.line_starts, index) - 1
        return Mark(self.name, index, line, index - self.line_starts[line], None, index)

    def fetch_flow_collection_start(self, token: type[Token]) -> None:
        """Refuse here what `compose_node` would refuse: the scanner is far ahead of it, and slow where it is deep."""
        if self.flow_level == MAX_DEPTH:
            raise _TooMuchError(None, None, _TOO_DEEP, self.get_mark())
        super().fetch_flow_collection_start(token)

    def scan_yaml_directive_number(self, start_mark: Mark) -> int:
        """A part of the version in ``%YAML 1.1``."""
        try:
            return int(super().scan_yaml_directive_number(start_mark))
        except ValueError:  # Python refuses to read thousands of digits
            problem = "found a version number that is too long"
            raise ScannerError("while scanning a directive", start_mark, problem, start_mark) from None

    def scan_tag_directive_prefix(self, start_mark: Mark) -> str:
        """What ``!e!`` stands for after ``%TAG !e! tag:example.org:``."""
        prefix = str(super().scan_tag_directive_prefix(start_mark))
        if len(prefix) > MAX_PREFIX:
            problem = f"found the prefix of a tag with more than {MAX_PREFIX} characters"
            raise ScannerError("while scanning a directive", start_mark, problem, start_mark)
        return prefix

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        self.depth += 1
        self.nodes += 1
        too_much = None
        if self.depth > MAX_DEPTH:
            too_much = _TOO_DEEP
        elif self.nodes > MAX_NODES:
            too_much = f"there are more than {MAX_NODES:,} keys and values up to here"
        if too_much:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise _TooMuchError(None, None, too_much, event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def compose(text: str) -> Node | None:
    """The document's root node, ``None`` for an empty text.

    Raises:
        YamlError: The text is not one YAML document.
    """
    try:
        loader = _Loader(text)
    except ReaderError as error:
        place = place_of_index(text, error.position)
        raise YamlError(f"the character U+{int(error.character):04X} is not allowed in YAML", place) from error
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise YamlError(_sentence(error), _place(error.problem_mark or loader.get_mark())) from error
    except (ValueError, OverflowError) as error:  # PyYAML hands an escape such as "\UFFFFFFFF" to chr() unchecked
        message = "an escape sequence names a character that does not exist"
        raise YamlError(message, _place(loader.get_mark())) from error


def place_of(node: Node) -> Place:
    """Where the node begins."""
    return _place(node.start_mark)


def place_of_index(text: str, index: int) -> Place:
    """Line and column of the character at ``index``.

    >>> place_of_index("a: 1" + chr(10) + "b: 2", 8)
    Place(line=2, column=4)
    """
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    return Place(line, index - starts[line - 1] + 1)


def written(text: str, node: Node) -> str:
    """The node as it stands in the text, on one line and shortened."""
    return shortened(text[node.start_mark.index : node.end_mark.index])


def _line_starts(text: str) -> list[int]:
    """Where each line begins; lines end as editors end them: at a line feed, a carriage return, or both together."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]


@dataclass(frozen=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    key_node: Node
    value: Node


def entries(node: MappingNode) -> list[Entry]:
    """The mapping's own keys in their order; a key that is no scalar shows as an empty text."""
    return [
        Entry(key.value if isinstance(key, ScalarNode) else "", key, value)
        for key, value in node.value
        if key.tag != _TAG + "merge"
    ]


def merged(node: MappingNode) -> dict[str, Entry]:
    """The mapping's keys with those it takes over by ``<<``.

    Where a key is met twice, the mapping's own comes before those it takes over, and an earlier source before a later.
    """
    found: dict[str, Entry] = {}
    for mapping in with_merged(node):
        for entry in entries(mapping):
            found.setdefault(entry.key, entry)
    return found


def with_merged(node: MappingNode) -> Iterator[MappingNode]:
    """The mapping and those it takes over by ``<<``, each once, in the order in which a key is looked for."""
    seen: set[int] = set()  # an alias can lead in a circle
    waiting = [node]
    while waiting:
        mapping = waiting.pop()
        if id(mapping) in seen:
            continue
        seen.add(id(mapping))
        yield mapping
        waiting += reversed(_merge_sources(mapping))


def _merge_sources(node: MappingNode) -> list[MappingNode]:
    values = [value for key, value in node.value if key.tag == _TAG + "merge"]
    sources = [source for value in values for source in (value.value if isinstance(value, SequenceNode) else [value])]
    return [source for source in sources if isinstance(source, MappingNode)]


def walk(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Every node of the document once, with the keys that lead to it; an alias is not followed a second time."""
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


def has_known_tag(node: Node) -> bool:
    """Whether the node's tag is one that YAML itself defines and a configuration needs."""
    names = {"map", "seq", "str", "int", "float", "bool", "null", "merge", "value", "timestamp", "set", "omap"}
    return node.tag.startswith(_TAG) and node.tag.removeprefix(_TAG) in names


def scalar_value(node: ScalarNode) -> int | float | bool | str | None:
    """The Python value of a scalar: a number, a truth value, ``None``, or text.

    >>> [scalar_value(compose(text)) for text in ("1e-5", "12:30", "true", "'5'", "1_000")]
    [1e-05, '12:30', True, '5', 1000]
    """
    constructor = SafeConstructor()
    try:
        match node.tag.removeprefix(_TAG):
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


def number_meant(text: str) -> float | None:
    """The finite number that somebody probably meant by a text; ``None`` when it is none.

    >>> number_meant("1,5")
    1.5
    >>> [number_meant(text) for text in ("inf", "one")]
    [None, None]
    """
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _place(mark: Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _sentence(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _TooMuchError):
        return str(error.problem)
    if error.problem == "found character '\\t' that cannot start any token":
        return "a tab stands where YAML wants spaces. Indent with spaces"
    said = ", ".join(part for part in (error.context, error.problem) if part)
    # PyYAML repeats the name of an anchor, however long.
    return shown(f"this is not valid YAML: {said}", 200).replace("'<stream end>'", "the end of the text")
