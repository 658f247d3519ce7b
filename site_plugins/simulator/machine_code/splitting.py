"""Splits the machine code of a runtime into what start and simulation use, and all the rest."""

import json
import logging
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.cache import cache_root, combined_hash, sha256
from site_plugins.simulator.machine_code.trimming import MachineCode, ToolMissingError, install_tools
from site_plugins.simulator.machine_code.workload import workload
from site_plugins.simulator.python.packing import pack
from site_plugins.simulator.python.project import PAGE, SCHEDULERS, prepare_project
from site_plugins.simulator.python.runtime import (
    UNSPLIT,
    Runtime,
    Start,
    chosen_start,
    made_from,
    prepare_runtime,
    runtime_in,
)
from site_plugins.simulator.toolchain.bundle import ASSETS, SHIPPED, shipped_or_cached
from site_plugins.simulator.toolchain.node import run_node

log = logging.getLogger(f"mkdocs.plugins.{__name__}")
SCRIPT = Path(__file__).with_name("split.mjs")


def prepare_served_runtime(start: Start | None = None, machine_code: MachineCode = "split") -> Runtime:
    """Prepare the runtime that a site serves, once; then take it from the cache.

    Args:
        start: How Python starts. `chosen_start` gives the default. The plain start serves what is published.
        machine_code: What is served of Pyodide's machine code where Python starts from a snapshot. Where the tools
            that trim it can't be had, it is served as it is published, and the log says so.

    Raises:
        BuildError: A file is not what it should be, or a tool fails. The message names it.
    """
    start = start or chosen_start()
    if start == "snapshot" and machine_code != "published":
        try:
            return split_runtime() if machine_code == "split" else prepare_runtime(start, machine_code)
        except ToolMissingError as error:
            log.info("Pyodide's machine code is served whole, as it is published: %s", error)
    return prepare_runtime(start)


def split_runtime() -> Runtime:
    """Prepare the trimmed runtime with its machine code, and the data of that, in two parts.

    The first part has the functions that run while this project's Python answers the workload. So it is the same for
    every site with the same version of this project, whatever schedulers it has.

    Raises:
        ToolMissingError: The tools that trim can't be had.
    """

    def fill(directory: Path) -> None:
        install_tools()  # what is trimmed may be in the cache, and the tools not in this folder
        trimmed = prepare_runtime("snapshot", "trimmed")
        project = prepare_project(trimmed)
        shutil.copytree(trimmed.directory, directory, dirs_exist_ok=True)
        (directory / UNSPLIT).write_text(trimmed.name, encoding="utf-8")
        with TemporaryDirectory() as temporary:
            questions = Path(temporary, "questions.json")
            questions.write_text(json.dumps(workload()), encoding="utf-8")
            run_node(str(SCRIPT), *map(str, (directory, project.directory, questions)), directory=directory)

    return runtime_in(shipped_or_cached(ASSETS, _name(), fill), "snapshot")


def is_split() -> bool:
    """Whether the runtime is split already, for this project as it is now."""
    return any((place / _name()).is_dir() for place in (SHIPPED, cache_root()))


def _name() -> str:
    """The name of the directory, with the hash of everything that the split runtime follows from."""
    sources = {
        **made_from("snapshot", "trimmed"),
        "workload": sha256(json.dumps(workload()).encode()),
        "schedulers": sha256(pack([SCHEDULERS], {PAGE.name: PAGE})),
    }
    return f"runtime-from-{combined_hash(sources)}"
