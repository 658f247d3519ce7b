"""Prerenders answers for configurations: the page shows one before Python has loaded."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from site_plugins.cache import combined_hash, sha256
from site_plugins.simulator.python.project import Project
from site_plugins.simulator.python.runtime import STARTING, Runtime
from site_plugins.simulator.toolchain.bundle import ASSETS, shipped_or_cached
from site_plugins.simulator.toolchain.node import run_node

SCRIPT = ASSETS / "node" / "prerender.mjs"
ANSWERS = "answers.json"
USED = "used.json"


def prerender(texts: Mapping[str, str], runtime: Runtime, project: Project) -> Path:
    """Compute what the page's Python answers for each configuration in `texts`, to the last digit.

    The served runtime itself computes it, under Node.js; once for the same files, then it is taken from the cache. So
    what can't be simulated in the browser is known when the site is built: then this raises BuildError, which says
    what.

    Args:
        texts: Configurations by name.
        runtime: The browser's Python.
        project: This project's modules, with the registry of the schedulers among them.
    """
    content = json.dumps(dict(texts))
    made_from = {
        "runtime": runtime.name,
        "project": f"{project.name} {json.dumps(project.start)}",
        "script": sha256(b"".join(path.read_bytes() for path in (SCRIPT, *STARTING))),
        "configurations": sha256(content.encode()),
    }

    def fill(directory: Path) -> None:
        with TemporaryDirectory() as temporary:
            configurations = Path(temporary, "configurations.json")
            configurations.write_text(content, encoding="utf-8")
            paths = (runtime.directory, project.directory, configurations, directory / ANSWERS, directory / USED)
            run_node(str(SCRIPT), *map(str, paths), directory=directory)

    return shipped_or_cached(ASSETS, f"answers-{combined_hash(made_from)}", fill)


def uses_all(directory: Path) -> bool:
    """Whether an answer that `prerender` has put into a directory needed the second part of the machine code."""
    used: dict[str, bool] = json.loads((directory / USED).read_text(encoding="utf-8"))
    return used["whole"]


def prerendered_answers(directory: Path) -> dict[str, dict[str, Any]]:
    """Read the answers that `prerender` has put into a directory, by the names of their configurations.

    Returns:
        Of each: ``report`` as `simulate_text` gives it, and ``curve`` with the lists ``lr``, ``phaseKind`` and
        ``phaseNumber``, one entry per epoch.
    """
    answers: dict[str, dict[str, Any]] = json.loads((directory / ANSWERS).read_text(encoding="utf-8"))
    return answers
