"""What is written of a number, or decided by it, without the digits in which processors differ.

NumPy and the C library compute powers, cosines and logarithms in several ways and choose one by the processor, so the
last place of a result differs. Where a result lies on the edge between two texts, or between two choices, the last
place would decide. Rounding first moves what lies there onto the edge itself, wherever it was computed.
"""

import numpy as np
from numpy.typing import NDArray

from schedulers.mirror import RateArray

DIGITS = 12
"""Digits of a number that count: a float has four more, and six are written."""


def rounded(value: float) -> float:
    """The number to twelve significant digits.

    >>> rounded(0.07500024999999999), rounded(0.07500025000000001)
    (0.07500025, 0.07500025)
    """
    return float(f"{value:.{DIGITS}g}")


def first_highest(rates: RateArray) -> int:
    """The first epoch with the highest of ``rates`` (none below 0), whatever the last digits of the others are.

    >>> first_highest(np.array([0.1, 0.29999999999999998, 0.30000000000000004]))
    1
    """
    return int(np.argmax(rates >= rates.max() * (1 - 10.0**-DIGITS)))


def above(one: RateArray | float, other: RateArray | float) -> NDArray[np.bool_]:
    """Whether a rate, or each of several, is above another, and not only in its last digits.

    >>> bool(above(0.1 + 0.2, 0.3)), above(np.array([0.30000003, np.inf]), 0.3).tolist()
    (False, [True, True])
    """
    return np.asarray(one * (1 - 10.0**-DIGITS) > other)
