"""Decays at given epochs, and factors that change until a last epoch."""

import numpy as np
from numpy.typing import NDArray

from pytorch_schedules.fields import DecayFactor, EpochFactor, Interval, LastShare, Milestones, Power, Share, Until
from pytorch_schedules.layout import REGISTRY
from schedulers.curve.common_parts import growth_notes
from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import Item, Part, Place, Series


def decayed(base: float, factor: float, times: NDArray[np.integer]) -> RateArray:
    """The base rate, multiplied by the factor so many times; it may become too large or too small for a float."""
    with np.errstate(over="ignore", under="ignore"):
        return base * np.float64(factor) ** times if base else np.zeros(times.shape)


def step_parts(*, step_size: int) -> list[Item]:
    """A decay after every so many epochs."""
    return [Part("constant"), Series("decay", every=step_size, start=step_size, field="step_size", mark="decay")]


@REGISTRY.curve("torch.optim.lr_scheduler.StepLR", parts=step_parts, notes=growth_notes)
def StepLR(epoch: EpochArray, *, base: float, step_size: Interval, gamma: DecayFactor = 0.1) -> RateArray:
    """Multiplies the rate by a constant factor at regular intervals, to the end of training.

    The rate ``lr`` used during epoch ``e`` is

        lr = base * gamma ** floor(e / step_size)
    """
    return decayed(base, gamma, epoch // step_size)


def milestone_parts(*, milestones: list[int]) -> list[Item]:
    """A decay at each milestone."""
    return [Part("constant"), Series("decay", starts=sorted(milestones), field="milestones", mark="milestone")]


@REGISTRY.curve("torch.optim.lr_scheduler.MultiStepLR", parts=milestone_parts, notes=growth_notes)
def MultiStepLR(epoch: EpochArray, *, base: float, milestones: Milestones, gamma: DecayFactor = 0.1) -> RateArray:
    """Multiplies the rate by a constant factor at each of the given epochs, and twice at one that is given twice.

    The rate ``lr`` used during epoch ``e`` is

        decays = len([m for m in milestones if m <= e])
        lr = base * gamma ** decays
    """
    return decayed(base, gamma, np.searchsorted(np.sort(milestones), epoch, side="right"))


def constant_parts(*, total_iters: int) -> list[Item]:
    """A low rate, then the base rate."""
    low = Part("warm-up", end=total_iters, field="total_iters", shaded=True, constant=True)
    return [low, Part("constant", start=total_iters, constant=True)]


@REGISTRY.curve("torch.optim.lr_scheduler.ConstantLR", parts=constant_parts)
def ConstantLR(epoch: EpochArray, *, base: float, factor: Share = 1 / 3, total_iters: Until = 5) -> RateArray:
    """Trains at a share of the rate for some epochs, and at the whole rate after them.

    The rate ``lr`` used during epoch ``e`` is

        if e < total_iters:
            lr = base * factor
        else:
            lr = base
    """
    return np.where(epoch < total_iters, base * factor, base)


def linear_parts(*, start_factor: float, end_factor: float, total_iters: int) -> list[Item]:
    """A straight line up or down, then a constant rate."""
    rises = start_factor < end_factor
    line = Part("warm-up" if rises else "decay", end=total_iters, field="total_iters", shaded=rises)
    return [line, Part("held", start=total_iters, constant=True)]


@REGISTRY.curve("torch.optim.lr_scheduler.LinearLR", parts=linear_parts)
def LinearLR(
    epoch: EpochArray, *, base: float, start_factor: Share = 1 / 3, end_factor: LastShare = 1.0, total_iters: Until = 5
) -> RateArray:
    """Goes from one share of the rate to another in a straight line, and holds it.

    The rate ``lr`` used during epoch ``e`` is

        x = min(e, total_iters) / total_iters
        lr = base * (start_factor + (end_factor - start_factor) * x)
    """
    return base * (start_factor + (end_factor - start_factor) * np.minimum(epoch, total_iters) / total_iters)


@REGISTRY.curve("torch.optim.lr_scheduler.ExponentialLR", parts=lambda: [Part("decay")], notes=growth_notes)
def ExponentialLR(epoch: EpochArray, *, base: float, gamma: EpochFactor) -> RateArray:
    """Multiplies the rate by a constant factor after every epoch.

    The rate ``lr`` used during epoch ``e`` is

        lr = base * gamma ** e
    """
    return decayed(base, gamma, epoch)


def polynomial_parts(*, total_iters: int) -> list[Item]:
    """One decay, then nothing."""
    held = Part("held", start=total_iters, constant=True)
    return [Part("decay", until="total_iters"), held, Place("total_iters", total_iters)]


@REGISTRY.curve("torch.optim.lr_scheduler.PolynomialLR", parts=polynomial_parts)
def PolynomialLR(epoch: EpochArray, *, base: float, total_iters: Until = 5, power: Power = 1.0) -> RateArray:
    """Decays to zero along a power of the remaining epochs, and stays there.

    The rate ``lr`` used during epoch ``e`` is

        x = min(e, total_iters)
        lr = base * (1 - x / total_iters) ** power
    """
    return base * (1 - np.minimum(epoch, total_iters) / total_iters) ** power
