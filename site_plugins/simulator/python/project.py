"""Prepares this project's own Python for the browser, in a directory whose name carries the hash of its content.

It is what importing it changes in the memory of the runtime's Python; for the plain start, an archive of the modules.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import schedulers
from schedulers.registries.option import DEFAULT
from site_plugins.cache import combined_hash, sha256
from site_plugins.simulator.python.packing import pack
from site_plugins.simulator.python.runtime import PREPARED_WITH, Runtime, Served, take_snapshot
from site_plugins.simulator.toolchain.bundle import ASSETS, shipped_or_cached

SCHEDULERS = Path(str(schedulers.__file__)).parent
"""The directory of the package."""
PAGE = Path(__file__).parent / "inside" / "simulator_page.py"
"""The module that the page calls, under the same name."""
PROJECT_FILE = "project.bin"
ARCHIVE = "project.zip"
"""The archive of the modules, which is served for the plain start alone."""


class Project(Served):
    """This project's part of the page's Python, in one file."""

    @property
    def file_name(self) -> str:
        """The name of that file in the directory."""
        [name] = self.hashes
        return name

    @property
    def start(self) -> dict[str, Any]:
        """What the page's code has to know for the start: facts of the memory, or the registry's name."""
        described = (self.directory / self.file_name).with_suffix(".json")
        known: dict[str, Any] = json.loads(described.read_text(encoding="utf-8"))
        return known


def prepare_project(
    runtime: Runtime,
    registry: Iterable[Path] = (),
    reference: str = DEFAULT,
    package: Path = SCHEDULERS,
    page: Path = PAGE,
) -> Project:
    """Prepare the package `schedulers`, the module `simulator_page`, and the modules of a registry.

    They are compiled and imported by `runtime`, once for the same files; then they are taken from the cache. What can't
    be imported in the browser is known when the site is built: then this raises BuildError, which says what.

    Args:
        runtime: The browser's Python.
        registry: The folders of packages and the files of modules that go in beside them.
        reference: What names the registry in them.
        package: The directory of the package.
        page: The file of the module.
    """
    packages, modules = {package}, {PAGE.name: page}
    for place in registry:
        if place.is_dir():
            packages.add(place)
        else:
            modules[place.name] = place
    packed = pack(packages, modules)
    made_from = {
        "runtime": runtime.name,
        "registry": reference,
        "sources": sha256(packed),
        **{path.name: sha256(path.read_bytes()) for path in PREPARED_WITH},
    }

    def fill(directory: Path) -> None:
        archive = directory / ARCHIVE
        archive.write_bytes(packed)
        if runtime.start == "snapshot":
            take_snapshot(runtime.directory, archive, directory, f"--registry={reference}")
        else:
            archive.with_suffix(".json").write_text(json.dumps({"registry": reference}), encoding="utf-8")

    directory = shipped_or_cached(ASSETS, f"project-from-{combined_hash(made_from)}", fill)
    file_name = ARCHIVE if runtime.start == "plain" else PROJECT_FILE
    digest = sha256((directory / file_name).read_bytes())
    return Project(directory, f"python-{digest[:16]}", {file_name: digest})
