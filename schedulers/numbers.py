"""Numbers as sentences and labels write them."""

import math


def rate_text(rate: float) -> str:
    """A rate with at most six significant digits.

    >>> rate_text(0.1), rate_text(1e-5), rate_text(float("inf"))
    ('0.1', '1e-5', 'infinity')
    """
    if math.isinf(rate):
        return "infinity"
    mantissa, exponential, exponent = f"{rate:.6g}".partition("e")
    return mantissa if not exponential else f"{mantissa}e{int(exponent)}"
