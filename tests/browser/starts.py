"""The files that the browser's Python is served as, which depend on how it starts: `SIMULATOR_START` says it."""

from pathlib import Path

from site_plugins.simulator.python.runtime import chosen_start

PYODIDE = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"]
PLAIN = ["python_stdlib.zip", "numpy.zip", "pyyaml.zip", "project.zip"]
"""The archives of a plain start."""
PROGRAMS, ARCHIVES = {
    "snapshot": ([*PYODIDE, "numpy.wasm"], ["memory.bin", "project.bin"]),
    "plain": (PYODIDE, PLAIN),
}[chosen_start()]
"""Those that run, and those that hold modules or what came of them."""
SECOND_PARTS = ["pyodide.asm.second.wasm", "numpy.second.wasm", "memory.second.bin"] if "numpy.wasm" in PROGRAMS else []
"""The files that are put aside for what seldom runs: programs, and data of theirs."""
ANY_OF_PYTHON = {"snapshot": "/runtime-", "plain": "/pyodide."}[chosen_start()]
"""A part of the paths that a test holds to keep Python from starting.

A browser opens six connections to a host. If all files of the plain start were held, none would be left for the page.
"""
SAVES_DATA = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })"
"""Has a page believe that its visitor saves data, for whom Python does not start by itself."""


def files_of_python(site: Path) -> set[str]:
    """The names of all files that a site serves for Python."""
    return {path.name for folder in ("runtime-*", "python-*") for path in site.glob(f"assets/simulator/{folder}/*")}
