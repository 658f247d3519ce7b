"""Schedulers that hold the rate, or bring it down in one go that is no cosine."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import numpy as np

from schedulers.field import choice, number, positive
from schedulers.mirror import EpochArray, RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Level, Part
from schedulers.problems import FieldError
from transformers_schedules.layout import REGISTRY, steps, warm_up_steps
from transformers_schedules.warming_up import progress, warm_up, warmed_up

Last = Annotated[float, number(description="rate at the end of training", below="learning_rate")]
Power = Annotated[float, positive(description="exponent: 1 is a straight line, above 1 falls early", example=2.0)]
TimeScale = Annotated[int | None, steps(description="steps in which the rate falls to 0.71 of its height", minimum=1)]


def decay_parts(**values: Any) -> list[Item]:
    """A warm-up and a decay to the end of training."""
    return [Part("decay"), warm_up(**values)]


@REGISTRY.curve("transformers.get_linear_schedule_with_warmup", parts=decay_parts)
def linear(step: EpochArray, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and down linearly to zero.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        lr = base * e / warmup if e < warmup else base * (length - e) / (length - warmup)
    """
    return warmed_up(step, 1 - progress(step, **values), **values)


def polynomial_parts(*, lr_end: float, **values: Any) -> list[Item]:
    """A warm-up, and a decay that comes down to a rate."""
    return [*decay_parts(**values), Level("lr_end", lr_end)]


def decayed(*, length: int, **values: Any) -> int:
    """As long as the layout says, where steps are left to decay in, or the warm-up does not even end."""
    if warm_up_steps(length=length, **values) == length:
        raise FieldError("warmup_steps", f"a warm-up of all {length} steps has transformers divide by 0; shorten it")
    return length


@REGISTRY.curve("transformers.get_polynomial_decay_schedule_with_warmup", parts=polynomial_parts, length=decayed)
def polynomial(step: EpochArray, *, base: float, lr_end: Last = 1e-7, power: Power = 1.0, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and decays along a power of the remaining steps.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        x = (length - e) / (length - warmup)
        lr = base * e / warmup if e < warmup else lr_end + (base - lr_end) * x ** power
    """
    after = lr_end / base + (1 - lr_end / base) * (1 - progress(step, **values)) ** power
    return warmed_up(step, after, base=base, **values)


def ignored_warm_up(*, lr: RateArray, **values: Any) -> Iterator[DeclaredNote]:
    """A warm-up that is asked for does not happen."""
    if warm_up_steps(**values):
        message = f"constant has no warm-up, so step 0 trains at {rate_text(lr[0])}; constant_with_warmup has one."
        yield DeclaredNote("warmup_steps" if values["warmup_steps"] else "warmup_ratio", 0, message)


@REGISTRY.curve(
    "transformers.get_constant_schedule", parts=lambda: [Part("constant", constant=True)], notes=ignored_warm_up
)
def constant(step: EpochArray, *, base: float) -> RateArray:
    """Trains at the base rate from the first step to the last, whatever is said of a warm-up.

    The rate ``lr`` used in step ``e`` is

        lr = base
    """
    return np.full(step.shape, base)


def held_parts(**values: Any) -> list[Item]:
    """A warm-up, and a constant rate."""
    return [Part("constant", start=warm_up_steps(**values), constant=True), warm_up(**values)]


@REGISTRY.curve("transformers.get_constant_schedule_with_warmup", parts=held_parts)
def constant_with_warmup(step: EpochArray, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and stays at the base rate.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        lr = base * e / warmup if e < warmup else base
    """
    return warmed_up(step, 1.0, **values)


@REGISTRY.curve("transformers.get_inverse_sqrt_schedule", parts=decay_parts)
def inverse_sqrt(step: EpochArray, *, timescale: TimeScale = None, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and decays with the inverse square root of the step.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        own = warmup if warmup > 0 else 10000
        scale = own if timescale is None else timescale
        lr = base * e / warmup if e < warmup else base / sqrt(1 + (e - warmup) / scale)
    """
    warmup = warm_up_steps(**values)
    passed = np.maximum(step - warmup, 0) / (timescale or warmup or 10_000)
    return warmed_up(step, 1 / np.sqrt(1 + passed), **values)


def stable_parts(*, num_decay_steps: int, **values: Any) -> list[Item]:
    """A warm-up, a stable rate, a decay, and the lowest rate."""
    stable, decay, end = stages(num_decay_steps=num_decay_steps, **values)
    parts = [Part("stable", start=stable, end=decay, constant=True), Part("decay", decay, end, "num_decay_steps")]
    return [*parts, Part("held", start=end, constant=True), warm_up(**values)]


@REGISTRY.curve("transformers.get_wsd_schedule", parts=stable_parts)
def warmup_stable_decay(
    step: EpochArray,
    *,
    base: float,
    num_decay_steps: Annotated[int, steps(description="length of the decay", example=200)],
    num_stable_steps: Annotated[int | None, steps(description="steps at the base rate; null means all others")] = None,
    warmup_type: Annotated[Literal["linear", "cosine", "1-sqrt"], choice(description="shape of the rise")] = "linear",
    decay_type: Annotated[Literal["linear", "cosine", "1-sqrt"], choice(description="shape of the decay")] = "cosine",
    min_lr_ratio: Annotated[float, number(description="share of the base rate at both ends")] = 0.0,
    num_cycles: Annotated[float, positive(description="cosines in the decay; 0.5 is one way down")] = 0.5,
    **values: Any,
) -> RateArray:
    """Ramps up, holds the base rate, and decays at the end of training.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        stable = length - warmup - num_decay_steps if num_stable_steps is None else num_stable_steps
        up = min(e / max(warmup, 1), 1)
        down = min(max((e - warmup - stable) / max(num_decay_steps, 1), 0), 1)
        bent = (1 - cos(pi * up)) / 2 if warmup_type == "cosine" else 1 - sqrt(1 - up)
        rise = up if warmup_type == "linear" else bent
        wave = (1 + cos(2 * pi * num_cycles * down)) / 2 if decay_type == "cosine" else 1 - sqrt(down)
        fall = 1 - down if decay_type == "linear" else wave
        rest = fall if e < warmup + stable + num_decay_steps else 0
        height = rise if e < warmup else 1 if e < warmup + stable else rest
        lr = base * (min_lr_ratio + (1 - min_lr_ratio) * height)
    """
    warmup, decay, end = stages(num_decay_steps=num_decay_steps, num_stable_steps=num_stable_steps, **values)
    up, down = np.clip(step / max(1, warmup), 0, 1), np.clip((step - decay) / max(1, num_decay_steps), 0, 1)
    rise = {"linear": up, "cosine": (1 - np.cos(np.pi * up)) / 2, "1-sqrt": 1 - np.sqrt(1 - up)}[warmup_type]
    cosine = (1 + np.cos(2 * np.pi * num_cycles * down)) / 2
    fall = {"linear": 1 - down, "cosine": cosine, "1-sqrt": 1 - np.sqrt(down)}[decay_type]
    height = np.select([step < warmup, step < decay, step < end], [rise, 1.0, fall], 0.0)
    return base * (min_lr_ratio + (1 - min_lr_ratio) * height)


def stages(*, length: int, num_decay_steps: int, num_stable_steps: int | None, **values: Any) -> tuple[int, int, int]:
    """The first steps of the stable rate, of the decay, and after it."""
    warmup = warm_up_steps(length=length, **values)
    stable = length - warmup - num_decay_steps if num_stable_steps is None else num_stable_steps
    return warmup, warmup + stable, warmup + stable + num_decay_steps
