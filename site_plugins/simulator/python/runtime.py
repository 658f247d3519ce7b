"""Prepares what the browser runs: Pyodide, NumPy's machine code, and a memory snapshot with the library imported.

Or, for the plain start, Pyodide with its standard library and the packages as archives, from which the browser imports.

They are in a directory to serve, whose name carries the hash of its content, so it may be cached for ever.
"""

import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from site_plugins.cache import BuildError, combined_hash, file_hashes, integrity_of, sha256
from site_plugins.simulator.machine_code.trimming import MachineCode, trim, trimmed_with
from site_plugins.simulator.python.numpy_wheel import numpy_wheel
from site_plugins.simulator.python.packing import PYYAML_SHA256, STUBS, pack_library, pack_pyyaml
from site_plugins.simulator.toolchain.bundle import (
    ASSETS,
    CORE,
    LOCK_FILE,
    PUBLISHED_LIBRARY,
    SERVED_CORE,
    pyodide_core,
    shipped_or_cached,
)
from site_plugins.simulator.toolchain.node import run_node

Start = Literal["snapshot", "plain"]
"""The start of Python in the browser: from a memory snapshot, or plainly, by `loadPyodide`, packages and imports."""
STARTS: tuple[Start, ...] = ("snapshot", "plain")
LIBRARY_FILE = "library.zip"
"""The archive of Python's, NumPy's and PyYAML's modules, from which a site's own modules import while it is built."""
NUMPY_FILE = "numpy.wasm"
"""NumPy's machine code, under a name by which servers know its type."""
NUMPY_MEMBER = "numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so"
MEMORY = "memory"
"""The name of the library's delta. As ``.bin``, no server packs it again."""
SCRIPT_KIND = "package.json"
"""The file that tells Node.js that Pyodide's scripts are no ES modules.

A release has them among the page's sources, which are.
"""
PACKAGES = ("numpy.zip", "pyyaml.zip")
"""The packages of the plain start, as they are published."""
UNSPLIT = "unsplit.txt"
"""The file with the name of the runtime that a split one was made from."""
NOT_SERVED = {LOCK_FILE, LIBRARY_FILE, SCRIPT_KIND, UNSPLIT, f"{MEMORY}.json"}

INSIDE = Path(__file__).parent / "inside"
SCRIPTS = ASSETS / "node"
STARTING = (
    SCRIPTS / "served.mjs",
    *(ASSETS / "src" / "python" / f"{name}.ts" for name in ("delta", "machine-code", "memory-snapshot", "plain-start")),
)
TAKE_SNAPSHOT = SCRIPTS / "take-snapshot.mjs"
PREPARED_WITH = (*STARTING, TAKE_SNAPSHOT, SCRIPTS / "packing.mjs", INSIDE / "compiling.py", INSIDE / "snapshot.py")


@dataclass(frozen=True)
class Served:
    """A directory with files that are served."""

    directory: Path
    name: str
    """The name that the directory is served under, which carries a hash of the files."""
    hashes: Mapping[str, str]
    """The hexadecimal SHA-256 of each file that is served, by its name in the directory."""

    @property
    def sizes(self) -> dict[str, int]:
        """The size in bytes of each served file, by its name in the directory."""
        return {name: (self.directory / name).stat().st_size for name in self.hashes}

    @property
    def integrities(self) -> dict[str, str]:
        """The integrity of each served file, by its name in the directory."""
        return {name: integrity_of(digest) for name, digest in self.hashes.items()}


@dataclass(frozen=True)
class Runtime(Served):
    """The browser's Python."""

    start: Start

    @property
    def unsplit(self) -> str:
        """The name of the runtime with the same memory whose machine code is in one part."""
        noted = self.directory / UNSPLIT
        return noted.read_text(encoding="utf-8") if noted.exists() else self.name

    @property
    def lock(self) -> str:
        """Pyodide's package list, as JSON. It names no package, because all are imported already."""
        return (self.directory / LOCK_FILE).read_text(encoding="utf-8")


def chosen_start() -> Start:
    """Return the start that `SIMULATOR_START` names, by default the one from the snapshot.

    Raises:
        BuildError: There is no such start.
    """
    chosen = os.environ.get("SIMULATOR_START", "snapshot")
    if chosen not in STARTS:
        raise BuildError(
            f"SIMULATOR_START must be snapshot or plain, but is {chosen!r}: set it to one of the two, or unset it"
        )
    return chosen


