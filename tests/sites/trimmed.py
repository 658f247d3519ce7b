"""Compares what the trimmed machine code answers with what the published one does, to the last bit."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from schedulers.reading.document import MAX_EPOCHS
from schedulers.writing.presets import EXAMPLES, presets
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.python.runtime import Runtime, prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import run_node
from tests.fuzz.documents import document, in_a_browser

SCRIPT = Path(__file__).with_name("everything.mjs")

Question = tuple[str, bool]
"""A configuration, and whether it is drawn, too."""


def workload() -> Iterator[Question]:
    """Yield each preset, each with a mistake, and of each scheduler the longest training that is allowed; all drawn."""
    for preset in presets():
        yield preset.text, True
        yield f"{preset.text}?", True
        if preset.group == EXAMPLES:
            yield re.sub(r"epochs: \d+", f"epochs: {MAX_EPOCHS}", preset.text), True


def hostile(seeds: Iterable[int]) -> Iterator[Question]:
    """Yield documents that were made to break the reader, one for each seed."""
    for seed in seeds:
        yield in_a_browser(document(random.Random(seed))), False  # noqa: S311  # no secret


def differences(questions: Iterable[Question]) -> list[str]:
    """Return the questions to which the two machine codes give different answers, each with both."""
    asked = list(questions)
    trimmed, published = (_answers(asked, prepare_runtime("snapshot", kind)) for kind in ("trimmed", "published"))
    return [
        f"{text[:300]!a}\n  trimmed: {one}\n  published: {other}"
        for (text, _), one, other in zip(asked, trimmed, published, strict=True)
        if one != other
    ]


def _answers(asked: list[Question], runtime: Runtime) -> list[str]:
    with TemporaryDirectory() as folder:
        given, answered = Path(folder, "questions.json"), Path(folder, "answers.json")
        given.write_text(json.dumps(asked), encoding="utf-8")
        paths = (ASSETS / "node" / "served.mjs", runtime.directory, prepare_project(runtime).directory, given, answered)
        run_node(str(SCRIPT), *map(str, paths), directory=Path(folder))
        answers: list[str] = json.loads(answered.read_text(encoding="utf-8"))
        return answers
