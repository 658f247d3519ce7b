"""This project's own Python for the browser, in a directory to serve whose name carries the hash of its content."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.simulator.bundle import ASSETS, made
from site_plugins.simulator.cache import BuildError, combined_hash, integrity, sha256
from site_plugins.simulator.packing import pack_wheel
from site_plugins.simulator.runtime import PREPARED_WITH, Runtime, compile_archives
from site_plugins.simulator.trimming import PROJECT

PROJECT_FILE = "project.bin"
PROJECT_ROOT = "/lib/project.zip"
"""Where the runtime imports it from; tracebacks name it."""


@dataclass(frozen=True)
class Project:
    """An archive of modules with their sources: its directory on disk, and the name that is served under."""

    directory: Path
    name: str

    @property
    def file(self) -> Path:
        """The archive."""
        return self.directory / PROJECT_FILE

    @property
    def integrity(self) -> str:
        """Of the archive, for `fetch`."""
        return integrity(self.file.read_bytes())

    @property
    def size(self) -> int:
        """Of the archive, in bytes."""
        return self.file.stat().st_size


def prepare_project(runtime: Runtime, registry: Path | None = None) -> Project:
    """The package `schedulers`, and the page's Python as the module `simulator_page`.

    `registry` is the folder of a package, or the file of a module, that goes in beside them.
    """
    found = importlib.util.find_spec("schedulers")
    if found is None or not found.submodule_search_locations:
        raise BuildError("The simulator serves the package `schedulers`, which Python does not find: pip install -e .")
    package = Path(found.submodule_search_locations[0])
    return pack_project(runtime, package, Path(__file__).with_name("page.py"), registry or package)


def pack_project(runtime: Runtime, package: Path, page: Path, registry: Path) -> Project:
    """The directory `package`, the file `page` (as `simulator_page`), and the package or module `registry`.

    They are compiled by `runtime`, once for the same files; then they are taken from the cache.
    """
    packages, modules = {package}, {"simulator_page": page}
    if registry.is_dir():
        packages.add(registry)
    else:
        modules[registry.stem] = registry
    wheel = pack_wheel(package.name, "0", packages, modules)
    made_from = {
        "runtime": runtime.name,
        "sources": sha256(wheel.content),
        "trim": sha256(repr(PROJECT).encode()),
        **{path.name: sha256(path.read_bytes()) for path in PREPARED_WITH},
    }

    def fill(directory: Path) -> None:
        with TemporaryDirectory() as temporary:
            written = Path(temporary, wheel.file_name)
            written.write_bytes(wheel.content)
            target = directory / PROJECT_FILE
            compile_archives(runtime.directory, {written: PROJECT}, PROJECT_ROOT, target, sources=True)

    directory = made(ASSETS, f"project-from-{combined_hash(made_from)}", fill)
    return Project(directory, f"python-{sha256((directory / PROJECT_FILE).read_bytes())[:16]}")
