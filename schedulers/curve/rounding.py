"""What is decided by rates without the digits in which processors differ; `schedulers.numbers` says where from."""

import numpy as np
from numpy.typing import NDArray

from schedulers.mirror import RateArray
from schedulers.numbers import DIGITS


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
