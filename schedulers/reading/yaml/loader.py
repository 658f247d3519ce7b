"""Composes YAML into nodes with places, as the trainer's loader (OmegaConf) composes it.

Plain PyYAML follows YAML 1.1, in which ``1e-5`` is text and ``12:30`` is 750. The trainer's loader reads ``1e-5`` as a
number, so this one does too; ``12:30`` stays text, because nobody means 750. The trainer's loader also scans with
libyaml, which takes tabs and question marks where PyYAML's own scanner does not; this one scans as libyaml does.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml
from yaml.composer import Composer, ComposerError
from yaml.error import Mark
from yaml.nodes import Node, ScalarNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import Token

from schedulers.problems import Place
from schedulers.reading.wording.excerpts import shown
from schedulers.reading.yaml.libyaml_scanner import DIFFERENT, LibyamlScanner
from schedulers.reading.yaml.number_rules import OMEGACONF, TAG, YAML_1_2, in_yaml_1_1, resolver

MAX_DEPTH = 100
"""The most levels of a document. PyYAML recurses, and no training configuration is nearly as deep."""

MAX_NODES = 2_500
"""The most keys and values of a document. A browser reads as many in a third of a second."""

MAX_PREFIX = 200
"""The most characters of a prefix that ``%TAG`` gives to tags, because each tag repeats it."""

_TAB = "a tab stands where YAML wants spaces. Indent with spaces"
_SECOND_DOCUMENT = "a second document begins here, and one is read. Take out this line and the other document"
_NO_COLON = "could not find expected ':'"
_SENTENCES = {
    _NO_COLON: "this is no key with a value: no colon and space come after it",
    "mapping values are not allowed here": (
        "a colon and a space stand here, where no key can. Write each key on a line of its own, or put a text in quotes"
    ),
}
"""Clear sentences in the place of PyYAML's, which only readers of its source understand, by how those end."""


class YamlError(Exception):
    """Raised for a text that is not exactly one YAML document.

    Attributes:
        message: A sentence.
        place: Where the text stopped being one.
        start: Where that began which could not be ended: a key, a quote or a bracket.
        is_second_document: Whether it is YAML, but more than one document.
        is_tab: Whether a tab stands where none may.
        is_too_much: Whether it is YAML as far as it is read, but longer or deeper than is read.
    """

    def __init__(self, message: str, place: Place, start: Place | None = None, *, is_too_much: bool = False) -> None:
        self.message = message
        self.place = place
        self.start = start
        self.is_second_document = message == _SECOND_DOCUMENT
        self.is_tab = message == _TAB
        self.is_too_much = is_too_much
        super().__init__(message)


class _TooMuchError(ComposerError):
    """Raised for valid YAML that is longer or deeper than is read."""


_TOO_DEEP = f"more than {MAX_DEPTH} levels are nested here"


class _Loader(Reader, Scanner, Parser, Composer, BaseResolver):
    rules = OMEGACONF

    def __init__(self, text: str) -> None:
        self.line_starts = line_starts(text)
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self.depth = 0
        self.nodes = 0

    def get_mark(self) -> Mark:
        """Return the reader's place, in lines as editors count them. PyYAML also ends lines at U+0085 and U+2028."""
        index = self.index
        line = bisect_right(self.line_starts, index) - 1
        return Mark(self.name, index, line, index - self.line_starts[line], None, index)

    def fetch_flow_collection_start(self, token: type[Token]) -> None:
        """Refuse what `compose_node` would refuse later. The scanner runs far ahead, and is slow at great depth."""
        if self.flow_level == MAX_DEPTH:
            raise _TooMuchError(None, None, _TOO_DEEP, self.get_mark())
        super().fetch_flow_collection_start(token)

    def scan_yaml_directive_number(self, start_mark: Mark) -> int:
        """Scan a part of the version in ``%YAML 1.1``."""
        try:
            return int(super().scan_yaml_directive_number(start_mark))
        except ValueError:  # Python refuses to read thousands of digits
            problem = "found a version number that is too long"
            raise ScannerError("while scanning a directive", start_mark, problem, start_mark) from None

    def scan_tag_directive_prefix(self, start_mark: Mark) -> str:
        """Scan the prefix that ``!e!`` stands for after ``%TAG !e! tag:example.org:``."""
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
        if isinstance(node, ScalarNode):
            node.value = _as_read(node.tag, node.value, self.rules)
        return node


