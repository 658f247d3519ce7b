"""What the browser runs: Pyodide with NumPy and PyYAML, and the wheel of this project, each in a directory to serve.

A directory's name carries the hash of its content, so it may be cached for ever.
"""

import base64
import hashlib
import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyodide_lock import PackageSpec, PyodideLockSpec

from site_plugins.simulator.bundle import ASSETS, made, pyodide_core
from site_plugins.simulator.cache import BuildError, cache_root, combined_hash, make_directory, sha256
from site_plugins.simulator.node import run_node
from site_plugins.simulator.numpy_wheel import numpy_wheel
from site_plugins.simulator.packing import PYYAML_SHA256, PYYAML_VERSION, pack_pyyaml, pack_wheel
from site_plugins.simulator.trimming import LIBRARY, NUMPY, PYYAML, Trim

PACKAGES = ("numpy", "pyyaml")
PYYAML_FILE = f"pyyaml-{PYYAML_VERSION}-py3-none-any.whl"
LOCK_FILE = "pyodide-lock.json"

LIBRARY_FILE = "python_stdlib.zip"

SERVED_CORE = {
    "pyodide.mjs": "635a6da3218fe4e5668da595acfe8b5ce77453d597d602f19a423dd250653441",
    "pyodide.asm.js": "b22e5831eade9ff10e6fe2c811c68688cd91f10154377b4f80debcf5bafa1e56",
    "pyodide.asm.wasm": "5effb6a1a6cc4a1a85bec4622701aa797c031e1de923cbbaf2ad47abdc4ab325",
}
"""The sha256 of each core file of Pyodide 0.28.3 that is served as it is."""
CORE = {
    **SERVED_CORE,
    LIBRARY_FILE: "71fee17f88a6260ec8c9c7c063533ee59c021fdc88a1ce76247378d3c4a35f4c",
    # Pyodide's own package list, which tells NumPy's sha256.
    LOCK_FILE: "f6e6f42f451f42affbbcddb00e8c9a3278dcbf399f57aab9f3f568839a7ff4a6",
}
"""The sha256 of each core file of Pyodide 0.28.3 that is read."""
NOT_FOR_THE_BROWSER = ("__main__.py", "command_line", "demo", "presets.py")
"""Modules of the package `schedulers` that nothing in a page imports: to be fetched, they would only take time."""

COMPILING = Path(__file__).with_name("compiling.py")
PREPARING = ASSETS / "prepare.mjs"
LIBRARY_ROOT = "/lib/python313.zip"
PACKAGES_ROOT = "/lib/python3.13/site-packages"
"""Where the runtime imports from; tracebacks name it."""


@dataclass(frozen=True)
class Runtime:
    """The browser's Python: a directory on disk and the name it is served under."""

    directory: Path
    name: str
    packages: tuple[str, ...]
    """To be passed to `loadPackage`."""
    sizes: Mapping[str, int]
    """Bytes of each file, by its name in the directory."""


@dataclass(frozen=True)
class ProjectWheel:
    """This project's own wheel: its directory on disk, the name that is served under, and the one file in it."""

    directory: Path
    name: str
    file_name: str
    integrity: str
    """For `fetch`: `sha256-` and the base64 of the digest."""
    size: int
    """Bytes."""


def prepare_runtime() -> Runtime:
    """Pyodide, NumPy and PyYAML in one directory, compiled and trimmed; prepared once, then taken from the cache.

    What goes in is checked against a sha256 that stands in this package, or in Pyodide's package list, which is itself
    checked. Raises BuildError naming the file that is not what it should be.
    """
    made_from = {
        **CORE,
        PYYAML_FILE: PYYAML_SHA256,
        "trims": sha256(repr((LIBRARY, NUMPY, PYYAML)).encode()),
        **{path.name: sha256(path.read_bytes()) for path in (COMPILING, PREPARING, Path(__file__))},
    }

    def fill(directory: Path) -> None:
        core = pyodide_core()
        content = {name: _verified(core / name, digest) for name, digest in CORE.items()}
        lock = PyodideLockSpec(**json.loads(content[LOCK_FILE]))
        for name in SERVED_CORE:
            (directory / name).write_bytes(content[name])
        with TemporaryDirectory() as temporary:
            pyyaml = Path(temporary, PYYAML_FILE)
            pyyaml.write_bytes(pack_pyyaml().content)
            trims = {core / LIBRARY_FILE: LIBRARY, numpy_wheel(core): NUMPY, pyyaml: PYYAML}
            _compile(core, trims, directory)
        _served_lock(lock, directory).to_json(directory / LOCK_FILE)

    directory = made(ASSETS, f"runtime-from-{combined_hash(made_from)}", fill)
    served = {path.name: path.read_bytes() for path in sorted(directory.iterdir())}
    name = f"runtime-{combined_hash({file: sha256(content) for file, content in served.items()})}"
    return Runtime(directory, name, PACKAGES, {file: len(content) for file, content in served.items()})


