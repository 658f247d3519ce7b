"""Valid documents to make mistakes in."""

from pathlib import Path

from schedulers import SCHEDULERS
from schedulers.writing.example import example_yaml

_REFERENCE = Path(__file__).parent.parent / "reference"

EXAMPLES = [example_yaml(name, complete=True) for name in SCHEDULERS]
"""Each scheduler's example."""

MEASURED = [path.read_text(encoding="utf-8") for path in sorted(_REFERENCE.glob("*.yaml"))]
"""The trainer's own documents, with keys and comments that no simulation needs."""

IN_BRACES = (
    "training: {epochs: 100, optimizer: {lr: 0.1}, scheduler: {name: step, iters_per_phase: 30, gamma: 0.1, "
    "end_epoch: 80}}\n"
)
"""A document on one line."""

VALID = [*EXAMPLES, *MEASURED]