def made_from(start: Start, machine_code: MachineCode) -> dict[str, str]:
    """Return hashes of everything that a runtime follows from."""
    return {
        "start": start,
        **(trimmed_with() if machine_code == "trimmed" else {}),
        **CORE,
        "PyYAML": PYYAML_SHA256,
        **{
            path.relative_to(ASSETS.parent).as_posix(): sha256(path.read_bytes())  # wherever the package is installed
            for path in (*PREPARED_WITH, *STUBS.rglob("*.py"), Path(__file__), STUBS.with_name("packing.py"))
        },
    }


def runtime_in(directory: Path, start: Start) -> Runtime:
    """Return the runtime that a directory holds."""
    hashes = {name: digest for name, digest in file_hashes(directory).items() if name not in NOT_SERVED}
    return Runtime(directory, f"runtime-{combined_hash(hashes)}", hashes, start)


def prepare_runtime(start: Start | None = None, machine_code: MachineCode = "published") -> Runtime:
    """Prepare Pyodide and a memory snapshot in which the library is imported, once; then take it from the cache.

    For the plain start, the directory holds Pyodide and the packages as they are published.

    Each file that goes in is compared with a sha256 that stands in this package, or in Pyodide's package list, which is
    itself compared.

    Args:
        start: How Python starts. `chosen_start` gives the default.
        machine_code: ``trimmed`` for a snapshot with trimmed machine code. Its memory is packed quickly, because a site
            serves it split, and packed well.

    Raises:
        ToolMissingError: The tools that trim can't be had.
        BuildError: A file is not what it should be. The message names it.
    """
    start = start or chosen_start()

    def fill(directory: Path) -> None:
        # A build that finds the runtime in the cache starts sooner without.
        from pyodide_lock import PyodideLockSpec  # noqa: PLC0415

        core = pyodide_core()
        for name in SERVED_CORE if start == "snapshot" else (*SERVED_CORE, PUBLISHED_LIBRARY):
            shutil.copy(core / name, directory)
        lock = PyodideLockSpec.from_json(core / LOCK_FILE)
        PyodideLockSpec(info=lock.info, packages={}).to_json(directory / LOCK_FILE)
        (directory / SCRIPT_KIND).write_text('{"type": "commonjs"}\n', encoding="utf-8")
        with TemporaryDirectory() as temporary:
            pyyaml = Path(temporary, "pyyaml.zip")
            pyyaml.write_bytes(pack_pyyaml())
            numpy = numpy_wheel(core)
            if start == "plain":
                for archive, name in zip((numpy, pyyaml), PACKAGES, strict=True):
                    shutil.copy(archive, directory / name)
                return
            with zipfile.ZipFile(numpy) as wheel:
                (directory / NUMPY_FILE).write_bytes(wheel.read(NUMPY_MEMBER))
            without_data = Path(temporary, "without-data")
            without_data.mkdir()
            if machine_code == "trimmed":
                trim(directory, without_data)
            library = Path(temporary, LIBRARY_FILE)
            library.write_bytes(pack_library([core / PUBLISHED_LIBRARY, numpy, pyyaml]))
            take_snapshot(directory, library, directory, *(["--data"] if machine_code == "trimmed" else []))
            shutil.copytree(without_data, directory, dirs_exist_ok=True)

    name = f"runtime-from-{combined_hash(made_from(start, machine_code))}"
    return runtime_in(shipped_or_cached(ASSETS, name, fill), start)


def take_snapshot(runtime: Path, sources: Path, to: Path, *options: str) -> None:
    """Compile and import modules in the browser's own Python, and write the delta of its memory.

    Args:
        runtime: The directory of the runtime.
        sources: An archive of the modules: the library, or with a registry those of a project.
        to: The directory to write to.
        options: Those of the script: ``--data`` if the machine code is served without its data, or ``--registry=``
            and the name of the registry of a project.
    """
    run_node(str(TAKE_SNAPSHOT), *options, *map(str, (runtime, INSIDE, sources, to)), directory=to)
