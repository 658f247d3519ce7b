"""Schedulers that go down to a lowest rate, once or in cycles."""

import inspect
from collections.abc import Callable
from math import floor, log
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from schedulers.field import number, positive
from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import Item, Level, Part, Series
from schedulers.problems import FieldError
from timm_schedules.layout import REGISTRY, span
from timm_schedules.warming_up import Curve, beginning, warm_up, warmed_up

Stretching = Annotated[float, positive(description="exponent of time: above 1 the rate stays high for longer")]

Power = Annotated[float, positive(description="exponent of the decay: below 1 it falls late", example=1.0)]


def cycle_length(*, length: int, cooldown_epochs: int, lr_cycle_mul: float, lr_cycle_limit: int, **values: Any) -> int:
    """All cycles and the cool-down, and the warm-up where it comes first."""
    cycles: float = length * max(1, lr_cycle_limit)
    if lr_cycle_mul != 1:
        with np.errstate(over="ignore"):
            cycles = -length * (np.float64(lr_cycle_mul) ** max(1, lr_cycle_limit) - 1) / (1 - lr_cycle_mul)
    last = floor(min(cycles, 1e12)) + cooldown_epochs
    refuse_beyond_cycles(last, length, lr_cycle_mul)
    return last + beginning(**values)


def refuse_beyond_cycles(last: int, length: int, lr_cycle_mul: float) -> None:
    """An epoch that no number of shrinking cycles reaches ends timm's training with an error."""
    if lr_cycle_mul < 1 and last >= length / (1 - lr_cycle_mul):
        message = f"must make cycles of {length} epochs and more reach epoch {last}, or timm's logarithm has no value"
        raise FieldError("lr_cycle_mul", f"lr_cycle_mul {message}; got {lr_cycle_mul}")


def length_of_tanh(*, length: int, lr_cycle_mul: float, **values: Any) -> int:
    """A warm-up that covers the cycles leads to where they have come to by its end."""
    if not values["warmup_prefix"]:
        refuse_beyond_cycles(values["warmup_epochs"], length, lr_cycle_mul)
    return cycle_length(length=length, lr_cycle_mul=lr_cycle_mul, **values)


def numbers(begun: EpochArray, epochs: int, lr_cycle_mul: float) -> NDArray[np.integer]:
    """The 0-based cycle that each epoch since the beginning lies in, in timm's arithmetic with its rounding."""
    if lr_cycle_mul == 1:
        return begun // epochs
    left = np.maximum(1 - begun / epochs * (1 - lr_cycle_mul), np.finfo(np.float64).tiny)
    return np.array([floor(log(each, lr_cycle_mul)) for each in left.tolist()])


def cycle_parts(
    *, length: int, epochs: int, min_lr: float, lr_cycle_mul: float, lr_cycle_limit: int, **values: Any
) -> list[Item]:
    """One decay or several cycles, held at the lowest rate after the last."""
    number = numbers(np.maximum(np.arange(length) - beginning(**values), 0), epochs, lr_cycle_mul)
    starts = np.flatnonzero(np.diff(number, prepend=-1))[:lr_cycle_limit].tolist()
    cycles = Series("cycle", starts=starts, field="lr_cycle_limit", mark="restart", first_mark=0)
    held = Part("held", start=int((number < lr_cycle_limit).sum()), constant=True)
    return [cycles if lr_cycle_limit > 1 else Part("annealing"), held, warm_up(**values), Level("min_lr", min_lr)]


def with_fields_of(shared: Curve) -> Callable[[Curve], Curve]:
    """Declare the fields of another function to be those of a curve, too, so that each is declared once."""

    def add(curve: Curve) -> Curve:
        parameters = {**inspect.signature(curve).parameters, **inspect.signature(shared).parameters}
        fields = [each for each in parameters.values() if each.kind is not each.POSITIONAL_OR_KEYWORD]
        curve.__signature__ = inspect.Signature([parameters["epoch"], *sorted(fields, key=lambda each: each.kind)])
        return curve

    return add


def cycled(
    epoch: EpochArray,
    shape: Curve,
    target: Literal["base rate", "cycle"] = "base rate",
    *,
    base: float,
    epochs: int,
    min_lr: Annotated[float, number(description="rate at the end of each cycle and after the last")] = 0.0,
    cooldown_epochs: Annotated[int, span(description="epochs at min_lr that are added at the end")] = 0,
    lr_cycle_mul: Annotated[float, positive(description="how many times as long each next cycle is")] = 1.0,
    lr_cycle_decay: Annotated[float, number(description="factor of the highest rate from cycle to cycle")] = 0.5,
    lr_cycle_limit: Annotated[int, number(description="how many cycles there are")] = 1,
    **values: Any,
) -> RateArray:
    """Cycles of a shape, which is given the share of a cycle that has passed and says what is left of its height.

    A warm-up underneath which a cycle begins ends at the base rate, or where that cycle has come to by then.
    """

    def curve(begun: EpochArray) -> RateArray:
        cycle = numbers(begun, epochs, lr_cycle_mul)
        with np.errstate(over="ignore", invalid="ignore"):
            length = np.float64(lr_cycle_mul) ** cycle * epochs
            start = cycle * epochs if lr_cycle_mul == 1 else (epochs - length) / (1 - lr_cycle_mul)
            height = shape(np.clip((begun - start) / length, 0, 1))
            top = base * np.float64(lr_cycle_decay) ** np.minimum(cycle, lr_cycle_limit)
            rates = min_lr + np.where(height > 0, (top - min_lr) * height, 0)
        return np.where(cycle < lr_cycle_limit, rates, min_lr)

    meets = target == "cycle" and not values["warmup_prefix"]
    top = curve(np.array([values["warmup_epochs"]]))[0] if meets else base
    return warmed_up(epoch, curve, base=top, **values)


