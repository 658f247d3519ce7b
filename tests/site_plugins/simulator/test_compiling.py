"""Archives of compiled modules."""

import gzip
import importlib.util
import io
import json
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType

import pytest

from site_plugins.simulator import compiling
from site_plugins.simulator.compiling import bytecode, prepare

ROOT = "/lib/python313.zip"
CURVE = '''"""A curve.

And more about it.
"""


def peak():
    """Its top.

    >>> peak()
    """
    return 1 / 0
'''
FILES = {
    "curve/__init__.py": CURVE,
    "curve/valley.py": "",
    "curve/tests/test_peak.py": "",
    "curve/tests/__init__.py": "",
    "curve/fast.cpython-313.so": "machine code",
}


def archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()


OTHER = {"valley.py": ""}


def prepared(*archives: bytes, sources: bool = False, **trim: object) -> bytes:
    """The archives as one; what is said of trims holds for each."""
    trims = [{"left_out": [], "kept": [], "stand_ins": {}, **trim}] * len(archives)
    return prepare(archives, json.dumps({"root": ROOT, "sources": sources, "trims": trims}))


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(content))) as opened:
        assert {entry.compress_type for entry in opened.infolist()} == {zipfile.ZIP_STORED}
        return {name: opened.read(name) for name in opened.namelist()}


def test_modules_are_compiled_and_other_files_stay() -> None:
    """Each module of each archive is there as bytecode alone; what is left out is gone, except what is kept."""
    content = prepared(
        archive(FILES), archive(OTHER), left_out=["curve/tests/*"], kept=["curve/tests/__init__.py"], stand_ins={}
    )
    assert list(entries(content)) == [
        "curve/__init__.pyc",
        "curve/fast.cpython-313.so",
        "curve/fast.pyc",
        "curve/tests/__init__.pyc",
        "curve/valley.pyc",
        "valley.pyc",
    ]
    assert entries(content)["curve/fast.cpython-313.so"] == b"machine code"


def test_sources_can_stay() -> None:
    """Where sources are wanted, each stands beside its bytecode, as it was."""
    found = entries(prepared(archive(FILES), sources=True))
    assert found["curve/__init__.py"] == CURVE.encode()
    assert "curve/__init__.pyc" in found


def test_python_imports_it_and_tracebacks_tell_place_and_line(tmp_path: Path) -> None:
    """Without any source the module imports, and an error in it names the file and line of the runtime."""
    file = tmp_path / "curve.zip"
    file.write_bytes(gzip.decompress(prepared(archive(FILES))))
    program = f"import sys; sys.path.insert(0, {str(file)!r}); import curve; curve.peak()"
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert f'File "{ROOT}/curve/__init__.py", line 12, in peak' in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_what_is_no_python_stays() -> None:
    """A file that can't be compiled, such as a template, keeps nothing else from being prepared."""
    assert list(entries(prepared(archive({"template.py": "{{ name }} =", "valley.py": ""})))) == [
        "template.py",
        "valley.pyc",
    ]


def test_an_extension_is_loaded_from_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extension module, which no archive can be imported from, is imported all the same: here one of this Python."""
    spec = importlib.util.find_spec("_csv") or importlib.util.find_spec("_json")
    assert spec
    assert spec.origin
    monkeypatch.setattr(compiling, "EXTENSIONS_ROOT", str(tmp_path / "extensions"))
    name = Path(spec.origin).name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.write(spec.origin, f"package/{name}")
        opened.writestr("package/__init__.py", "")
    file = tmp_path / "package.zip"
    file.write_bytes(gzip.decompress(prepared(buffer.getvalue())))
    program = (
        f"import sys; sys.path.insert(0, {str(file)!r}); import package.{spec.name} as found; print(found.__file__)"
    )
    result = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == str(tmp_path / "extensions" / "package" / name)


def test_a_stand_in_takes_the_place() -> None:
    """The module that is stood in for is the stand-in."""
    stand_ins = {"curve/valley.py": "raise ImportError('filled in')\n"}
    assert b"filled in" in entries(prepared(archive(FILES), stand_ins=stand_ins))["curve/valley.pyc"]


def test_docstrings_are_cut_to_their_first_line() -> None:
    """A docstring keeps its first line, so that whoever asks whether there is one gets the same answer."""
    code = marshal.loads(bytecode(CURVE.encode(), "curve.py")[16:])  # noqa: S302
    [function] = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    assert (code.co_consts[0], function.co_consts[0]) == ("A curve.", "Its top.")


def test_bytecode_is_never_compared_with_a_source() -> None:
    """The header says that the bytecode is valid by itself: no date of any file is in it."""
    content = bytecode(b"peak = 1\n", "curve.py")
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert content[4:8] == b"\1\0\0\0"


def test_the_same_files_give_the_same_bytes() -> None:
    """Neither the order of the files nor the time shows in the archive."""
    backwards = dict(reversed(FILES.items()))
    assert prepared(archive(FILES)) == prepared(archive(backwards))
