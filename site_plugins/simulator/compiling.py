"""Python archives for the browser: compiled, and without what the page never reaches.

Runs inside the browser's own runtime, under Node.js (assets/prepare.mjs): its bytecode is the one that counts, and its
zlib packs the same bytes on every machine. It imports the standard library only.
"""

import ast
import base64
import csv
import hashlib
import importlib.util
import io
import marshal
import zipfile
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can express
UNCHECKED = (1).to_bytes(4, "little")
"""The flags of bytecode that is never compared with its source, which is not there."""


def prepare(
    archive: bytes, root: str, left_out: Sequence[str], kept: Sequence[str], stand_ins: Mapping[str, str]
) -> bytes:
    """The zip file `archive`, a wheel or a standard library, with bytecode in the place of each Python file.

    Args:
        archive: A zip file.
        root: The directory that it will be imported from, which tracebacks name.
        left_out: Patterns of the paths of files that are not taken over.
        kept: Patterns of the paths of files that are taken over all the same.
        stand_ins: Python sources by their paths in the archive, in the place of what is there or besides it.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    files = {name: content for name, content in files.items() if _matches(name, kept) or not _matches(name, left_out)}
    files |= {name: source.encode() for name, source in stand_ins.items()}
    made = {}
    for name in sorted(files):
        if name.endswith(".py"):
            made[f"{name}c"] = bytecode(files[name], f"{root}/{name}")
        else:
            made[name] = files[name]
    for name in made:
        if name.endswith(".dist-info/RECORD"):
            made[name] = _record(made, name)
    return _packed(made)


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


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _record(files: Mapping[str, bytes], itself: str) -> bytes:
    """A wheel's list of its files with their digests."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for name in sorted(files):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).decode().rstrip("=")
        writer.writerow((name, "", "") if name == itself else (name, f"sha256={digest}", len(files[name])))
    return text.getvalue().encode()


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
