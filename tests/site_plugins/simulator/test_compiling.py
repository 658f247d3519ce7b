"""Archives of compiled modules."""

import csv
import importlib.util
import io
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType

import pytest

from site_plugins.simulator.compiling import bytecode, prepare

ROOT = "/lib/python3.13/site-packages"
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
    "curve/fast.so": "machine code",
    "curve-1.0.dist-info/RECORD": "curve/__init__.py,,\n",
}


def archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def prepared() -> dict[str, bytes]:
    stand_ins = {"curve/valley.py": "raise ImportError('filled in')\n"}
    return entries(prepare(archive(FILES), ROOT, ["curve/tests/*"], ["curve/tests/__init__.py"], stand_ins))


def test_modules_are_compiled_and_other_files_stay(prepared: dict[str, bytes]) -> None:
    """Each module is there as bytecode alone; what is left out is gone, except what is kept all the same."""
    assert list(prepared) == [
        "curve-1.0.dist-info/RECORD",
        "curve/__init__.pyc",
        "curve/fast.so",
        "curve/tests/__init__.pyc",
        "curve/valley.pyc",
    ]
    assert prepared["curve/fast.so"] == b"machine code"


def test_the_record_is_the_one_of_the_new_files(prepared: dict[str, bytes]) -> None:
    """A wheel's RECORD names exactly what the wheel now holds."""
    rows = list(csv.reader(io.StringIO(prepared["curve-1.0.dist-info/RECORD"].decode())))
    assert [name for name, _, _ in rows] == list(prepared)
    assert {name: size for name, _, size in rows if size} == {
        name: str(len(content)) for name, content in prepared.items() if not name.endswith("RECORD")
    }


def test_python_imports_it_and_tracebacks_tell_place_and_line(tmp_path: Path) -> None:
    """Without any source the module imports, and an error in it names the file and line of the runtime."""
    file = tmp_path / "curve.zip"
    file.write_bytes(prepare(archive(FILES), ROOT, [], [], {}))
    program = f"import sys; sys.path.insert(0, {str(file)!r}); import curve; curve.peak()"
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert f'File "{ROOT}/curve/__init__.py", line 12, in peak' in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_a_stand_in_takes_the_place(prepared: dict[str, bytes]) -> None:
    """The module that is stood in for is the stand-in."""
    assert b"filled in" in prepared["curve/valley.pyc"]


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
    assert prepare(archive(FILES), ROOT, [], [], {}) == prepare(archive(backwards), ROOT, [], [], {})
