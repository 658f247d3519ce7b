"""Numbers as sentences and labels write them."""

import math

from schedulers.curve.rounding import rounded


def rate_text(rate: float) -> str:
    """A rate with at most six significant digits, the same for rates that differ in the last place.

    >>> rate_text(0.1), rate_text(1e-5), rate_text(float("inf"))
    ('0.1', '1e-5', 'infinity')
    >>> rate_text(0.07500024999999999) == rate_text(0.07500025000000001)
    True
    """
    if math.isinf(rate):
        return "infinity"
    mantissa, exponential, exponent = f"{rounded(rate):.6g}".partition("e")
    return mantissa if not exponential else f"{mantissa}e{int(exponent)}"
