"""Compiles modules for the browser's Python, in that Python itself: its bytecode is the one that counts."""

import importlib.util
import io
import marshal
import zipfile
from collections.abc import Mapping
from types import CodeType

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can express
UNCHECKED = (1).to_bytes(4, "little")
"""The flags of bytecode that is never compared with its source."""


def compiled(sources: str, root: str, *, own: bool) -> bytes:
    """Return an archive with the bytecode of each module of another archive.

    A file that is no Python stays as it is, so that whoever imports it is told.

    Args:
        sources: The path of a zip file.
        root: The place that the archive will be imported from; tracebacks name it.
        own: Whether these are this project's modules. Those of others lose their docstrings and their sources.
    """
    made: dict[str, bytes] = {}
    with zipfile.ZipFile(sources) as archive:
        for name in archive.namelist():
            source = archive.read(name)
            code = _code(source, f"{root}/{name}", optimize=0 if own else 2) if name.endswith(".py") else None
            if code is not None:
                header = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
                made[f"{name}c"] = header + marshal.dumps(code)
            if code is None or own:
                made[name] = source
    return stored(made)


def _code(source: bytes, path: str, *, optimize: int) -> CodeType | None:
    try:
        return compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    except SyntaxError:
        return None


def stored(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, whose bytes follow from theirs alone: sorted, of one time, and uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()
