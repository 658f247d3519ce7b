"""Compares numbers that two implementations computed, with a tolerance.

NumPy computes powers in its own way where the processor has AVX-512, and asks the C library elsewhere; the C library
computes powers and cosines in another way where the processor can multiply and add in one step; the browser's Python
has a C library of its own. All are right, and differ in the last place. So the results of two of them are
compared by the functions below, never digit by digit. Two results of the same one are compared with ``==``.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from schedulers import TrainingConfig
from schedulers.registries.verification import LEAST_PART as LEAST_PART
from schedulers.registries.verification import largest_relative_error as largest_relative_error

LARGEST_ERROR = 1e-12
"""The most by which two rates may differ, relative to the rate.

A last place is about 1e-16 of a number, and a rate is made of fewer than ten operations. The rest is for rates that are
left where two terms nearly cancel, down to `LEAST_PART` of the larger one.
"""

WRITTEN_DIGITS = 6
"""The digits of a rate that `schedulers.curve.notes.rate_text` writes."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")


def highest_term(config: TrainingConfig, base: float | None = None) -> float:
    """Return the highest term of the sums that rates are; 0 where they are products, which keep all digits.

    Args:
        config: The configuration.
        base: The base rate; by default, the configuration's.
    """
    minimum = config.fields.get("min_lr")
    return 0.0 if minimum is None else max(config.lr if base is None else base, minimum)


def same_text(one: str, other: str) -> bool:
    """Tell whether two sentences are equal, except for the last digits of the rates in them.

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
    """Return the differences of two reports of the page's Python on the same text, a line for each.

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