def prepare_wheel(registry: Path | None = None) -> ProjectWheel:
    """This project's own wheel: the package `schedulers`, and the page's Python as the module `simulator_page`.

    `registry` is the folder of a package, or the file of a module, that goes in beside them.
    """
    found = importlib.util.find_spec("schedulers")
    if found is None or not found.submodule_search_locations:
        raise BuildError("The simulator serves the package `schedulers`, which Python does not find: pip install -e .")
    package = Path(found.submodule_search_locations[0])
    return pack_project(package, Path(__file__).with_name("page.py"), registry or package)


def pack_project(package: Path, page: Path, registry: Path) -> ProjectWheel:
    """A wheel of the directory `package`, the file `page` (as `simulator_page`), and the package or module `registry`.

    It stands in a directory of the cache.
    """
    packages, modules = {package}, {"simulator_page": page}
    if registry.is_dir():
        packages.add(registry)
    else:
        modules[registry.stem] = registry
    # No reader chooses between versions of this wheel: the name of its directory tells them apart.
    left_out = [package / name for name in NOT_FOR_THE_BROWSER]
    wheel = pack_wheel(package.name, "0", packages, modules, left_out=left_out)
    name = f"python-{sha256(wheel.content)[:16]}"

    def fill(directory: Path) -> None:
        (directory / wheel.file_name).write_bytes(wheel.content)

    directory = make_directory(cache_root() / name, fill)
    integrity = "sha256-" + base64.b64encode(hashlib.sha256(wheel.content).digest()).decode()
    return ProjectWheel(directory, name, wheel.file_name, integrity, len(wheel.content))


def _compile(core: Path, trims: Mapping[Path, Trim], directory: Path) -> None:
    """Writes each archive, trimmed and with bytecode in the place of its sources, into `directory`.

    The runtime does it itself, under Node.js: so no other Python has to be found that has the same bytecode, and its
    own zlib packs the same bytes on every machine.
    """
    jobs = [
        {
            "from": str(archive),
            "to": str(directory / archive.name),
            "root": LIBRARY_ROOT if archive.name == LIBRARY_FILE else PACKAGES_ROOT,
            "left_out": trim.patterns,
            "kept": trim.kept_patterns,
            "stand_ins": trim.stand_ins,
        }
        for archive, trim in trims.items()
    ]
    with TemporaryDirectory() as temporary:
        written = Path(temporary, "jobs.json")
        written.write_text(json.dumps(jobs), encoding="utf-8")
        run_node(str(PREPARING), str(core), str(COMPILING), str(written), directory=directory)


def _served_lock(lock: PyodideLockSpec, directory: Path) -> PyodideLockSpec:
    """Pyodide's package list cut down to the packages in `directory`, with our PyYAML in the place of its own."""
    numpy = lock.packages["numpy"]
    pyyaml = PackageSpec(
        name="pyyaml",
        version=PYYAML_VERSION,
        file_name=PYYAML_FILE,
        install_dir="site",
        sha256="",
        imports=["yaml"],
    )
    for package in (numpy, pyyaml):
        package.sha256 = sha256((directory / package.file_name).read_bytes())
    served = PyodideLockSpec(info=lock.info, packages={"numpy": numpy, "pyyaml": pyyaml})
    served.check_wheel_filenames()
    return served


def _verified(file: Path, expected: str) -> bytes:
    """The bytes of `file`, whose sha256 has to be `expected`."""
    content = file.read_bytes()
    if sha256(content) != expected:
        raise BuildError(
            f"{file} is not the expected file: its sha256 is {sha256(content)}, not {expected}. "
            f"Delete {file.parent} and build again; after a change of Pyodide's version, update the hashes."
        )
    return content