@REGISTRY.curve("timm.scheduler.CosineLRScheduler", parts=cycle_parts, length=cycle_length)
@with_fields_of(cycled)
def cosine(epoch: EpochArray, *, lr_k_decay: Stretching = 1.0, **values: Any) -> RateArray:
    """Ramps up linearly, and goes down along half a cosine, once or several times.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_lr + (base - warmup_lr) * e / warmup_epochs
        else:
            x = e - warmup_epochs if warmup_prefix else e
            grown = log(1 - x / epochs * (1 - lr_cycle_mul)) / log(lr_cycle_mul)
            cycle = floor(x / epochs if lr_cycle_mul == 1 else grown)
            length = epochs * lr_cycle_mul ** cycle
            start = cycle * epochs if lr_cycle_mul == 1 else (epochs - length) / (1 - lr_cycle_mul)
            share = min(max((x - start) / length, 0), 1)
            top = base * lr_cycle_decay ** cycle
            lr = min_lr + (top - min_lr) * (1 + cos(pi * share ** lr_k_decay)) / 2 if cycle < lr_cycle_limit else min_lr

    The formula is that of SGDR (Loshchilov and Hutter, 2017); its exponent is that of k-decay (Zhang and Li, 2020).
    """
    return cycled(epoch, lambda x: (1 + np.cos(np.pi * x**lr_k_decay)) / 2, **values)


@REGISTRY.curve("timm.scheduler.TanhLRScheduler", parts=cycle_parts, length=length_of_tanh)
@with_fields_of(cycled)
def tanh(epoch: EpochArray, **values: Any) -> RateArray:
    """Ramps up linearly, and goes down along a hyperbolic tangent, once or several times.

    The rate ``lr`` used during epoch ``e`` is

        x = e - warmup_epochs if warmup_prefix else max(e, warmup_epochs)
        grown = log(1 - x / epochs * (1 - lr_cycle_mul)) / log(lr_cycle_mul)
        cycle = floor(x / epochs if lr_cycle_mul == 1 else grown)
        length = epochs * lr_cycle_mul ** cycle
        start = cycle * epochs if lr_cycle_mul == 1 else (epochs - length) / (1 - lr_cycle_mul)
        share = min(max((x - start) / length, 0), 1)
        top = base * lr_cycle_decay ** cycle
        rate = min_lr + (top - min_lr) * (1 - tanh(10 * share - 7)) / 2 if cycle < lr_cycle_limit else min_lr
        target = base if warmup_prefix else rate
        lr = warmup_lr + (target - warmup_lr) * e / warmup_epochs if e < warmup_epochs else rate

    A warm-up underneath which the schedule has begun ends where the schedule has come to by then.

    The formula is that of "Stochastic Gradient Descent with Hyperbolic-Tangent Decay" (Hsueh et al., 2019).
    """
    return cycled(epoch, lambda x: (1 - np.tanh(10 * x - 7)) / 2, "cycle", **values)


@REGISTRY.curve("timm.scheduler.PolyLRScheduler", parts=cycle_parts, length=cycle_length)
@with_fields_of(cycled)
def poly(epoch: EpochArray, *, decay_rate: Power = 0.1, lr_k_decay: Stretching = 1.0, **values: Any) -> RateArray:
    """Ramps up linearly, and goes down along a power of what remains, once or several times.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_lr + (base - warmup_lr) * e / warmup_epochs
        else:
            x = e - warmup_epochs if warmup_prefix else e
            grown = log(1 - x / epochs * (1 - lr_cycle_mul)) / log(lr_cycle_mul)
            cycle = floor(x / epochs if lr_cycle_mul == 1 else grown)
            length = epochs * lr_cycle_mul ** cycle
            start = cycle * epochs if lr_cycle_mul == 1 else (epochs - length) / (1 - lr_cycle_mul)
            share = min(max((x - start) / length, 0), 1)
            top = base * lr_cycle_decay ** cycle
            lr = min_lr + (top - min_lr) * (1 - share ** lr_k_decay) ** decay_rate if cycle < lr_cycle_limit else min_lr

    The exponent has the key ``decay_rate``, which is a factor for ``step`` and ``multistep``.
    """
    return cycled(epoch, lambda x: (1 - x**lr_k_decay) ** decay_rate, **values)
