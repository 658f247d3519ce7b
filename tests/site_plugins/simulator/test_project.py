"""This project's own Python, as the browser gets it."""

import base64
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from site_plugins.simulator import project as module
from site_plugins.simulator.project import Project, pack_project, prepare_project
from site_plugins.simulator.runtime import Runtime, prepare_runtime
from site_plugins.simulator.trimming import PROJECT


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime()


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """A package, a page module and another package, with an empty cache."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    package, page, registry = tmp_path / "curves", tmp_path / "page.py", tmp_path / "own.py"
    package.mkdir()
    (package / "__init__.py").write_text("peak = 0.1\n")
    page.write_text("from curves import peak\n")
    registry.write_text("valley = 0\n")
    return package, page, registry


def files(project: Project) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(project.file.read_bytes()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_sources_stand_beside_their_bytecode(runtime: Runtime, sources: tuple[Path, Path, Path]) -> None:
    """Package, page module and registry are there, to be imported quickly and to be shown in tracebacks."""
    found = files(pack_project(runtime, *sources))
    modules = {"curves/__init__.py", "simulator_page.py", "own.py"}
    assert found.keys() == modules | {f"{name}c" for name in modules}
    assert found["simulator_page.py"] == sources[1].read_bytes()
    assert b"/lib/project.zip/own.py" in found["own.pyc"]


def test_integrity_and_size_are_those_of_the_file(runtime: Runtime, sources: tuple[Path, Path, Path]) -> None:
    """`integrity` is what a browser computes from the file."""
    project = pack_project(runtime, *sources)
    content = project.file.read_bytes()
    assert project.integrity == "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert project.size == len(content)


def test_an_edited_source_moves_the_project(
    runtime: Runtime, sources: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit gives a new directory with the new content; undone, the first comes back without being made again."""
    first = pack_project(runtime, *sources)
    sources[1].write_text("from curves import peak as summit\n")
    edited = pack_project(runtime, *sources)
    assert edited.name != first.name
    assert b"summit" in files(edited)["simulator_page.py"]
    sources[1].write_text("from curves import peak\n")
    monkeypatch.setattr(module, "compile_archives", None)
    assert pack_project(runtime, *sources) == first


def test_this_project_packs_its_schedulers(runtime: Runtime) -> None:
    """The real archive carries the scheduler package and the page module, from their own sources."""
    found = files(prepare_project(runtime))
    root = Path(module.__file__).parents[2]
    assert found["schedulers/__init__.py"] == (root / "schedulers" / "__init__.py").read_bytes()
    assert found["simulator_page.py"] == Path(module.__file__).with_name("page.py").read_bytes()


def test_what_no_page_imports_stays_at_home(runtime: Runtime) -> None:
    """The real archive is without command line, demo and presets, which all exist; presets are in the page's HTML."""
    packed = {name.split("/")[1] for name in files(prepare_project(runtime)) if name.startswith("schedulers/")}
    existing = {path.name for path in (Path(module.__file__).parents[2] / "schedulers").iterdir()}
    left_out = {path.split("/")[1] for path in PROJECT.left_out}
    assert {Path(name).stem for name in existing - packed - {"py.typed", "recipes", "__pycache__"}} == left_out
