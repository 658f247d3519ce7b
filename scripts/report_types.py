"""Writes the TypeScript types of what Python reports to the page, from the dataclasses that it reports.

`python -m scripts.report_types` writes the file. A test compares it with what this script would write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from schedulers.curve.marks import Mark
from schedulers.curve.notes import Note
from schedulers.drawing.figures import FigureParts
from schedulers.problems import Place, Problem

FILE = Path(__file__).parent.parent / "site_plugins/simulator/assets/src/python/report-types.ts"
REPORTED: dict[str, tuple[type[Any], ...]] = {
    "Problem": (Problem,),
    "Note": (Note, Place),
    "Mark": (Mark,),
    "FigureParts": (FigureParts,),
}
"""The classes whose fields each type has. Fields of a further class are null where there is none."""
TYPES: dict[Any, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    Sequence[str]: "readonly string[]",
}
HEADER = (
    "// What Python reports. `python -m scripts.report_types` writes this file from the classes of the same names.\n"
)


def typescript() -> str:
    """Return the content of the file."""
    return HEADER + "".join(_interface(name, *classes) for name, classes in REPORTED.items())


def _interface(name: str, first: type[Any], *further: type[Any]) -> str:
    documented, meanings = _documentation(first)
    lines = [
        *_members(first, meanings),
        *(line for each in further for line in _members(each, {}, nullable=True)),
    ]
    return f"\n/** {documented} */\nexport interface {name} {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _members(of: type[Any], meanings: dict[str, str], *, nullable: bool = False) -> Iterator[str]:
    hints = get_type_hints(of)
    for field in fields(of):
        if field.name in meanings:
            yield f"/** {meanings[field.name]} */"
        yield f"readonly {field.name}: {_type(hints[field.name])}{' | null' if nullable else ''};"


def _type(hint: Any) -> str:
    for python, written in TYPES.items():
        if hint == python:
            return written
        if hint == python | None:
            return f"{written} | null"
    raise ValueError(f"no TypeScript type is known for {hint}: add it to TYPES")


def _documentation(of: type[Any]) -> tuple[str, dict[str, str]]:
    """Return the first sentence of a class's docstring, and the meaning of each attribute."""
    text = of.__doc__ or ""
    _, _, attributes = text.partition("Attributes:\n")
    found = re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", attributes, re.MULTILINE)
    return text.partition("\n")[0], {name: _in_typescript(words) for name, words in found}


def _in_typescript(words: str) -> str:
    return re.sub(r"``?", "`", " ".join(words.split())).replace("`None`", "null")


if __name__ == "__main__":
    FILE.write_text(typescript(), encoding="utf-8")
