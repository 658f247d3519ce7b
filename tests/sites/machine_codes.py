"""Compares what the split and the trimmed machine code answer with what the published one does, to the last bit."""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from schedulers.reading.document import MAX_EPOCHS
from schedulers.writing.presets import presets
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.machine_code.trimming import MachineCode
from site_plugins.simulator.machine_code.workload import examples, texts
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import run_node
from tests.fuzz.documents import document, in_a_browser
from tests.support.budget import some
from tests.support.reported import REPORTED

SCRIPT = Path(__file__).with_name("everything.mjs")

Question = tuple[str, bool]
"""A configuration, and whether it is drawn, too."""


@dataclass
class Compared:
    """What was found.

    Attributes:
        differences: The questions to which two machine codes give different answers, each with both.
        needing: The number of questions for which the split machine code needed its second part.
    """

    differences: list[str] = field(default_factory=list)
    needing: int = 0


def workload() -> Iterator[Question]:
    """Yield each preset, and each with a mistake, all drawn; what people typed; and what the build asks itself."""
    for preset in presets():
        yield preset.text, True
        yield f"{preset.text}?", True
    for path in sorted(REPORTED.glob("*.yaml")):
        yield path.read_text(encoding="utf-8"), False
    for text in some([*texts()]):
        yield text, False


def longest() -> Sequence[Question]:
    """List the longest training of an example, drawn, which takes a second; or of each where there is time."""
    return some([(re.sub(r"epochs: \d+", f"epochs: {MAX_EPOCHS}", text), True) for text in examples()])


def hostile(seeds: Iterable[int]) -> Iterator[Question]:
    """Yield documents that were made to break the reader, one for each seed. No profile has seen them."""
    for seed in seeds:
        yield in_a_browser(document(random.Random(seed))), False  # noqa: S311  # no secret


def compared(questions: Iterable[Question], *kinds: MachineCode) -> Compared:
    """Ask machine codes of these kinds, and the published one."""
    asked, found = list(questions), Compared()
    published, _ = _answers(asked, "published")
    for kind in kinds:
        answers, needing = _answers(asked, kind)
        found.needing = max(found.needing, needing)
        found.differences += [
            f"{text[:300]!a}\n  {kind}: {one}\n  published: {other}"
            for (text, _), one, other in zip(asked, answers, published, strict=True)
            if one != other
        ]
    return found


def _answers(asked: list[Question], kind: MachineCode) -> tuple[list[str], int]:
    runtime = prepare_served_runtime("snapshot", kind)
    with TemporaryDirectory() as folder:
        given, answered = Path(folder, "questions.json"), Path(folder, "answers.json")
        given.write_text(json.dumps(asked), encoding="utf-8")
        paths = (ASSETS / "node" / "served.mjs", runtime.directory, prepare_project(runtime).directory, given, answered)
        run_node(str(SCRIPT), *map(str, paths), directory=Path(folder))
        found = json.loads(answered.read_text(encoding="utf-8"))
        return found["answers"], found["needing"]
