"""What the page calls: a configuration's text in, its curve, problems and notes out.

The browser imports this file as the top-level module ``simulator_page``; it runs under CPython just the same.
"""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schedulers import ConfigError, Curve, TrainingConfig, load_config, simulate
from schedulers.marks import marks
from schedulers.phases import PHASE_KINDS
from schedulers.spec import training_fields
from schedulers.summary import summarise

Result = tuple[str, NDArray[np.float64] | None, NDArray[np.uint8] | None, NDArray[np.int32] | None]


def simulate_text(text: str) -> Result:
    """Simulate a configuration as somebody types it.

    Returns:
        A report as JSON, and, when there is no problem, the rate of each epoch, its kind of phase (an index into the
        report's ``phase_kinds``) and the number of that phase; each of shape ``[epochs]``.

    >>> report, lr, kind, number = simulate_text("training: {epochs: 0}")
    >>> [problem["line"] for problem in json.loads(report)["problems"]], lr
    ([1, 1], None)
    """
    assumed = {name: spec.field.example for name, spec in training_fields().items()}
    try:
        config = load_config(text, epochs=assumed["epochs"], lr=assumed["lr"])
    except ConfigError as error:
        report = _report(problems=[vars(problem) for problem in error.problems])
        return json.dumps(report), None, None, None
    curve = simulate(config)
    report = _report(
        notes=_notes(config, curve),
        marks=[vars(mark) for mark in marks(config)],
        scheduler=config.scheduler,
        epochs=config.epochs,
        base_lr=config.lr,
        assumed=list(config.assumed),
        summary=summarise(curve),
    )
    return json.dumps(report), curve.lr, curve.phases.kind, curve.phases.number


def _notes(config: TrainingConfig, curve: Curve) -> list[dict[str, Any]]:
    found = []
    for note in curve.notes:
        place = config.places.get(note.path)
        # JSON has no infinity; the message says it in words.
        rate = note.lr if note.lr is not None and np.isfinite(note.lr) else None
        line, column = (place.line, place.column) if place else (None, None)
        found.append({**vars(note), "lr": rate, "line": line, "column": column})
    return found


def _report(**found: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "problems": [],
        "notes": [],
        "marks": [],
        "scheduler": None,
        "epochs": None,
        "base_lr": None,
        "assumed": [],
    }
    return {**nothing, "phase_kinds": list(PHASE_KINDS), "summary": "", **found}
