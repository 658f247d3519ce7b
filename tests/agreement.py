"""How numbers are compared that were computed by two implementations: with which tolerance, and why.

NumPy computes powers in its own way where the processor has AVX-512, and asks the C library elsewhere; the C library
computes powers and cosines in another way where the processor can multiply and add in one step; the browser's Python
has a C library of its own. Each is right, and their results differ in the last place. So what two of them computed is
never compared digit by digit, but by the functions below. What one of them computed twice is compared with ``==``.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from schedulers import TrainingConfig

LARGEST_ERROR = 1e-12
"""What two rates may differ by, relative to the rate.

A last place is about 1e-16 of a number, and a rate is made of fewer than ten operations. The rest is for rates that are
left where two terms nearly cancel, down to `LEAST_PART` of the larger one.
"""

LEAST_PART = 1e-3
"""A rate that is a sum, and less than this part of the highest rate in it, is compared as if it were this part.

What two terms such as ``min_lr`` and ``base - min_lr`` leave of each other is no more exact than they are.
"""

WRITTEN_DIGITS = 6
"""Digits that `schedulers.notes.rate_text` leaves of a rate."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")


def largest_relative_error(
    actual: NDArray[np.float64], expected: NDArray[np.float64], highest: ArrayLike = 0.0
) -> float:
    """The largest ``|actual - expected| / |expected|``, where two equal numbers (zeros, infinities) count as 0.

    A number so small that a float has fewer digits for it counts as the smallest one that has them all.

    Args:
        actual: Rates.
        expected: As many.
        highest: The highest rate that they are sums of, as `highest_term` gives it, of all or of each column; see
            `LEAST_PART`.

    >>> rates = np.array([1.0, 1e-9])
    >>> [f"{largest_relative_error(rates + 1e-15, rates, highest):.0e}" for highest in (0.0, 1.0)]
    ['1e-06', '1e-12']
    """
    assert actual.shape == expected.shape
    least = np.maximum(np.finfo(np.float64).tiny, LEAST_PART * np.asarray(highest))
    with np.errstate(invalid="ignore"):
        error = np.where(actual == expected, 0.0, np.abs(actual - expected) / np.maximum(np.abs(expected), least))
    return float(error.max(initial=0.0))


def highest_term(config: TrainingConfig, base: float | None = None) -> float:
    """The highest rate that a configuration's rates are sums of; 0 where they are products and keep all digits.

    Args:
        config: The configuration.
        base: The base rate, where it is another than the configuration's.
    """
    minimum = config.fields.get("min_lr")
    return 0.0 if minimum is None else max(config.lr if base is None else base, minimum)


def same_text(one: str, other: str) -> bool:
    """Whether two sentences say the same, but for the last digits of the rates in them.

    Whole numbers, which count epochs, must be the same. A rate in up to six digits may be one of its last place away,
    for where a rate lies on the edge between two texts; one in more digits is compared as a rate is.

    >>> same_text("epoch 4 at 0.100001", "epoch 4 at 0.1"), same_text("epoch 4 at 0.1", "epoch 5 at 0.1")
    (True, False)
    >>> same_text("0.30000000000000004", "0.3"), same_text("0.3000000003", "0.3"), same_text("0.30001", "0.3")
    (True, False, False)
    """
    numbers = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=False)
    return _NUMBER.sub("#", one) == _NUMBER.sub("#", other) and all(_same_number(*pair) for pair in numbers)


def _same_number(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.replace(",", "").isdigit() and other.replace(",", "").isdigit():
        return False
    numbers = sorted(Decimal(text.replace(",", "")) for text in (one, other))
    if not all(numbers):
        return False
    lower, higher = numbers
    if max(len(number.as_tuple().digits) for number in numbers) > WRITTEN_DIGITS:
        return higher - lower <= higher * Decimal(LARGEST_ERROR)
    return higher - lower <= Decimal(1).scaleb(lower.adjusted() - WRITTEN_DIGITS + 1)


def report_differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What two reports of the page's Python on the same text say differently: a line each, none where they agree.

    The summary's rates and those of the notes were computed. Everything else, the program and the problems with the
    numbers in them included, follows from the text alone and must be equal.
    """
    found = [
        f"{key}: {one.get(key)!r} against {other.get(key)!r}"
        for key in sorted(one.keys() | other.keys())
        if key not in {"summary", "notes"} and one.get(key) != other.get(key)
    ]
    if not same_text(one["summary"], other["summary"]):
        found.append(f"summary: {one['summary']} against {other['summary']}")
    levels = [mark["lr"] for mark in one["marks"] if mark["lr"] is not None]
    highest = max(one["base_lr"], *levels) if levels else 0.0
    notes = [*zip(one["notes"], other["notes"], strict=False)]
    if len(one["notes"]) != len(other["notes"]) or not all(_same_note(*pair, highest) for pair in notes):
        found.append(f"notes: {one['notes']} against {other['notes']}")
    return found


def _same_note(one: Mapping[str, Any], other: Mapping[str, Any], highest: float) -> bool:
    if one["lr"] is None or other["lr"] is None:
        return one == other
    error = largest_relative_error(np.array([one["lr"]]), np.array([other["lr"]]), highest)
    rest, others_rest = ({**note, "lr": None, "message": None} for note in (one, other))
    return rest == others_rest and same_text(one["message"], other["message"]) and error <= LARGEST_ERROR
