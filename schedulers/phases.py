"""Names the part of the schedule that each epoch lies in.

The names follow from the vocabulary of the fields, so a scheduler that uses the vocabulary needs nothing of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schedulers.mirror import EpochArray, cosine_phases

PHASE_KINDS = ("warm-up", "constant", "decay", "annealing", "phase", "held")
"""What a part of a schedule is called; ``decay`` and ``phase`` are numbered from 1."""

# Bytes, so that what is made from them takes a byte for each epoch.
WARM_UP, CONSTANT, DECAY, ANNEALING, PHASE, HELD = np.arange(len(PHASE_KINDS), dtype=np.uint8)


@dataclass(frozen=True)
class Phases:
    """The part of the schedule that each epoch lies in.

    Attributes:
        kind: Index into `PHASE_KINDS`; uint8, shape ``[epochs]``.
        number: Which decay or phase it is, counted from 1, or 0 where there is only one; int32, shape ``[epochs]``.
    """

    kind: NDArray[np.uint8]
    number: NDArray[np.int32]

    def names(self) -> NDArray[np.str_]:
        """Kind and number as text, such as ``"decay 2"``; shape ``[epochs]``."""
        both = np.stack([self.kind.astype(np.int64), self.number.astype(np.int64)])
        distinct, inverse = np.unique(both, axis=1, return_inverse=True)
        texts = [f"{PHASE_KINDS[kind]} {number}" if number else PHASE_KINDS[kind] for kind, number in distinct.T]
        return np.array(texts)[inverse.reshape(-1)]


def phases(epoch: EpochArray, *, epochs: int, fields: Mapping[str, Any]) -> Phases:
    """The part that each epoch of a training of ``epochs`` epochs lies in.

    >>> phases(np.arange(4), epochs=4, fields={"milestones": [1, 3], "gamma": 0.1}).names().tolist()
    ['constant', 'decay 1', 'decay 1', 'decay 2']
    """
    number = np.zeros(epoch.shape, dtype=np.int32)
    kind = np.full(epoch.shape, ANNEALING)
    if "milestones" in fields:
        milestones = np.asarray(fields["milestones"], dtype=np.float64)
        number = np.searchsorted(milestones, epoch, side="right").astype(np.int32)
        kind = np.where(number > 0, DECAY, CONSTANT)
    elif {"iters_per_phase", "gamma"} <= fields.keys():
        number = np.floor(epoch / float(fields["iters_per_phase"])).astype(np.int32)
        kind = np.where(number > 0, DECAY, CONSTANT)
    elif "iters_per_phase" in fields:
        index, _, _ = cosine_phases(epoch, epochs=epochs, iters_per_phase=fields["iters_per_phase"])
        number = np.minimum(index, np.iinfo(np.int32).max - 1).astype(np.int32) + np.int32(1)
        kind = np.full(epoch.shape, PHASE)
    if "end_epoch" in fields:
        kind = np.where(epoch > fields["end_epoch"], HELD, kind)
    if "warmup_epochs" in fields:
        kind = np.where(epoch < fields["warmup_epochs"], WARM_UP, kind)
    number[(kind == HELD) | (kind == WARM_UP)] = 0
    return Phases(kind, number)
