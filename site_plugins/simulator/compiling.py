"""Python archives for the browser: compiled, and without what the page never reaches.

Runs inside the browser's own runtime, under Node.js (assets/prepare.mjs): its bytecode is the one that counts, and its
zlib packs the same bytes on every machine. It imports the standard library only.
"""

import ast
import gzip
import importlib.util
import io
import json
import marshal
import zipfile
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can express
UNCHECKED = (1).to_bytes(4, "little")
"""The flags of bytecode that is never compared with its source."""

EXTENSION = """\
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location

# Machine code is loaded from a file of its own, not out of an archive.
os.makedirs(os.path.dirname({path!r}), exist_ok=True)
with open({path!r}, "wb") as file:
    file.write(__loader__.get_data(f"{{__loader__.archive}}/{name}"))
spec = spec_from_file_location(__name__, {path!r})
sys.modules[__name__] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[__name__])
"""
"""The module in an archive that loads the extension module beside it."""
EXTENSIONS_ROOT = "/lib/extensions"


def prepare(archives: Sequence[bytes], job: str) -> bytes:
    """One archive out of several, with bytecode for each Python file: a zip file whose entries are stored, in gzip.

    A browser unpacks gzip several times as fast as Python unpacks a zip file's entries, while it does other things. A
    file that is no Python stays as it is, so that whoever imports it is told.

    Args:
        archives: Zip files: wheels, or a standard library.
        job: JSON with ``root``, the place that the archive will be imported from and that tracebacks name; ``sources``,
            whether they stay beside the bytecode; and ``trims`` with an object for each archive: ``left_out`` and
            ``kept``, patterns of the paths of files that are not taken over and of those that are all the same, and
            ``stand_ins``, Python sources by their paths, in the place of what is there or besides it.
    """
    wanted = json.loads(job)
    files: dict[str, bytes] = {}
    for archive, trim in zip(archives, wanted["trims"], strict=True):
        files |= _taken_over(archive, trim)
    made = {} if not wanted["sources"] else {name: files[name] for name in files if name.endswith(".py")}
    for name, content in files.items():
        if name.endswith(".py"):
            try:
                made[f"{name}c"] = bytecode(content, f"{wanted['root']}/{name}")
            except SyntaxError:
                made[name] = content
            continue
        made[name] = content
        if name.endswith(".so"):
            loader = f"{name.partition('.')[0]}.py"
            source = EXTENSION.format(name=name, path=f"{EXTENSIONS_ROOT}/{name}")
            made[f"{loader}c"] = bytecode(source.encode(), f"{wanted['root']}/{loader}")
    return gzip.compress(_stored(made), 9, mtime=0)


def bytecode(source: bytes, path: str) -> bytes:
    """The content of the `.pyc` file of `source`, which is imported from `path`.

    Docstrings are cut down to their first line: nobody reads them in the browser, yet some code asks whether there is
    one.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str(text)) as docstring), *_]:
                    docstring.value = text.strip().partition("\n")[0]
    code = compile(tree, path, "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def _taken_over(archive: bytes, trim: Mapping[str, Any]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    left_out, kept = trim["left_out"], trim["kept"]
    files = {name: content for name, content in files.items() if _matches(name, kept) or not _matches(name, left_out)}
    return files | {name: source.encode() for name, source in trim["stand_ins"].items()}


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _stored(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()
