"""Compares rates without the last digits, in which processors differ."""

import numpy as np
from numpy.typing import NDArray

from schedulers.mirror import RateArray
from schedulers.numbers import DIGITS


def first_highest(rates: RateArray) -> int:
    """Find the first epoch with the highest of ``rates`` (none below 0). Last digits do not count.

    >>> first_highest(np.array([0.1, 0.29999999999999998, 0.30000000000000004]))
    1
    """
    return int(np.argmax(rates >= rates.max() * (1 - 10.0**-DIGITS)))


def above(one: RateArray | float, other: RateArray | float) -> NDArray[np.bool_]:
    """Return whether a rate, or each of several, is above another in more than its last digits.

    >>> bool(above(0.1 + 0.2, 0.3)), above(np.array([0.30000003, np.inf]), 0.3).tolist()
    (False, [True, True])
    """
    return np.asarray(one * (1 - 10.0**-DIGITS) > other)
