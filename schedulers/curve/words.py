"""Puts a curve and its marks into words, for captions and for those who can't see a chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schedulers.curve.marks import Mark
from schedulers.curve.notes import rate_text
from schedulers.curve.rounding import first_highest
from schedulers.layout import EPOCHS, Clock

if TYPE_CHECKING:
    from schedulers.curve.simulate import Curve

MOST_MARKS = 8
"""The largest number of marks that a sentence lists. More of them are counted."""


def summary(curve: "Curve") -> str:
    """Describe a curve in one sentence: its length, its peak and its last rate."""
    peak, last = first_highest(curve.lr), len(curve.lr) - 1
    starts, highest, ends = (rate_text(curve.lr[epoch]) for epoch in (0, peak, last))
    where = f"{curve.clock.one} {peak:,}"
    return f"{curve.clock.count(last + 1)}: starts at {starts}, peaks at {highest} in {where}, ends at {ends}."


def marked(marks: Sequence[Mark], clock: Clock = EPOCHS) -> str:
    """Describe the marks in one sentence. Without marks, the sentence is empty.

    >>> marked([Mark("warm-up", "warm-up", epoch=5, begin=0), Mark("min_lr", "min_lr", lr=1e-6)])
    'Marked: warm-up before epoch 5, min_lr at 1e-6.'
    """
    if not marks:
        return ""
    more = f" and {len(marks) - MOST_MARKS:,} more" if len(marks) > MOST_MARKS else ""
    return f"Marked: {', '.join(_named(mark, clock) for mark in marks[:MOST_MARKS])}{more}."


def _named(mark: Mark, clock: Clock) -> str:
    if mark.lr is not None:
        return f"{mark.label} at {rate_text(mark.lr)}"
    if mark.epoch is None:
        return mark.label
    return f"{mark.label} {'at' if mark.begin is None else 'before'} {clock.one} {mark.epoch:,}"
