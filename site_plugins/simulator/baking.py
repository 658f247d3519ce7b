"""The answer for a configuration, computed at build time: the page shows it before Python has loaded."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from site_plugins.simulator.bundle import ASSETS, made
from site_plugins.simulator.cache import combined_hash, sha256
from site_plugins.simulator.node import run_node
from site_plugins.simulator.runtime import ProjectWheel, Runtime

SCRIPT = ASSETS / "bake.mjs"
ANSWER = "answer.json"


def baked_answer(text: str, runtime: Runtime, wheel: ProjectWheel) -> dict[str, Any]:
    """What the page's Python answers for the configuration `text`, to the last digit.

    The served runtime itself computes it, under Node.js; once for the same files, then it is taken from the cache.
    Raises BuildError with what was printed when there is no curve.

    Returns:
        ``report`` as `simulate_text` gives it, and ``curve`` with the lists ``lr``, ``phaseKind`` and ``phaseNumber``,
        one entry per epoch.
    """
    made_from = {
        "runtime": runtime.name,
        "wheel": wheel.name,
        "script": sha256(SCRIPT.read_bytes()),
        "configuration": sha256(text.encode()),
    }

    def fill(directory: Path) -> None:
        with TemporaryDirectory() as temporary:
            configuration = Path(temporary, "configuration.yaml")
            configuration.write_text(text, encoding="utf-8", newline="")
            paths = (runtime.directory, wheel.directory / wheel.file_name, configuration, directory / ANSWER)
            run_node(str(SCRIPT), *map(str, paths), directory=directory)

    directory = made(ASSETS, f"answer-{combined_hash(made_from)}", fill)
    answer: dict[str, Any] = json.loads((directory / ANSWER).read_text(encoding="utf-8"))
    return answer
