"""Bundles the page's TypeScript and CSS with esbuild, and finds Pyodide's core files, which npm fetches."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_plugins.cache import BuildError, cache_root, combined_hash, make_directory, sha256
from site_plugins.simulator.toolchain.node import install_packages, run_node

ASSETS = Path(__file__).parents[1] / "assets"
SHIPPED = ASSETS / "dist"
"""The files that a release carries, so that its users need no Node.js and no npm. `scripts/release.py` writes them."""
BUNDLED_FROM = ("package-lock.json", "build.mjs", "node/error-text.mjs", "tsconfig.json", "src/**/*")
SERVED_CORE = {
    "pyodide.mjs": "635a6da3218fe4e5668da595acfe8b5ce77453d597d602f19a423dd250653441",
    "pyodide.asm.js": "b22e5831eade9ff10e6fe2c811c68688cd91f10154377b4f80debcf5bafa1e56",
    "pyodide.asm.wasm": "5effb6a1a6cc4a1a85bec4622701aa797c031e1de923cbbaf2ad47abdc4ab325",
}
"""The sha256 of each core file of Pyodide 0.28.3 that is served, as it is or trimmed."""
LOCK_FILE = "pyodide-lock.json"
PUBLISHED_LIBRARY = "python_stdlib.zip"
CORE = {
    **SERVED_CORE,
    PUBLISHED_LIBRARY: "71fee17f88a6260ec8c9c7c063533ee59c021fdc88a1ce76247378d3c4a35f4c",
    # Pyodide's own package list, which tells NumPy's sha256.
    LOCK_FILE: "f6e6f42f451f42affbbcddb00e8c9a3278dcbf399f57aab9f3f568839a7ff4a6",
    "package.json": "7e0d33e986f04657f82f5f6d3b80fbc77593a2e53bf886637e4ecf0975219c43",
}
"""The sha256 of each core file of Pyodide 0.28.3 that is read."""


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
    """Return the directory of Pyodide's core files: loader, interpreter, standard library and package list.

    Raises:
        BuildError: A file is not what it should be. The message names it.
    """

    def fill(directory: Path) -> None:
        install_packages(assets)
        for name, expected in CORE.items():
            file = assets / "node_modules" / "pyodide" / name
            content = file.read_bytes()
            if sha256(content) != expected:
                raise BuildError(
                    f"{file} is not the expected file: its sha256 is {sha256(content)}, not {expected}. Delete "
                    f"{file.parents[1]} and build again; after a change of Pyodide's version, update the hashes."
                )
            (directory / name).write_bytes(content)

    return shipped_or_cached(assets, f"pyodide-{combined_hash(CORE)}", fill)


def shipped_or_cached(assets: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Return the directory `name`: the one that a release ships beside the assets, or else one made in the cache.

    A shipped one needs no Node.js. The name carries the hash of the sources, so an outdated one is not used.
    """
    shipped = assets / SHIPPED.name / name
    return shipped if shipped.is_dir() else make_directory(cache_root() / name, fill)
