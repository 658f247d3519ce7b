"""A curve in one sentence."""

import numpy as np

from schedulers.notes import rate_text
from schedulers.simulate import Curve


def summarise(curve: Curve) -> str:
    """How long the curve is, its peak, and where it ends.

    >>> from schedulers.config import TrainingConfig
    >>> from schedulers.simulate import simulate
    >>> config = TrainingConfig("multi_step", epochs=50, lr=0.1, fields={"milestones": [30], "gamma": 0.1})
    >>> summarise(simulate(config))
    '50 epochs: starts at 0.1, peaks at 0.1 in epoch 0, ends at 0.01.'
    """
    peak, last = int(np.argmax(curve.lr)), len(curve.lr) - 1
    epochs = f"{last + 1:,} epoch{'s' if last else ''}"
    return (
        f"{epochs}: starts at {rate_text(curve.lr[0])}, peaks at {rate_text(curve.lr[peak])} in epoch {peak:,}, "
        f"ends at {rate_text(curve.lr[last])}."
    )
