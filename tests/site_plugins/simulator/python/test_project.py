"""This project's own Python, as the browser gets it."""

import base64
import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from site_plugins.cache import BuildError
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.python.project import ARCHIVE, PAGE, Project, prepare_project
from site_plugins.simulator.python.runtime import Runtime
from tests.sites.building import ROOT
from tests.support.budget import once_a_week

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_served_runtime("snapshot")


def files(project: Project) -> dict[str, bytes]:
    with zipfile.ZipFile(project.directory / ARCHIVE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_this_project_packs_its_schedulers(runtime: Runtime) -> None:
    """The real archive carries the scheduler package and the page module, from their own sources."""
    found = files(prepare_project(runtime))
    assert found["schedulers/__init__.py"] == (ROOT / "schedulers" / "__init__.py").read_bytes()
    assert found["simulator_page.py"] == PAGE.read_bytes()


def test_javascript_collects_garbage_at_any_time(
    runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JavaScript holds none of Python's objects when a snapshot is taken. When it lets go of one would be chance."""
    usual = prepare_project(runtime)
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path))
    monkeypatch.setenv("NODE_OPTIONS", "--expose-gc --import=data:text/javascript,setInterval(gc,1).unref()")
    assert prepare_project(runtime).hashes == usual.hashes


Sources = tuple[list[Path], str, Path, Path]

REGISTRY = """
from schedulers import Registry, StepLR, mirror

REGISTRY = Registry()
REGISTRY.register(StepLR, mirror.step)
OTHER = REGISTRY
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a module that has a registry, and with copies of the package and the page's module."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(ROOT / "schedulers", folder / "schedulers")
    shutil.copy(PAGE, folder / "page.py")
    (folder / "own.py").write_text(REGISTRY)
    return folder


@pytest.fixture
def sources(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """The module, what names the registry, and the copies.

    The cache is empty at first, and these tests' own, so that these sources are packed once.
    """
    monkeypatch.setenv("SIMULATOR_CACHE", str(folder / "cache"))
    return [folder / "own.py"], "own:REGISTRY", folder / "schedulers", folder / "page.py"


@pytest.fixture(scope="module", params=["plain", pytest.param("snapshot", marks=once_a_week("plain"))])
def either(request: pytest.FixtureRequest) -> Runtime:
    """A runtime for each start. Without a snapshot a project is prepared in no time."""
    return prepare_served_runtime(request.param)


def test_package_page_and_registry_are_packed(either: Runtime, sources: Sources) -> None:
    """Package, page module and registry are there, to be imported and to be shown in tracebacks."""
    found = files(prepare_project(either, *sources))
    assert {"schedulers/__init__.py", "simulator_page.py", "own.py"} <= found.keys()
    assert found["simulator_page.py"] == sources[3].read_bytes()


def test_integrity_and_size_are_those_of_the_file(runtime: Runtime) -> None:
    """`integrities` has what a browser computes from the file."""
    project = prepare_project(runtime)
    content = (project.directory / project.file_name).read_bytes()
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert project.integrities == {project.file_name: f"sha256-{digest}"}
    assert project.sizes == {project.file_name: len(content)}


def test_an_edited_source_moves_the_project(either: Runtime, sources: Sources) -> None:
    """An edit gives a new directory with the new content; undone, the first comes back without being made again."""
    first = prepare_project(either, *sources)
    made = (first.directory / ARCHIVE).stat().st_ino
    before = sources[3].read_text()
    sources[3].write_text(f"{before}\nsummit = 1\n")
    edited = prepare_project(either, *sources)
    assert edited.name != first.name
    assert b"summit" in files(edited)["simulator_page.py"]
    sources[3].write_text(before)
    assert prepare_project(either, *sources) == first
    assert (first.directory / ARCHIVE).stat().st_ino == made


@once_a_week("test_an_edited_source_moves_the_project")
def test_another_registry_of_the_same_sources_is_another_project(runtime: Runtime, sources: Sources) -> None:
    """Which registry is in use is part of what is saved."""
    assert (
        prepare_project(runtime, *sources).name != prepare_project(runtime, sources[0], "own:OTHER", *sources[2:]).name
    )


@once_a_week("test_prerendering.py::test_what_the_browser_lacks_is_named")
def test_what_is_no_registry_is_said(runtime: Runtime, sources: Sources) -> None:
    """A registry that can't be used in the browser ends the build with one line."""
    with pytest.raises(BuildError, match=r"^The registry can't be used in the browser.*own has no MISSING") as caught:
        prepare_project(runtime, sources[0], "own:MISSING", *sources[2:])
    assert "\n" not in str(caught.value)