@cache
def _loader(rules: str, *, as_libyaml: bool) -> type[_Loader]:
    """Return the loader for these rules for numbers, with libyaml's scanner where PyYAML's own differs."""
    scanner = (LibyamlScanner,) if as_libyaml else ()
    return type("Loader", (*scanner, resolver(rules), _Loader), {"rules": rules})


def compose(text: str, rules: str = OMEGACONF) -> Node | None:
    """Compose the document, and return its root node, or ``None`` for an empty text.

    Args:
        text: The document.
        rules: The way to read numbers.

    Raises:
        YamlError: The text is not one YAML document.
    """
    try:
        loader = _loader(rules, as_libyaml=DIFFERENT.search(text) is not None)(text)
    except ReaderError as error:
        place = place_of_index(text, error.position)
        raise YamlError(f"the character U+{int(error.character):04X} is not allowed in YAML", place) from error
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        start = place_of_mark(error.context_mark) if error.context_mark else None
        noticed = place_of_mark(error.problem_mark or loader.get_mark())
        place = start if start and error.problem == _NO_COLON else noticed
        raise YamlError(_sentence(error), place, start, is_too_much=isinstance(error, _TooMuchError)) from error
    except (ValueError, OverflowError) as error:  # PyYAML hands an escape such as "\UFFFFFFFF" to chr() unchecked
        message = "an escape sequence names a character that does not exist"
        raise YamlError(message, place_of_mark(loader.get_mark())) from error


def compose_number(written: str, rules: str = OMEGACONF) -> ScalarNode:
    """Compose a document that is known to be a number alone, such as ``0.1``, which takes no scanner.

    Args:
        written: The number.
        rules: The way to read it.
    """
    tag = _resolver(rules).resolve(ScalarNode, written, (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, _as_read(tag, written, rules))


@cache
def _resolver(rules: str) -> BaseResolver:
    return resolver(rules)()


def _as_read(tag: str, written: str, rules: str) -> str:
    """Write a number of YAML 1.2 as its value is read, which is by the rules of YAML 1.1."""
    return in_yaml_1_1(written) if rules == YAML_1_2 and tag == TAG + "int" else written


def place_of_mark(mark: Mark) -> Place:
    """Return the line and column of a mark."""
    return Place(mark.line + 1, mark.column + 1)


def place_of_index(text: str, index: int) -> Place:
    """Return the line and column of the character at ``index``.

    >>> place_of_index("a: 1" + chr(10) + "b: 2", 8)
    Place(line=2, column=4)
    """
    starts = line_starts(text)
    line = bisect_right(starts, index)
    return Place(line, index - starts[line - 1] + 1)


def index_of_place(starts: Sequence[int], place: Place) -> int:
    """Return the index of the character at a line and column of a text, from its `line_starts`.

    >>> index_of_place(line_starts("a: 1" + chr(10) + "b: 2"), Place(2, 4))
    8
    """
    return starts[place.line - 1] + place.column - 1


def line_starts(text: str) -> list[int]:
    """Return the index at which each line begins. As in editors, a line feed, a carriage return, or both end a line."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]


def _sentence(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _TooMuchError):
        return str(error.problem)
    problem = str(error.problem)
    if "\\t" in problem or "tab character" in problem:
        return _TAB
    if problem == "but found another document":
        return _SECOND_DOCUMENT
    for ending, sentence in _SENTENCES.items():
        if problem.endswith(ending):
            return sentence
    reported = ", ".join(part for part in (error.context, error.problem) if part)
    # PyYAML repeats the name of an anchor, however long.
    return shown(f"this is not valid YAML: {reported}", 200).replace("'<stream end>'", "the end of the text")
