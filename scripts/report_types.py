"""Writes the TypeScript types of what Python reports to the page, from the dataclasses that it reports.

`python -m scripts.report_types` writes the file. A test compares it with what this script would write.
"""

import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from schedulers.curve.marks import Mark
from schedulers.drawing.figures import FigureParts
from schedulers.problems import Problem
from site_plugins.simulator.python.inside.simulator_page import PlacedNote, Programs, Report

FILE = Path(__file__).parent.parent / "site_plugins/simulator/assets/src/python/report-types.ts"
REPORTED: dict[type[Any], str] = {
    Problem: "Problem",
    PlacedNote: "Note",
    Mark: "Mark",
    Programs: "Programs",
    Report: "Report",
    FigureParts: "FigureParts",
}
"""The classes, with the names of their types."""
TYPES: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", **REPORTED}
HEADER = "// What Python reports. `python -m scripts.report_types` writes this file from the classes in Python.\n"


def typescript() -> str:
    """Return the content of the file."""
    return HEADER + "".join(_interface(name, of) for of, name in REPORTED.items())


def _interface(name: str, of: type[Any]) -> str:
    meanings = _meanings(of)
    hints = get_type_hints(of)
    lines = []
    for field in fields(of):
        if field.name in meanings:
            lines.append(f"/** {meanings[field.name]} */")
        lines.append(f"readonly {field.name}: {_type(hints[field.name])};")
    documented = (of.__doc__ or "").partition("\n")[0]
    return f"\n/** {documented} */\nexport interface {name} {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _type(hint: Any) -> str:
    if hint in TYPES:
        return TYPES[hint]
    arguments = get_args(hint)
    if get_origin(hint) is Sequence:
        return f"readonly {_type(arguments[0])}[]"
    if len(arguments) == 2 and arguments[1] is NoneType:
        return f"{_type(arguments[0])} | null"
    raise ValueError(f"no TypeScript type is known for {hint}: add it to TYPES")


def _meanings(of: type[Any]) -> dict[str, str]:
    """Return the meaning of each attribute, from the docstrings of a class and of those that it extends."""
    found: list[tuple[str, str]] = []
    for each in reversed(of.__mro__):
        attributes = (each.__doc__ or "").partition("Attributes:\n")[2]
        found += re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", attributes, re.MULTILINE)
    return {name: _in_typescript(words) for name, words in found}


def _in_typescript(words: str) -> str:
    return re.sub(r"``?", "`", " ".join(words.split())).replace("`None`", "null")


if __name__ == "__main__":
    FILE.write_text(typescript(), encoding="utf-8")
