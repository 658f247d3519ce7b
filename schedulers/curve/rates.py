"""Calls a mirror, and checks that it gives a curve."""

from typing import Any

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.mirror import RateArray
from schedulers.signature.arguments import call


class CurveError(ValueError):
    """A mirror gives no curve for values that its scheduler takes. Whoever declared the mirror has to mend it."""


def rates(config: TrainingConfig, about: str = "") -> RateArray:
    """Compute the rate of each epoch or step (float64, shape ``[length]``).

    Args:
        config: The configuration.
        about: The configuration's name in a sentence; by default, its fields.

    Raises:
        CurveError: The mirror fails, or gives something else than numbers.

    >>> rates(TrainingConfig("multi_step", epochs=3, lr=1.0, fields={"milestones": [1], "gamma": 0.5})).tolist()
    [1.0, 0.5, 0.5]
    """
    values = about or _values(config)
    epoch = np.arange(config.length, dtype=np.int64)
    with np.errstate(all="ignore"):  # what comes of it is looked at
        try:
            lr: Any = call(config.schedule.mirror, epoch, values=config.values)
        except Exception as error:
            message = " ".join(f"{type(error).__name__}: {error}".split())
            raise CurveError(f"its mirror fails for {values}: {message}. {_REMEDY}") from error
    shape = (config.length,)
    if not (isinstance(lr, np.ndarray) and lr.dtype == np.float64 and lr.shape == shape):
        got = f"{lr.dtype} of shape {lr.shape}" if isinstance(lr, np.ndarray) else repr(lr)
        raise CurveError(f"its mirror must give float64 of shape {shape} for {values}; got {got}")
    if np.isnan(lr).any():
        first = int(np.argmax(np.isnan(lr)))
        raise CurveError(f"its mirror gives no number in {config.clock.one} {first} for {values}. {_REMEDY}")
    return np.ascontiguousarray(lr)  # because the page copies the numbers as they lie in memory


_REMEDY = "Mend the mirror, or exclude these values by the bounds of the field"


def _values(config: TrainingConfig) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in config.fields.items()) or "every configuration"
