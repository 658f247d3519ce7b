"""Chooses the machine code's workload from unusual documents: those that have something run for the first time."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.simulator.machine_code.workload import SEEDS, unusual, workload
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.python.runtime import prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import run_node

SCRIPT = Path(__file__).with_name("choosing.mjs")


def chosen(count: int) -> list[int]:
    """Ask the first documents, after all else that the workload has, and return the seeds of those to be kept."""
    of_seeds = {unusual(seed) for seed in SEEDS}
    before = [text for text in workload()["texts"] if text not in of_seeds]
    trimmed = prepare_runtime("snapshot", "trimmed")
    project = prepare_project(trimmed)
    with TemporaryDirectory() as folder:
        runtime = Path(shutil.copytree(trimmed.directory, Path(folder, "runtime")))
        questions, answer = Path(folder, "questions.json"), Path(folder, "answer.json")
        asked = {"before": before, "documents": [*map(unusual, range(count))]}
        questions.write_text(json.dumps(asked), encoding="utf-8")
        paths = (ASSETS.parent, runtime, project.directory, questions, answer)
        run_node(str(SCRIPT), *map(str, paths), directory=Path(folder))
        found: list[int] = json.loads(answer.read_text(encoding="utf-8"))
        return found
