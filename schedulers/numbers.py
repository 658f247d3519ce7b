"""Writes numbers for sentences and labels, without the digits in which processors differ.

NumPy and the C library compute powers, cosines and logarithms in several ways and choose one by the processor, so the
last place of a result differs. Where a result lies on the edge between two texts, the last place would decide. Rounding
first moves what lies there onto the edge itself, wherever it was computed.
"""

import math

DIGITS = 12
"""The number of digits that count. A float has four more, and sentences show six."""


def rounded(value: float) -> float:
    """Round a number to twelve significant digits.

    >>> rounded(0.07500024999999999), rounded(0.07500025000000001)
    (0.07500025, 0.07500025)
    """
    return float(f"{value:.{DIGITS}g}")


def rate_text(rate: float) -> str:
    """Write a rate with at most six significant digits. Rates that differ in the last place give the same text.

    >>> rate_text(0.1), rate_text(1e-5), rate_text(float("inf"))
    ('0.1', '1e-5', 'infinity')
    >>> rate_text(0.07500024999999999) == rate_text(0.07500025000000001)
    True
    """
    if math.isinf(rate):
        return "infinity"
    mantissa, exponential, exponent = f"{rounded(rate):.6g}".partition("e")
    return mantissa if not exponential else f"{mantissa}e{int(exponent)}"
