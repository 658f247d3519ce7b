"""Lists the third-party work in a site, with versions and licences. The site serves the list."""

import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from site_plugins.simulator.python.runtime import LIBRARY_FILE, MEMORY, NUMPY_FILE, PACKAGES, Runtime
from site_plugins.simulator.python.wheels import Wheel, fetched, licences_in
from site_plugins.simulator.toolchain.bundle import PUBLISHED_LIBRARY, Bundle

MANIFEST = "third-party.json"
_THEME = ("assets/javascripts/*", "assets/stylesheets/*", "assets/images/favicon.png")
_API = {"mkdocstrings-python": ("assets/_mkdocstrings.css", "objects.inv")}
PYTHON_PACKAGES = {"mkdocs-material": _THEME, **_API}
"""The packages that MkDocs builds the pages with, and the files that they add to the site."""
ZENSICAL = {"zensical": _THEME, **_API}
"""The packages that Zensical builds the pages with, and the files that they add to the site."""
LICENCES = {
    "CPython": ("PSF-2.0", "https://github.com/python/cpython"),
    "Emscripten": ("MIT", "https://github.com/emscripten-core/emscripten"),
    "numpy": ("BSD-3-Clause", "https://github.com/numpy/numpy"),
    "pyyaml": ("MIT", "https://github.com/yaml/pyyaml"),
}
"""The licence and source of what states them less briefly, or not at all."""


@dataclass(frozen=True)
class ThirdParty:
    """A work of a third party.

    Attributes:
        name: The name under which it is published.
        version: The version in the site.
        license: The licence, as an SPDX expression.
        source: The address of its source.
        files: The paths that contain it, from the root of the site; a ``*`` stands for any part of a path.
        text: The text of the licence, where it came with the work.
    """

    name: str
    version: str
    license: str
    source: str
    files: Sequence[str]
    text: str = ""


def third_party(
    page: Bundle,
    runtime: Runtime,
    served: str,
    around: Mapping[str, Sequence[str]] = PYTHON_PACKAGES,
    further: Iterable[ThirdParty] = (),
) -> list[dict[str, Any]]:
    """Return all third-party work in the site, sorted by name, as plain data for JSON.

    Args:
        page: The page's code.
        runtime: The browser's Python.
        served: The directory that it is served from, seen from the root of the site.
        around: The packages that the pages are built with, and what they put into the site.
        further: What `in_wheels` gives.
    """
    snapshot = runtime.start == "snapshot"
    imported = f"{served}/{MEMORY}.bin"
    library = {
        "numpy": [imported, f"{served}/{NUMPY_FILE}"] if snapshot else [f"{served}/{PACKAGES[0]}"],
        "pyyaml": [imported if snapshot else f"{served}/{PACKAGES[1]}"],
    }
    interpreter = [f"{served}/{name}" for name in sorted(runtime.sizes)]
    found = [*_in_the_page(page, interpreter), *_in_the_library(runtime, library), *_around_the_pages(around), *further]
    info = json.loads(runtime.lock)["info"]
    emscripten = info["platform"].removeprefix("emscripten_").replace("_", ".")
    machine_code = [f"{served}/pyodide.asm.js", f"{served}/pyodide.asm.wasm"]
    standard = imported if snapshot else f"{served}/{PUBLISHED_LIBRARY}"
    found += [
        ThirdParty("CPython", info["python"], *LICENCES["CPython"], [*machine_code, standard]),
        ThirdParty(
            "Emscripten", emscripten, *LICENCES["Emscripten"], [*machine_code, *([imported] if snapshot else [])]
        ),
    ]
    return [asdict(work) for work in sorted(found, key=lambda work: work.name.lower())]


def in_wheels(wheels: Sequence[Wheel], address: str) -> Iterator[ThirdParty]:
    """Describe the further packages of a site's own mirrors, all of which are in the file at an address."""
    for wheel in wheels:
        [package] = importlib.metadata.distributions(path=[str(fetched(wheel))])
        yield _packaged(wheel.name, package, [address], *licences_in(fetched(wheel)).values())


def _packaged(name: str, package: importlib.metadata.Distribution, files: Sequence[str], text: str = "") -> ThirdParty:
    """Describe a package of Python as its metadata do."""
    metadata = package.metadata
    addresses = dict(line.split(", ", 1) for line in metadata.get_all("Project-URL") or () if ", " in line)
    source = addresses.get("Source") or addresses.get("Repository") or addresses.get("Homepage", "")
    licence = metadata["License-Expression"] or metadata["License"] or "see text"
    return ThirdParty(name, package.version, licence, source, files, text)


def _in_the_page(page: Bundle, interpreter: Sequence[str]) -> list[ThirdParty]:
    """Return the npm packages that `build.mjs` noted while it bundled."""
    noted = json.loads((page.directory / MANIFEST).read_text(encoding="utf-8"))
    return [
        ThirdParty(**{**package, "files": [f"assets/simulator/{file}" for file in package["files"]] or interpreter})
        for package in noted
    ]


def _in_the_library(runtime: Runtime, library: Mapping[str, Sequence[str]]) -> Iterator[ThirdParty]:
    """Yield the packages in the archives, which carry their licences."""
    for archive in PACKAGES if runtime.start == "plain" else [LIBRARY_FILE]:
        for package, text in licences_in(runtime.directory / archive).items():
            name, version = package.split("-")
            yield ThirdParty(name, version, *LICENCES[name], library[name], text)


def _around_the_pages(packages: Mapping[str, Sequence[str]]) -> Iterator[ThirdParty]:
    for name, files in packages.items():
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:  # a site may have another theme
            continue
        # Where core metadata 2.4 have them. Listing all files takes long: the theme has 14,000, most of them icons.
        licences = (package.read_text(f"licenses/{name}") for name in package.metadata.get_all("License-File") or ())
        text = "\n".join(filter(None, licences))
        yield _packaged(name, package, files, text)
