"""Bundles the page's TypeScript and CSS with esbuild, and finds Pyodide's core files, which npm fetches."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_plugins.cache import BuildError, cache_root, combined_hash, make_directory, sha256
from site_plugins.simulator.toolchain.node import install_packages, run_node

ASSETS = Path(__file__).parents[1] / "assets"
SHIPPED = ASSETS / "dist"
"""The files that a release carries, so that its users need no Node.js and no npm. `scripts/release.py` writes them."""
BUNDLED_FROM = ("package-lock.json", "build.mjs", "tsconfig.json", "src/**/*")
PYODIDE_FILES = (
    "package.json",
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


@dataclass(frozen=True)
class Bundle:
    """The bundled page code: `directory` holds everything to be served; `boot` and `style` are names of files in it."""

    directory: Path
    boot: str
    style: str
    early: str
    """The script that stands in the page itself, to run before its first paint."""
    worker: str
    """The worker's program, which the page's code carries as text."""


def bundle(assets: Path = ASSETS, modules: Sequence[Path] = ()) -> Bundle:
    """Bundle the page's code, unless it has not changed since it was bundled.

    Args:
        assets: The directory of the page code.
        modules: Modules that add controls for a project's own kinds of values.
    """
    sources = [path for pattern in BUNDLED_FROM for path in assets.glob(pattern) if path.is_file()]
    hashes = {path.relative_to(assets).as_posix(): sha256(path.read_bytes()) for path in sources}
    version = combined_hash({**hashes, **{f"added:{index}": _hash_of(path) for index, path in enumerate(modules)}})

    def fill(directory: Path) -> None:
        install_packages(assets)
        run_node("build.mjs", str(directory), *(str(path.resolve()) for path in modules), directory=assets)

    directory = shipped_or_cached(assets, f"bundle-{version}", fill)
    return Bundle(directory, **json.loads((directory / "entries.json").read_text()))


def _hash_of(module: Path) -> str:
    try:
        return sha256(module.read_bytes())
    except OSError as error:
        raise BuildError(f"A kind's control_module can't be read: {module}: {error.strerror}") from None


def pyodide_core(assets: Path = ASSETS) -> Path:
    """Return the directory of Pyodide's core files: loader, interpreter, standard library and package list."""
    version = sha256((assets / "package-lock.json").read_bytes())[:16]

    def fill(directory: Path) -> None:
        install_packages(assets)
        for name in PYODIDE_FILES:
            shutil.copy(assets / "node_modules" / "pyodide" / name, directory)

    return shipped_or_cached(assets, f"pyodide-{version}", fill)


def shipped_or_cached(assets: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Return the directory `name`: the one that a release ships beside the assets, or else one made in the cache.

    A shipped one needs no Node.js. The name carries the hash of the sources, so an outdated one is not used.
    """
    shipped = assets / SHIPPED.name / name
    return shipped if shipped.is_dir() else make_directory(cache_root() / name, fill)
