"""Archives of Python modules, compiled, and without what the page never reaches.

Runs inside the browser's own runtime, under Node.js (assets/node/prepare.mjs): its bytecode is the one that counts, and
its zlib packs the same bytes on every machine. It imports the standard library only, and nothing that is trimmed.
"""

import gzip
import importlib.util
import io
import json
import marshal
import zipfile
from _ast import PyCF_ONLY_AST  # `ast` has it too, and much that nothing here needs
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from types import CodeType
from typing import Any

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can express
UNCHECKED = (1).to_bytes(4, "little")
"""The flags of bytecode that is never compared with its source."""

DOCUMENTED = {"Module", "ClassDef", "FunctionDef", "AsyncFunctionDef"}
ANNOTATED = {"arg": "annotation", "FunctionDef": "returns", "AsyncFunctionDef": "returns"}

UNITS = 8
"""Units of bytecode that an entry of a table of lines speaks of at the most."""


def prepare(archives: Sequence[bytes], job: str) -> bytes:
    """One archive out of several, with bytecode for each Python file: a zip file whose entries are stored, in gzip.

    A file that is no Python stays as it is, so that whoever imports it is told.

    Args:
        archives: Zip files: wheels, or a standard library.
        job: JSON with ``root``, the place that the archive will be imported from and that tracebacks name; ``own``,
            whether it is this project's, whose sources stay beside the bytecode; and ``trims`` with an object for each
            archive: ``left_out`` and ``kept``, patterns of the paths of files that are not taken over and of those
            that are all the same, and ``stand_ins``, Python sources by their paths, in the place of what is there or
            besides it.
    """
    wanted = json.loads(job)
    files: dict[str, bytes] = {}
    for archive, trim in zip(archives, wanted["trims"], strict=True):
        files |= _taken_over(archive, trim)
    made = {name: files[name] for name in files if wanted["own"] or not name.endswith(".py")}
    for name, content in files.items():
        if name.endswith(".py"):
            try:
                made[f"{name}c"] = bytecode(content, f"{wanted['root']}/{name}", own=wanted["own"])
            except SyntaxError:
                made[name] = content
    return gzip.compress(stored(made), 9, mtime=0)


def bytecode(source: bytes, path: str, *, own: bool) -> bytes:
    """The content of the `.pyc` file of `source`, which is imported from `path`.

    Docstrings are cut down to their first line: nobody reads them in the browser, yet some code asks whether there is
    one. Where the code is not this project's `own`, only their first character is left, functions have no annotations,
    and of each function a traceback tells the line that it begins on: all of that would be loaded with every visit.
    """
    tree: Any = compile(source, path, "exec", PyCF_ONLY_AST, dont_inherit=True)
    for node in _nodes(tree):
        kind = type(node).__name__
        if kind in DOCUMENTED and node.body and type(node.body[0]).__name__ == "Expr":
            docstring = node.body[0].value
            if isinstance(text := getattr(docstring, "value", None), str):
                docstring.value = text.strip().partition("\n")[0] if own else text.strip()[:1]
        if not own and kind in ANNOTATED:
            setattr(node, ANNOTATED[kind], None)
    code: CodeType = compile(tree, path, "exec", dont_inherit=True)
    written = marshal.dumps(code if own else _without_lines(code))
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + written


def _nodes(node: Any) -> Iterator[Any]:
    """A node of a syntax tree and all that it consists of."""
    yield node
    for name in node._fields:
        value = getattr(node, name, None)
        for child in value if isinstance(value, list) else [value]:
            if hasattr(child, "_fields"):
                yield from _nodes(child)


def _without_lines(code: CodeType) -> CodeType:
    """The code, of which every part stands on its first line."""
    constants = tuple(_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, UNITS)
    table = _entry(UNITS) * whole + (_entry(rest) if rest else b"")
    return code.replace(co_consts=constants, co_linetable=table)


def _entry(units: int) -> bytes:
    """So many units are on the line of what comes before, and nothing is known of their columns (kind 13)."""
    return bytes([0x80 | 13 << 3 | units - 1, 0])


def _taken_over(archive: bytes, trim: Mapping[str, Any]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    left_out, kept = trim["left_out"], trim["kept"]
    files = {name: content for name, content in files.items() if _matches(name, kept) or not _matches(name, left_out)}
    return files | {name: source.encode() for name, source in trim["stand_ins"].items()}


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def stored(files: Mapping[str, bytes]) -> bytes:
    """An archive of files, whose bytes follow from theirs alone: sorted, of one time, and uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()
