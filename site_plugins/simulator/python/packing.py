"""Packs pure Python files, which are already on this machine, into archives for the browser."""

import importlib.metadata
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from site_plugins.cache import BuildError, sha256
from site_plugins.simulator.python.inside.compiling import stored

STUBS = Path(__file__).parent / "stubs"
"""The folder with small modules in the place of large ones that Pyodide and NumPy import but no curve needs."""
PYYAML_VERSION = "6.0.3"
PYYAML_SHA256 = "b4376d4658647d9d752c2ee01dbca7bf55e6fc20f624ff24d35adf339e66c371"
"""The sha256 of the archive that `pack_pyyaml` makes. Every published wheel of that version gives the same."""


def pack(packages: Iterable[Path], files: Mapping[str, Path] | None = None) -> bytes:
    """Pack the `.py` files under each package directory, and single files by their paths, into a zip file.

    Compiled extensions, bytecode and all other files stay out. The same files give the same bytes on every machine:
    entries are sorted, their time is fixed, and they are stored uncompressed because zlib's output differs between its
    versions.

    Raises:
        ValueError: A package directory holds no Python file.
    """
    found = dict(files or {})
    for package in packages:
        sources = list(package.rglob("*.py"))
        if not sources:
            raise ValueError(f"No Python file under {package}: nothing to pack.")
        found |= {f"{package.name}/{path.relative_to(package).as_posix()}": path for path in sources}
    return stored({name: path.read_bytes() for name, path in found.items()})


def pack_library(archives: Iterable[Path]) -> bytes:
    """Pack the modules and licences of several archives into one, and replace some of the modules by stubs."""
    files: dict[str, bytes] = {}
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            licences = {name for name in opened.namelist() if name.rpartition("/")[2].startswith("LICENSE")}
            files |= {name: opened.read(name) for name in opened.namelist() if name.endswith(".py") or name in licences}
    left_out = (STUBS / "left_out.py").read_bytes()
    for path in STUBS.rglob("*.py"):
        files[path.relative_to(STUBS).as_posix()] = path.read_bytes() + left_out
    return stored(files)


def pack_pyyaml() -> bytes:
    """Pack PyYAML without its C extension, from the files that are installed in the building Python.

    Raises:
        BuildError: They are not exactly those of the expected release.
    """
    installed = importlib.metadata.distribution("PyYAML")
    info = f"pyyaml-{installed.version}.dist-info"
    licences = [Path(str(file.locate())) for file in installed.files or () if file.name == "LICENSE"]
    package = Path(str(installed.locate_file("yaml")))
    content = pack([package], {f"{info}/licenses/{path.name}": path for path in licences})
    if sha256(content) != PYYAML_SHA256:
        raise BuildError(
            f"The simulator needs PyYAML {PYYAML_VERSION} as it is published, and the files of PyYAML "
            f"{installed.version} in {package} are not those of that release (packed, their sha256 is "
            f"{sha256(content)}, not {PYYAML_SHA256}): pip install --force-reinstall pyyaml=={PYYAML_VERSION}"
        )
    return content
