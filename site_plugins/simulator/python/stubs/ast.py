"""Syntax trees, as far as Pyodide compiles programs with them. Saves 42 kB."""

from _ast import *
from _ast import AST, PyCF_ONLY_AST
from typing import Any


def parse(source: str, filename: str = "<unknown>", mode: str = "exec") -> Any:
    """Return the tree of a program."""
    return compile(source, filename, mode, PyCF_ONLY_AST)


def fix_missing_locations(node: Any, line: int = 1) -> Any:
    """Give each node without a line that of its parent, and column 0."""
    places = {"lineno": line, "end_lineno": line, "col_offset": 0, "end_col_offset": 0}
    for name in places.keys() & set(getattr(node, "_attributes", ())):
        if getattr(node, name, None) is None:
            setattr(node, name, places[name])
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, AST):
                fix_missing_locations(child, getattr(node, "lineno", line))
    return node
