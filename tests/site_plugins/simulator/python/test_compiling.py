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
from types import CodeType, ModuleType
from typing import Any

import pytest

from site_plugins.simulator.python.inside.compiling import bytecode, prepare

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


def prepared(*archives: bytes, own: bool = False, **trim: object) -> bytes:
    """The archives as one; what is said of trims holds for each."""
    trims = [{"left_out": [], "kept": [], "stand_ins": {}, **trim}] * len(archives)
    return prepare(archives, json.dumps({"root": ROOT, "own": own, "trims": trims}))


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
        "curve/tests/__init__.pyc",
        "curve/valley.pyc",
        "valley.pyc",
    ]
    assert entries(content)["curve/fast.cpython-313.so"] == b"machine code"


def test_own_sources_stay() -> None:
    """Of this project, each source stands beside its bytecode, as it was."""
    found = entries(prepared(archive(FILES), own=True))
    assert found["curve/__init__.py"] == CURVE.encode()
    assert "curve/__init__.pyc" in found


@pytest.mark.parametrize(("own", "line"), [(True, 12), (False, 7)])
def test_python_imports_it_and_tracebacks_tell_place_and_line(tmp_path: Path, own: bool, line: int) -> None:
    """An error in a module names the runtime's file and the line; in others' work that where the function begins."""
    file = tmp_path / "curve.zip"
    file.write_bytes(gzip.decompress(prepared(archive(FILES), own=own)))
    program = f"import sys; sys.path.insert(0, {str(file)!r}); import curve; curve.peak()"
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert f'File "{ROOT}/curve/__init__.py", line {line}, in peak' in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_every_instruction_of_others_has_the_first_line() -> None:
    """However long a function is, the table of its lines covers all of it, and nothing but the line it begins on."""
    for length in (1, 2, 7, 8, 9, 100):
        source = "def long(x):\n" + "    x += 1\n" * length + "    return x\n"
        code = marshal.loads(bytecode(source.encode(), "long.py", own=False)[16:])  # noqa: S302
        [function] = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
        positions = list(function.co_positions())
        assert len(positions) == len(function.co_code) // 2
        assert {line for line, *_ in positions} == {1}


def test_what_is_no_python_stays() -> None:
    """A file that can't be compiled, such as a template, keeps nothing else from being prepared."""
    assert list(entries(prepared(archive({"template.py": "{{ name }} =", "valley.py": ""})))) == [
        "template.py",
        "valley.pyc",
    ]


def test_a_stand_in_takes_the_place() -> None:
    """The module that is stood in for is the stand-in."""
    stand_ins = {"curve/valley.py": "raise ImportError('filled in')\n"}
    assert b"filled in" in entries(prepared(archive(FILES), stand_ins=stand_ins))["curve/valley.pyc"]


@pytest.mark.parametrize(("own", "kept"), [(True, ["A curve.", "Its top."]), (False, ["A", "I"])])
def test_docstrings_are_cut(own: bool, kept: list[str]) -> None:
    """A docstring keeps its first line or letter, so that whoever asks whether there is one gets the same answer."""
    module = loaded(own)
    assert [module.__doc__, module.peak.__doc__] == kept


def test_others_have_no_annotations() -> None:
    """Of this project's functions, annotations say what a field is; nobody asks others' for theirs."""
    assert loaded(own=True).peak.__annotations__ == {"height": "Height", "return": "Height"}
    assert loaded(own=False).peak.__annotations__ == {}


def loaded(own: bool) -> Any:
    """The module, from its bytecode."""
    module = ModuleType("curve")
    exec(marshal.loads(bytecode(CURVE.encode(), "curve.py", own=own)[16:]), vars(module))  # noqa: S102, S302
    return module


def test_bytecode_is_never_compared_with_a_source() -> None:
    """The header says that the bytecode is valid by itself: no date of any file is in it."""
    content = bytecode(b"peak = 1\n", "curve.py", own=True)
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert content[4:8] == b"\1\0\0\0"


def test_the_same_files_give_the_same_bytes() -> None:
    """Neither the order of the files nor the time shows in the archive."""
    backwards = dict(reversed(FILES.items()))
    assert prepared(archive(FILES)) == prepared(archive(backwards))
