"""Prepares this project's own Python for the browser, in a directory whose name carries the hash of its content.

It is what importing it changes in the memory of the runtime's Python; for the plain start, an archive of the modules.
"""

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schedulers.registries.option import DEFAULT
from site_plugins.cache import BuildError, combined_hash, integrity, sha256
from site_plugins.simulator.python.packing import pack
from site_plugins.simulator.python.runtime import PREPARED_WITH, Runtime, take_snapshot
from site_plugins.simulator.toolchain.bundle import ASSETS, shipped_or_cached

PAGE = Path(__file__).parent / "inside" / "simulator_page.py"
"""The module that the page calls, under the same name."""
PROJECT_FILE = "project.bin"
ARCHIVE = "project.zip"
"""The archive of the modules, which is served for the plain start alone."""


@dataclass(frozen=True)
class Project:
    """This project's part of the page's Python: a directory on disk, and the name that it is served under."""

    directory: Path
    name: str
    file_name: str

    @property
    def file(self) -> Path:
        """The file that is served."""
        return self.directory / self.file_name

    @property
    def integrity(self) -> str:
        """The integrity of the served file, for `fetch`."""
        return integrity(self.file.read_bytes())

    @property
    def size(self) -> int:
        """The size of the served file in bytes."""
        return self.file.stat().st_size

    @property
    def start(self) -> dict[str, Any]:
        """What the page's code has to know for the start: facts of the memory, or the registry's name."""
        known: dict[str, Any] = json.loads(self.file.with_suffix(".json").read_text(encoding="utf-8"))
        return known


def prepare_project(runtime: Runtime, registry: Iterable[Path] = (), reference: str = DEFAULT) -> Project:
    """Prepare the package `schedulers`, the module `simulator_page`, and the modules of a registry.

    Args:
        runtime: The browser's Python.
        registry: The folders of packages and the files of modules that go in beside them.
        reference: What names the registry in them.
    """
    return pack_project(runtime, package_of_schedulers(), PAGE, registry, reference)


def package_of_schedulers() -> Path:
    """Return the directory of the package `schedulers`.

    Raises:
        BuildError: Python does not find it.
    """
    found = importlib.util.find_spec("schedulers")
    if found is None or not found.submodule_search_locations:
        raise BuildError("The simulator serves the package `schedulers`, which Python does not find: pip install -e .")
    return Path(found.submodule_search_locations[0])


def pack_project(
    runtime: Runtime, package: Path, page: Path, registry: Iterable[Path], reference: str = DEFAULT
) -> Project:
    """Prepare the directory `package`, the file `page` (as `simulator_page`), and the packages and modules `registry`.

    They are compiled and imported by `runtime`, once for the same files; then they are taken from the cache. What can't
    be imported in the browser is known when the site is built: then this raises BuildError, which says what.
    """
    packages, modules = {package}, {PAGE.name: page}
    for place in registry:
        if place.is_dir():
            packages.add(place)
        else:
            modules[place.name] = place
    packed = pack(packages, modules)
    made_from = {
        "runtime": runtime.unsplit,
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
    return Project(directory, f"python-{sha256((directory / file_name).read_bytes())[:16]}", file_name)
