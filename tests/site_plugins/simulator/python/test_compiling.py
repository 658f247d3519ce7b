"""Archives of compiled modules."""

import importlib.util
import io
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from site_plugins.simulator.python.inside.compiling import compiled

ROOT = "/lib/python313.zip"
CURVE = '''"""A curve.

And more about it.
"""


def peak(height: "Height" = 0) -> "Height":
    """Its top.

    >>> peak()
    """
    return 1 / height
'''
FILES = {
    "curve/__init__.py": CURVE,
    "curve/valley.py": "",
    "curve/template.py": "{{ name }} =",
    "curve/fast.so": "machine code",
}


def archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def sources(tmp_path: Path) -> str:
    """The path of an archive of sources."""
    path = tmp_path / "sources.zip"
    path.write_bytes(archive(FILES))
    return str(path)


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert {entry.compress_type for entry in opened.infolist()} == {zipfile.ZIP_STORED}
        return {name: opened.read(name) for name in opened.namelist()}


def test_modules_are_compiled_and_other_files_stay(sources: str) -> None:
    """Of others, each module is there as bytecode alone, and each other file, a template too, as it is."""
    found = entries(compiled(sources, ROOT, own=False))
    assert list(found) == ["curve/__init__.pyc", "curve/fast.so", "curve/template.py", "curve/valley.pyc"]
    assert [found["curve/fast.so"], found["curve/template.py"]] == [b"machine code", b"{{ name }} ="]


def test_own_sources_stay(sources: str) -> None:
    """Of this project, each source stands beside its bytecode, as it was."""
    found = entries(compiled(sources, ROOT, own=True))
    assert found["curve/__init__.py"] == CURVE.encode()
    assert "curve/__init__.pyc" in found


@pytest.mark.parametrize("own", [True, False])
def test_python_imports_it_and_tracebacks_tell_place_and_line(sources: str, tmp_path: Path, own: bool) -> None:
    """An error in a module names the runtime's file and the line."""
    file = tmp_path / "curve.zip"
    file.write_bytes(compiled(sources, ROOT, own=own))
    program = f"import sys; sys.path.insert(0, {str(file)!r}); import curve; curve.peak()"
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert f'File "{ROOT}/curve/__init__.py", line 12, in peak' in result.stderr
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize(("own", "kept"), [(True, "A curve."), (False, None)])
def test_only_own_docstrings_stay(sources: str, own: bool, kept: str | None) -> None:
    """This project describes its fields with docstrings; nobody reads those of others in the browser."""
    module = ModuleType("curve")
    exec(marshal.loads(entries(compiled(sources, ROOT, own=own))["curve/__init__.pyc"][16:]), vars(module))  # noqa: S102, S302
    assert (module.__doc__ or "").splitlines()[:1] == ([kept] if kept else [])


def test_bytecode_is_never_compared_with_a_source(sources: str) -> None:
    """The header says that the bytecode is valid by itself: no date of any file is in it."""
    content = entries(compiled(sources, ROOT, own=True))["curve/valley.pyc"]
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert content[4:8] == b"\1\0\0\0"


def test_the_same_files_give_the_same_bytes(sources: str, tmp_path: Path) -> None:
    """Neither the order of the files nor the time shows in the archive."""
    backwards = tmp_path / "backwards.zip"
    backwards.write_bytes(archive(dict(reversed(FILES.items()))))
    assert compiled(sources, ROOT, own=False) == compiled(str(backwards), ROOT, own=False)
