"""The site says whose work it carries, which version, and under which licence."""

import json
import re
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from site_plugins.simulator.toolchain.bundle import ASSETS

OWN = (
    "assets/accessibility.*",
    "assets/scheduler-docs.css",
    "assets/simulator/*-????????.js",
    "assets/simulator/python-*/project.*",
    "simulator-service-worker.js",
)
"""What this project has made; the work of others may be in it all the same."""
RUN = {".js", ".mjs", ".css", ".wasm", ".bin", ".zip", ".whl"}
WITHOUT_TEXT = {"CPython", "Emscripten", "pyodide"}
"""What comes without the text of its licence."""


@pytest.fixture
def manifest(site: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads((site / "assets" / "simulator" / "third-party.json").read_text(encoding="utf-8"))
    return {work["name"]: work for work in listed}


def test_every_file_that_runs_is_somebodys(site: Path, manifest: dict[str, dict[str, Any]]) -> None:
    """Each script, style sheet, archive and machine code of the site is this project's or stands in the list."""
    patterns = [*OWN, *(pattern for work in manifest.values() for pattern in work["files"])]
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in RUN]
    assert len(files) > 20
    assert [file for file in files if not any(fnmatchcase(file, pattern) for pattern in patterns)] == []


def test_every_file_that_is_listed_exists(site: Path, manifest: dict[str, dict[str, Any]]) -> None:
    """What the list says that a work is in, is in the site."""
    for work in manifest.values():
        assert work["files"]
        assert [pattern for pattern in work["files"] if not list(site.glob(pattern))] == [], work["name"]


def test_what_the_page_imports_is_listed(manifest: dict[str, dict[str, Any]]) -> None:
    """Each package that the page's code imports is listed in the version that is locked."""
    imported = {
        found
        for source in (ASSETS / "src").rglob("*.[tc]s*")
        for found in re.findall(r"(?:from|import) \"((?:@[\w-]+/)?[\w-]+)", source.read_text(encoding="utf-8"))
    }
    assert {"uplot", "@codemirror/state", "pyodide"} <= imported <= manifest.keys()
    locked = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, work in manifest.items():
        if package := locked.get(f"node_modules/{name}"):
            assert (work["version"], work["license"]) == (package["version"], package["license"])


def test_what_is_in_python_is_listed(manifest: dict[str, dict[str, Any]]) -> None:
    """The interpreter, NumPy, PyYAML and the theme are listed with the versions that are served."""
    versions = {name: manifest[name]["version"] for name in ("CPython", "numpy", "pyyaml", "mkdocs-material")}
    served = {"CPython": "3.13.2", "numpy": "2.2.5", "pyyaml": version("pyyaml")}
    assert versions == {**served, "mkdocs-material": version("mkdocs-material")}


def test_every_licence_is_named_and_comes_along(manifest: dict[str, dict[str, Any]]) -> None:
    """Each work has a licence and an address of its source, and the licence's text where the work itself has it."""
    for name, work in manifest.items():
        assert work["license"], name
        assert work["source"].startswith("https://"), name
        assert (name in WITHOUT_TEXT) or "opyright" in work["text"], name
