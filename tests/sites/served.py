"""Runs the site's served Python under Node.js: the same files and WebAssembly, without a page."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import run_node

SCRIPT = Path(__file__).with_name("served.mjs")


@dataclass(frozen=True)
class ServedAnswer:
    """The answer of the page's Python to a text.

    Attributes:
        report: The report of `simulate_text`.
        lr: The rate of each epoch, float64; ``None`` where there are problems.
        seconds: The seconds of processor time for it.
        memory: The most bytes of Python's memory so far.
    """

    report: dict[str, Any]
    lr: NDArray[np.float64] | None
    seconds: float
    memory: int


def served_answers(texts: Sequence[str]) -> list[ServedAnswer | str]:
    """Return an answer for each text, or the error that was raised."""
    runtime = prepare_served_runtime()
    with TemporaryDirectory() as folder:
        given, answered = Path(folder, "texts.json"), Path(folder, "answers.json")
        given.write_text(json.dumps(texts), encoding="utf-8")
        paths = (ASSETS / "node" / "served.mjs", runtime.directory, prepare_project(runtime).directory, given, answered)
        run_node(str(SCRIPT), *map(str, paths), directory=Path(folder))
        return [*map(_answer, json.loads(answered.read_text(encoding="utf-8")))]


def _answer(found: dict[str, Any]) -> ServedAnswer | str:
    if "failure" in found:
        return str(found["failure"])
    lr = None if found["lr"] is None else np.frombuffer(base64.b64decode(found["lr"]), dtype="<f8")
    return ServedAnswer(json.loads(found["report"]), lr, found["seconds"], found["memory"])
