"""Schedulers that come down along a cosine, once or several times."""

from typing import Annotated, Any

import numpy as np

from schedulers.field import number, positive
from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import Item, Level, Part, Series
from schedulers.problems import FieldError
from transformers_schedules.layout import REGISTRY, warm_up_steps
from transformers_schedules.warming_up import progress, warm_up, warmed_up

Wave = Annotated[float, positive(description="cosines after the warm-up; 0.5 is one way down")]
Falls = Annotated[int, number(description="half cosines after the warm-up", minimum=1, example=3)]
Rate = Annotated[float | None, number(description="lowest rate; null means min_lr_rate times the base rate")]
Share = Annotated[float | None, number(description="lowest rate as a share of the base rate", example=0.1)]


def wave(share: RateArray, num_cycles: float, lowest: float = 0.0) -> RateArray:
    """So many cosines between 1 and the lowest height, where a share of them has passed."""
    return lowest + (1 - lowest) * (1 + np.cos(2 * np.pi * num_cycles * share)) / 2


def wave_parts(*, length: int, num_cycles: float, **values: Any) -> list[Item]:
    """A warm-up and one way down, and where there is more than half a cosine, as many ways up and down."""
    warmup = warm_up_steps(length=length, **values)
    half = max(1, length - warmup) / (2 * num_cycles)
    turns = Series("after turn", every=half, start=warmup + half, field="num_cycles", mark="turn")
    return [Part("annealing"), *([turns] if num_cycles > 0.5 else []), warm_up(length=length, **values)]


@REGISTRY.curve("transformers.get_cosine_schedule_with_warmup", parts=wave_parts)
def cosine(step: EpochArray, *, num_cycles: Wave = 0.5, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and comes down to zero along a cosine.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        x = (e - warmup) / (length - warmup)
        lr = base * e / warmup if e < warmup else base * (1 + cos(2 * pi * num_cycles * x)) / 2
    """
    return warmed_up(step, wave(progress(step, **values), num_cycles), **values)


def restart_parts(*, length: int, num_cycles: int, **values: Any) -> list[Item]:
    """A warm-up, and as many ways down as are asked for."""
    cycle = np.floor(num_cycles * progress(np.arange(length), length=length, **values))
    starts = [0, *(np.flatnonzero(np.diff(cycle)) + 1).tolist()]
    cycles = Series("cycle", starts=starts, field="num_cycles", mark="restart", first_mark=0)
    return [cycles if num_cycles > 1 else Part("annealing"), warm_up(length=length, **values)]


@REGISTRY.curve("transformers.get_cosine_with_hard_restarts_schedule_with_warmup", parts=restart_parts)
def cosine_with_restarts(step: EpochArray, *, num_cycles: Falls = 1, **values: Any) -> RateArray:
    """Ramps up linearly from zero, and comes down to zero along half a cosine, so many times.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        x = (e - warmup) / (length - warmup)
        lr = base * e / warmup if e < warmup else base * (1 + cos(pi * (num_cycles * x % 1))) / 2
    """
    return warmed_up(step, wave(num_cycles * progress(step, **values) % 1.0, 0.5), **values)


def lowest_share(*, base: float, min_lr: float | None, min_lr_rate: float | None, **_: Any) -> float:
    """The lowest rate as a share of the base rate, whichever way it is said."""
    return min_lr / base if min_lr is not None else min_lr_rate or 0.0


def one_floor(*, length: int, min_lr: float | None, min_lr_rate: float | None) -> int:
    """As long as the layout says, where the lowest rate is said in one way."""
    if (min_lr is None) == (min_lr_rate is None):
        raise FieldError("min_lr", f"min_lr or min_lr_rate must be given, and not both; got {min_lr} and {min_lr_rate}")
    return length


def floor_parts(*, base: float, **values: Any) -> list[Item]:
    """Like those of ``cosine``, and a lowest rate."""
    return [*wave_parts(**values), Level("min_lr", base * lowest_share(base=base, **values))]


@REGISTRY.curve("transformers.get_cosine_with_min_lr_schedule_with_warmup", parts=floor_parts, length=one_floor)
def cosine_with_min_lr(
    step: EpochArray, *, num_cycles: Wave = 0.5, min_lr: Rate = None, min_lr_rate: Share = None, **values: Any
) -> RateArray:
    """Ramps up linearly from zero, and comes down to a lowest rate along a cosine.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        lowest = min_lr_rate if min_lr is None else min_lr / base
        x = (e - warmup) / (length - warmup)
        height = lowest + (1 - lowest) * (1 + cos(2 * pi * num_cycles * x)) / 2
        lr = base * e / warmup if e < warmup else base * height
    """
    lowest = lowest_share(min_lr=min_lr, min_lr_rate=min_lr_rate, **values)
    return warmed_up(step, wave(progress(step, **values), num_cycles, lowest), **values)


def ahead_parts(*, base: float, **values: Any) -> list[Item]:
    """A warm-up, and a cosine down to a lowest rate."""
    return [Part("annealing"), warm_up(**values), Level("min_lr", base * lowest_share(base=base, **values))]


@REGISTRY.curve("transformers.get_cosine_with_min_lr_schedule_with_warmup_lr_rate", parts=ahead_parts, length=one_floor)
def cosine_warmup_with_min_lr(
    step: EpochArray,
    *,
    base: float,
    num_cycles: Wave = 0.5,
    min_lr: Rate = None,
    min_lr_rate: Share = None,
    warmup_lr_rate: Annotated[float | None, number(description="share of the base rate in step 0")] = None,
    **values: Any,
) -> RateArray:
    """Ramps up linearly from a first rate, and comes down to a lowest rate along a cosine, each a step ahead.

    The rate ``lr`` used in step ``e`` of ``length`` is

        share = warmup_steps if warmup_steps > 0 else warmup_ratio
        warmup = floor(warmup_steps) if warmup_steps >= 1 else ceil(length * share)
        lowest = min_lr_rate if min_lr is None else min_lr / base
        first = 1 / max(warmup, 1) if warmup_lr_rate is None else warmup_lr_rate
        rise = first + (1 - first) * e / max(warmup - 1, 1)
        x = (e - warmup + 1) / (length - warmup)
        height = lowest + (1 - lowest) * (1 + cos(2 * pi * num_cycles * x)) / 2
        lr = base * (rise if e < warmup else height)
    """
    warmup = warm_up_steps(**values)
    first = 1 / max(1, warmup) if warmup_lr_rate is None else warmup_lr_rate
    rise = first + (1 - first) * step / max(1, warmup - 1)
    lowest = lowest_share(base=base, min_lr=min_lr, min_lr_rate=min_lr_rate)
    fall = wave((step - warmup + 1) / max(1, values["length"] - warmup), num_cycles, lowest)
    return base * np.where(step < warmup, rise, fall)
