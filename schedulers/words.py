"""A curve and its marks in words: for those who can't see a chart, and for captions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schedulers.marks import Mark
from schedulers.notes import rate_text
from schedulers.rounding import first_highest

if TYPE_CHECKING:
    from schedulers.simulate import Curve

MOST_MARKS = 8
"""More marks than this are counted."""


def summary(curve: "Curve") -> str:
    """The curve in one sentence: how long it is, its peak, and where it ends."""
    peak, last = first_highest(curve.lr), len(curve.lr) - 1
    epochs = f"{last + 1:,} epoch{'s' if last else ''}"
    return (
        f"{epochs}: starts at {rate_text(curve.lr[0])}, peaks at {rate_text(curve.lr[peak])} in epoch {peak:,}, "
        f"ends at {rate_text(curve.lr[last])}."
    )


def marked(marks: Sequence[Mark]) -> str:
    """The marks in one sentence; empty when there are none.

    >>> marked([Mark("warm-up", "warm-up", epoch=5, begin=0), Mark("min_lr", "min_lr", lr=1e-6)])
    'Marked: warm-up before epoch 5, min_lr at 1e-6.'
    """
    if not marks:
        return ""
    more = f" and {len(marks) - MOST_MARKS:,} more" if len(marks) > MOST_MARKS else ""
    return f"Marked: {', '.join(map(_named, marks[:MOST_MARKS]))}{more}."


def _named(mark: Mark) -> str:
    if mark.lr is not None:
        return f"{mark.label} at {rate_text(mark.lr)}"
    if mark.epoch is None:
        return mark.label
    return f"{mark.label} {'at' if mark.begin is None else 'before'} epoch {mark.epoch:,}"
