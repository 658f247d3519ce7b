"""Scans YAML where PyYAML's own scanner differs from libyaml, which the trainer's loader (OmegaConf) scans with.

They differ at tabs, at question marks and colons in brackets, and at byte order marks. Everything else is PyYAML's.
"""

import re
from typing import Any

from yaml.error import Mark
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken, TagToken

_BREAKS = "\0\r\n\x85\u2028\u2029"
_BLANKS = f" \t{_BREAKS}"
_FLOW_INDICATORS = ",[]{}"
_TAG_BEFORE_TAB = re.compile(r"![^\s]*\t")
_LINE_BREAK = re.compile(f"[{_BREAKS}]")

DIFFERENT = re.compile(r"[\t?\ufeff]|:[,\[\]{}]")
"""Matches what the two scan differently. For a text without it, PyYAML's own scanner is right, and faster."""


class LibyamlScanner(Reader, Scanner):
    """A mixin for PyYAML's loaders, to be named before PyYAML's scanner."""

    buffer: str
    pointer: int

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks. A tab is a blank, except where a key could begin."""
        while True:
            if self.column == 0 and self.peek() == "\ufeff":
                at_start = self.index == 0
                self.forward()
                self.column = 0 if at_start else 1
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _BREAKS:
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """Scan a scalar without quotes. In brackets it may hold ``?``, but no colon before a bracket or comma."""
        chunks: list[str] = []
        start_mark = end_mark = self.get_mark()
        indent = self.indent + 1
        blanks: list[str] = []
        ends = _FLOW_INDICATORS if self.flow_level else ""
        while self.peek() != "#":
            length = 0
            while (character := self.peek(length)) not in _BLANKS and (not ends or character not in ends):
                if character == ":":
                    after = self.peek(length + 1)
                    if after in _BLANKS:
                        break
                    if ends and after in f"{ends}?":
                        self.forward(length)
                        problem = "found unexpected ':'"
                        raise ScannerError("while scanning a plain scalar", start_mark, problem, self.get_mark())
                length += 1
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += blanks
            chunks.append(self.prefix(length))
            self.forward(length)
            end_mark = self.get_mark()
            blanks = self.scan_plain_spaces(indent, start_mark) or []
            if not blanks or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), plain=True, start_mark=start_mark, end_mark=end_mark)

    def scan_plain_spaces(self, indent: int, start_mark: Mark) -> list[str] | None:
        """Scan the blanks between two words of a scalar; return nothing at its end."""
        whitespaces = ""
        breaks: list[str] = []
        while self.peek() in " \t" or (self.peek() in _BREAKS and self.peek() != "\0"):
            if self.peek() in " \t":
                if breaks and self.column < indent and self.peek() == "\t":
                    problem = "found a tab character that violates indentation"
                    raise ScannerError("while scanning a plain scalar", start_mark, problem, self.get_mark())
                if not breaks:
                    whitespaces += self.peek()
                self.forward()
                continue
            breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
            self.allow_simple_key = True
            if self.prefix(3) in {"---", "..."} and self.peek(3) in _BLANKS:
                return None
        if not breaks:
            return [whitespaces] if whitespaces else []
        folded = [] if breaks[0] == "\n" else [breaks[0]]
        return (folded or ([] if breaks[1:] else [" "])) + breaks[1:]

    def scan_tag(self) -> TagToken:
        """Scan a tag. A tab may follow it."""
        match = _TAG_BEFORE_TAB.match(self.buffer, self.pointer)
        if match:
            self._write_blanks(match.end() - 1, match.end())
        return super().scan_tag()

    def scan_directive(self) -> Any:
        """Scan a line such as ``%YAML 1.1``, with tabs as blanks."""
        self._write_blanks(self.pointer, self._end_of_line())
        return super().scan_directive()

    def scan_block_scalar(self, style: str) -> ScalarToken:
        """Scan a text after ``|`` or ``>``. Tabs after these signs are blanks."""
        self._write_blanks(self.pointer, self._end_of_line())
        return super().scan_block_scalar(style)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Mark]:
        """Scan the blanks before such a text. A tab is not allowed."""
        found = super().scan_block_scalar_indentation()
        self._refuse_tab()
        return found

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], Mark]:
        """Scan the blanks between the lines of such a text. A tab is not allowed."""
        found = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self._refuse_tab()
        return found

    def _refuse_tab(self) -> None:
        if self.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", None, problem, self.get_mark())

    def _end_of_line(self) -> int:
        match = _LINE_BREAK.search(self.buffer, self.pointer)
        return match.start() if match else len(self.buffer)

    def _write_blanks(self, start: int, end: int) -> None:
        """Replace the tabs between two indices by blanks."""
        part = self.buffer[start:end]
        if "\t" in part:
            self.buffer = self.buffer[:start] + part.replace("\t", " ") + self.buffer[end:]
