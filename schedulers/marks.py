"""What is worth marking on the chart of a schedule: places on the epoch axis, and levels of the rate.

The marks follow from the vocabulary of the fields, so a scheduler that uses the vocabulary needs nothing of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.phases import DECAY, HELD, PHASE, phases

MOST = 500
"""More marks of one kind than this are counted, not listed: no chart could show them apart."""


@dataclass(frozen=True)
class Mark:
    """One thing to mark.

    Attributes:
        kind: ``"warm-up"``, ``"restart"``, ``"milestone"``, ``"decay"``, ``"end_epoch"`` or ``"min_lr"``.
        label: What to call it, such as ``"restart 2"``.
        epoch: Where it stands: the epoch that it begins with, or for a warm-up the first one after the ramp.
        lr: The rate that it stands at. When this and ``epoch`` are ``None``, the label counts what is too much to mark.
    """

    kind: str
    label: str
    epoch: int | None = None
    lr: float | None = None


def marks(config: TrainingConfig) -> list[Mark]:
    """What to mark on the chart of a configuration, epochs from left to right within each kind.

    >>> config = TrainingConfig("multi_step", epochs=50, lr=0.1, fields={"milestones": [20, 30, 80], "gamma": 0.1})
    >>> [(mark.label, mark.epoch) for mark in marks(config)]
    [('milestone 1', 20), ('milestone 2', 30)]
    """
    return [mark for rule in (_warm_up, _changes, _end, _lowest) for mark in rule(config)]


def _warm_up(config: TrainingConfig) -> Iterator[Mark]:
    warmup_epochs = config.fields.get("warmup_epochs", 0)
    if warmup_epochs:
        yield Mark("warm-up", "warm-up", epoch=min(warmup_epochs, config.epochs))


def _changes(config: TrainingConfig) -> Iterator[Mark]:
    """Decays and restarts, but for those that happen underneath the ramp, where they can't be seen."""
    epoch = np.arange(config.epochs, dtype=np.int64)
    fields = {name: value for name, value in config.fields.items() if name != "warmup_epochs"}
    parts = phases(epoch, epochs=config.epochs, fields=fields)
    changes = np.zeros(epoch.shape, dtype=np.bool_)
    changes[1:] = (np.diff(parts.number) != 0) & (parts.kind[1:] != HELD)
    changes[: config.fields.get("warmup_epochs", 0)] = False
    count = np.count_nonzero(changes)
    if not count:
        return
    first = int(np.argmax(changes))
    kind = {PHASE: "restart", DECAY: "milestone" if "milestones" in fields else "decay"}[parts.kind[first]]
    if count > MOST:
        yield Mark(kind, f"{count:,} {kind}s, too many to mark")
        return
    before = int(kind == "restart")  # the second phase begins with the first restart
    for place in np.flatnonzero(changes):
        yield Mark(kind, f"{kind} {parts.number[place] - before}", epoch=int(place))


def _end(config: TrainingConfig) -> Iterator[Mark]:
    end = config.fields.get("end_epoch")
    if end is not None and config.fields.get("warmup_epochs", 0) <= end < config.epochs:
        yield Mark("end_epoch", "end_epoch", epoch=end)


def _lowest(config: TrainingConfig) -> Iterator[Mark]:
    if "min_lr" in config.fields:
        yield Mark("min_lr", "min_lr", lr=float(config.fields["min_lr"]))
