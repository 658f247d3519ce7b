"""Computes rates where something else has changed the rate: another scheduler of a chain, or the program.

torch's own ``StepLR``, ``MultiStepLR``, ``LinearLR``, ``PolynomialLR`` and ``CosineAnnealingLR`` compute each rate from
the one that the optimizer has. So do the functions here, for any schedule whose rate is a straight line in the base
rate: ``rate(epoch, base) == rate(epoch, 0) + base * share(epoch)``.
"""

from collections.abc import Callable
from math import inf, isfinite

Rate = Callable[[int, float], float]
"""A function like `schedulers.Scheduler.rate`: it computes the rate of an epoch for a base rate."""


def share(rate: Rate, epoch: int) -> float:
    """Compute the share of the base rate in the rate of ``epoch``.

    It is 1 where a ramp ends, 0 where a decay has ended.

    >>> share(lambda epoch, base: 0.2 + (base - 0.2) * 0.5**epoch, 2)
    0.25
    """
    return rate(epoch, 1.0) - rate(epoch, 0.0)


def following(rate: Rate, present: float, epoch: int) -> float:
    """Compute the rate of ``epoch`` after an epoch that was trained with the rate ``present``.

    The base rate that would have led to ``present`` leads on from there; before epoch 0 that is ``present`` itself.
    Where nothing of the base rate is left, ``present`` is changed by as much as the schedule changes then.

    >>> def halved(epoch, base):
    ...     return base * 0.5**epoch
    >>> following(halved, 3.0, 0), following(halved, 3.0, 7)
    (3.0, 1.5)
    >>> following(lambda epoch, base: 0.2, 3.0, 7)
    3.0
    """
    if epoch <= 0:
        return rate(epoch, present)
    before = epoch - 1
    base = _base(rate, present, before)
    if base is None:
        return present + (rate(epoch, 0.0) - rate(before, 0.0))
    return rate(epoch, base)


def base_of_added(rate: Rate, present: float, epoch: int) -> float | None:
    """Compute the base rate of a parameter group that was added with the rate ``present`` during ``epoch``.

    A group that is added during a warm-up is one of those that are warmed up: it was given its base rate. Later on it
    was given what is left of its base rate by then, as torch's classes take it; ``None`` where nothing is left.

    >>> def ramp_then_half(epoch, base):
    ...     return base * (0.25, 0.5, 1.0, 0.5)[epoch]
    >>> [base_of_added(ramp_then_half, 0.1, epoch) for epoch in range(4)]
    [0.1, 0.1, 0.1, 0.2]
    """
    nearly_all = 1 - 1e-9
    if all(share(rate, each) < nearly_all for each in range(epoch + 1)):
        return present
    base = _base(rate, present, epoch)
    return None if base is None or base < 0 else base


def _base(rate: Rate, present: float, epoch: int) -> float | None:
    """Compute the base rate that leads to ``present`` in ``epoch``.

    Where the base rate has next to no share, return ``None``.
    """
    left = share(rate, epoch)
    base = (present - rate(epoch, 0.0)) / left if left else inf
    return base if isfinite(base) else None
