"""Trims the machine code in a runtime's directory, with tools that npm fetches."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from site_plugins.cache import BuildError, sha256
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import install_packages, run_node

MachineCode = Literal["split", "trimmed", "published"]
"""The machine code of a runtime.

It is what the page's Python can reach, in two parts or in one, or all that Pyodide's authors have published.
"""
MACHINE_CODES: tuple[MachineCode, ...] = ("split", "published")
"""Those that a site may choose."""
HERE = Path(__file__).parent
SCRIPT = HERE / "trim.mjs"


class ToolMissingError(BuildError):
    """A tool could not be installed. The message says why."""


def trim(directory: Path, without_data: Path) -> None:
    """Leave out of the machine code and the script of Pyodide, in a runtime's directory, what nothing reaches.

    Args:
        directory: The runtime's.
        without_data: Where the machine code is written to once more, without its data, which are in a memory snapshot.

    Raises:
        ToolMissingError: npm can't install the tools.
        BuildError: A tool fails.
    """
    install_tools()
    run_node(str(SCRIPT), str(directory), str(without_data), directory=directory)


def install_tools() -> None:
    """Install the tools that trim and split.

    Raises:
        ToolMissingError: npm can't install them.
    """
    try:
        for project in (HERE, ASSETS):
            install_packages(project)
    except (BuildError, OSError) as error:
        raise ToolMissingError(str(error)) from error


def trimmed_with() -> Mapping[str, str]:
    """Return hashes of everything that the result of `trim` follows from, besides the files in the directory."""
    packages = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {
        "esbuild": packages["node_modules/esbuild"]["integrity"],
        **{path.name: sha256(path.read_bytes()) for path in HERE.iterdir() if path.suffix in {".mjs", ".py", ".json"}},
    }
