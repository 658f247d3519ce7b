"""The same curves in NumPy, for the browser: each from its formula, and not from the class."""

import numpy as np

from schedulers.mirror import EpochArray, RateArray


def inverse_sqrt(epoch: EpochArray, *, base: float, epochs: int, ramp_epochs: int) -> RateArray:  # noqa: ARG001
    """As the paper has it: the smaller of a ramp and a decay, which meet at the peak."""
    trained = epoch + 1.0
    return base * np.sqrt(ramp_epochs) * np.minimum(trained**-0.5, trained * ramp_epochs**-1.5)


def exponential(
    epoch: EpochArray,
    *,
    base: float,
    epochs: int,  # noqa: ARG001
    warmup_epochs: int,
    warmup_bias_lr: float,
    gamma: float,
) -> RateArray:
    """A ramp, then a power of the factor."""
    ramp = warmup_bias_lr + (base - warmup_bias_lr) * (epoch + 1) / max(warmup_epochs, 1)
    after = np.maximum(epoch - max(warmup_epochs - 1, 0), 0)
    with np.errstate(over="ignore", under="ignore"):
        decay = base * np.power(gamma, after.astype(np.float64))
    return np.where(epoch < warmup_epochs, ramp, decay)
