"""The directories that the browser's Python is served from."""

import base64
import hashlib
import json

import pytest

from site_plugins.simulator.python import runtime as module
from site_plugins.simulator.python.runtime import Runtime, prepare_runtime

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime("snapshot")


def test_no_package_is_loaded_by_itself(runtime: Runtime) -> None:
    """The package list is for the Python that is served, and names no package, for all are imported already."""
    lock = json.loads(runtime.lock)
    assert (lock["info"]["python"], lock["packages"]) == ("3.13.2", {})


def test_integrities_are_those_of_the_files(runtime: Runtime) -> None:
    """They are what a browser computes, of every file that is served."""
    for name in runtime.sizes:
        digest = hashlib.sha256((runtime.directory / name).read_bytes()).digest()
        assert runtime.integrities.pop(name) == "sha256-" + base64.b64encode(digest).decode()
    assert runtime.integrities.keys() == runtime.sizes.keys()


def test_sizes_are_those_on_disk(runtime: Runtime) -> None:
    """`sizes` covers every file that is served: Pyodide's, NumPy's machine code, and what has been imported."""
    names = {"pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "numpy.wasm", "memory.bin"}
    assert runtime.sizes == {name: (runtime.directory / name).stat().st_size for name in names}


def test_a_second_call_changes_nothing(runtime: Runtime) -> None:
    """Called again, the same directory is given back with the very same files."""
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in runtime.directory.iterdir()}
    assert prepare_runtime("snapshot") == runtime
    assert {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in runtime.directory.iterdir()} == before


def test_a_second_build_fetches_and_compiles_nothing(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once prepared, the runtime needs neither Node.js nor NumPy's wheel again."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked for again")

    for name in ("run_node", "numpy_wheel", "pack_pyyaml"):
        monkeypatch.setattr(module, name, refuse)
    assert prepare_runtime("snapshot") == runtime
