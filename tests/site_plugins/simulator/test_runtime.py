"""The directories that the browser's Python is served from."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_plugins.simulator import runtime as module
from site_plugins.simulator.bundle import pyodide_core
from site_plugins.simulator.cache import BuildError
from site_plugins.simulator.numpy_wheel import numpy_wheel
from site_plugins.simulator.runtime import Runtime, pack_project, prepare_runtime, prepare_wheel


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime()


def test_the_package_list_lists_exactly_what_is_served(runtime: Runtime) -> None:
    """Each wheel in the directory is in the package list, under its own sha256, and nothing else is."""
    packages = json.loads((runtime.directory / "pyodide-lock.json").read_text())["packages"]
    listed = {package["file_name"]: package["sha256"] for package in packages.values()}
    served = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in runtime.directory.glob("*.whl")}
    assert listed == served
    assert packages.keys() == set(runtime.packages) == {"numpy", "pyyaml"}


def test_sizes_are_those_on_disk(runtime: Runtime) -> None:
    """`sizes` covers every file of the directory, and the loader's parts are among them."""
    assert runtime.sizes == {path.name: path.stat().st_size for path in runtime.directory.iterdir()}
    assert {"pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"} < runtime.sizes.keys()


def test_a_second_call_changes_nothing(runtime: Runtime) -> None:
    """Called again, the same directory is given back with the very same files."""
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in runtime.directory.iterdir()}
    assert prepare_runtime() == runtime
    assert {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in runtime.directory.iterdir()} == before


def test_a_second_build_fetches_and_compiles_nothing(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once prepared, the runtime needs neither Node.js nor NumPy's wheel again."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked for again")

    for name in ("run_node", "numpy_wheel", "pack_pyyaml"):
        monkeypatch.setattr(module, name, refuse)
    assert prepare_runtime() == runtime


def test_assembled_anew_it_has_the_same_name(runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another cache gets a directory with the same name and the same bytes."""
    numpy = numpy_wheel(pyodide_core())
    core = pyodide_core()
    monkeypatch.setattr(module, "pyodide_core", lambda: core)
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path))
    shutil.copy(numpy, tmp_path)
    again = prepare_runtime()
    assert (again.name, again.directory.parent) == (runtime.name, tmp_path)
    for path in runtime.directory.iterdir():
        assert (again.directory / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", module.CORE)
def test_an_altered_core_file_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One flipped bit in any file of Pyodide stops the build with the file's name, and no directory is made."""
    core = tmp_path / "core"
    shutil.copytree(pyodide_core(), core)
    content = bytearray((core / name).read_bytes())
    content[len(content) // 2] ^= 1
    (core / name).write_bytes(content)
    monkeypatch.setattr(module, "pyodide_core", lambda: core)
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    with pytest.raises(BuildError, match=f"{name} is not the expected file"):
        prepare_runtime()
    assert list((tmp_path / "cache").glob("*runtime-*")) == []


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A package and a page module, with an empty cache."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    package, page = tmp_path / "curves", tmp_path / "page.py"
    package.mkdir()
    (package / "__init__.py").write_text("peak = 0.1\n")
    page.write_text("from curves import peak\n")
    return package, page


def test_the_wheel_imports_as_package_and_page_module(sources: tuple[Path, Path]) -> None:
    """From the served wheel Python imports `simulator_page`, which finds the package beside it."""
    package, page = sources
    wheel = pack_project(package, page, package)
    program = (
        f"import sys; sys.path.insert(0, {str(wheel.directory / wheel.file_name)!r}); "
        "import simulator_page; print(simulator_page.peak)"
    )
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "0.1\n"


def test_integrity_and_size_are_those_of_the_file(sources: tuple[Path, Path]) -> None:
    """`integrity` is what a browser computes from the file."""
    package, page = sources
    wheel = pack_project(package, page, package)
    content = (wheel.directory / wheel.file_name).read_bytes()
    assert wheel.integrity == "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert wheel.size == len(content)


def test_an_edited_source_moves_the_wheel(sources: tuple[Path, Path]) -> None:
    """An edit gives a new directory with the new content; undone, the first directory comes back."""
    package, page = sources
    first = pack_project(package, page, package)
    page.write_text("from curves import peak as summit\n")
    edited = pack_project(package, page, package)
    assert edited.name != first.name
    assert b"summit" in (edited.directory / edited.file_name).read_bytes()
    page.write_text("from curves import peak\n")
    assert pack_project(package, page, package) == first


def test_this_project_packs_its_schedulers() -> None:
    """The real wheel carries the scheduler package and the page module, from their own sources."""
    wheel = prepare_wheel()
    content = (wheel.directory / wheel.file_name).read_bytes()
    root = Path(module.__file__).parents[2]
    assert (root / "schedulers" / "__init__.py").read_bytes() in content
    assert Path(module.__file__).with_name("page.py").read_bytes() in content


def test_what_no_page_imports_stays_at_home() -> None:
    """The real wheel is without command line, demo and presets, which all exist; the page gets presets in its HTML."""
    wheel = prepare_wheel()
    with zipfile.ZipFile(wheel.directory / wheel.file_name) as archive:
        packed = {name.split("/")[1] for name in archive.namelist() if name.startswith("schedulers/")}
    existing = {path.name for path in (Path(module.__file__).parents[2] / "schedulers").iterdir()}
    assert set(module.NOT_FOR_THE_BROWSER) == existing - packed - {"py.typed", "recipes", "__pycache__"}
