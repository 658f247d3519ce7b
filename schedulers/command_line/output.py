"""Writes what the command prints for one configuration."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.curve.notes import Note
from schedulers.curve.simulate import Curve
from schedulers.curve.words import summary
from schedulers.signature.spec import FieldSpec


def as_csv(curve: Curve) -> str:
    r"""Write the curve as CSV, a line for each epoch or step. Each rate has enough digits to be read back exactly.

    >>> from schedulers.curve.simulate import simulate
    >>> config = TrainingConfig("multi_step", epochs=2, lr=0.1, fields={"milestones": [1], "gamma": 0.5})
    >>> as_csv(simulate(config))
    'epoch,lr,phase\n0,0.1,constant\n1,0.05,decay 1\n'
    """
    rows = zip(curve.lr.tolist(), curve.phase.tolist(), strict=True)
    return f"{curve.clock.one},lr,phase\n" + "".join(
        f"{epoch},{lr!r},{phase}\n" for epoch, (lr, phase) in enumerate(rows)
    )


def as_json(config: TrainingConfig, curve: Curve) -> str:
    """Write configuration, summary, curve and notes as one JSON object. An infinite rate becomes ``null``."""
    found: dict[str, Any] = {
        "scheduler": config.scheduler,
        **_as_json(config.settings, config.layout.settings),
        "fields": _as_json(config.fields, config.schedule.specs),
        "assumed": list(config.assumed),
        "summary": summary(curve),
        "curve": {"lr": list(map(_finite, curve.lr.tolist())), "phase": curve.phase.tolist()},
        "notes": [{**vars(note), "lr": _finite(note.lr), "line": note_line(config, note)} for note in curve.notes],
    }
    return json.dumps(found, allow_nan=False) + "\n"


def _as_json(values: Mapping[str, Any], specs: Mapping[str, FieldSpec]) -> dict[str, Any]:
    return {name: specs[name].kind.json(value) for name, value in values.items()}


def at_epoch(curve: Curve, epoch: int) -> str:
    """Describe one epoch in a line.

    >>> from schedulers.curve.simulate import simulate
    >>> config = TrainingConfig("multi_step", epochs=2, lr=0.1, fields={"milestones": [1], "gamma": 0.5})
    >>> at_epoch(simulate(config), 1)
    'epoch 1: 0.05, decay 1'
    """
    return f"{curve.clock.one} {epoch}: {float(curve.lr[epoch])!r}, {curve.phase[epoch]}"


def note_line(config: TrainingConfig, note: Note) -> int | None:
    """Return the line of the document that a note is about, or ``None`` where the document has no such line."""
    place = config.places.get(note.path)
    return place.line if place else None


def _finite(rate: float | None) -> float | None:
    return rate if rate is not None and np.isfinite(rate) else None
