"""Rates that come down along a cosine or rise first, once or again and again."""

from collections.abc import Iterator
from itertools import accumulate, count, takewhile
from math import floor
from typing import Annotated, Any, Literal

import numpy as np

from pytorch_schedules import fields
from pytorch_schedules.fields import span
from pytorch_schedules.layout import REGISTRY
from schedulers.field import choice, number, positive
from schedulers.mirror import EpochArray, RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Level, Part, Place, Series
from schedulers.problems import FieldError

Mode = Literal["triangular", "triangular2", "exp_range"]


def annealing_parts(*, length: int, T_max: int, eta_min: float) -> list[Item]:
    """Half a cosine down, and where training goes on, as many up and down."""
    turns = [Series("after turn", every=T_max, start=T_max, field="T_max", mark="turn")] if length > T_max else []
    return [Part("annealing", until="T_max"), *turns, Place("T_max", T_max), Level("eta_min", eta_min)]


def annealing_notes(*, length: int, T_max: int, lr: RateArray) -> Iterator[DeclaredNote]:
    """The cosine does not end at its lowest point."""
    if T_max + 1 < length and lr[T_max] < lr[T_max + 1]:
        yield DeclaredNote("T_max", T_max, f"The rate rises again after epoch {T_max}, at {rate_text(lr[T_max])}.")


@REGISTRY.curve("torch.optim.lr_scheduler.CosineAnnealingLR", parts=annealing_parts, notes=annealing_notes)
def CosineAnnealingLR(epoch: EpochArray, *, base: float, T_max: fields.Half, eta_min: fields.Lowest = 0.0) -> RateArray:
    """Follows a cosine from the base rate down to the lowest rate, and back up where training lasts longer.

    The rate ``lr`` used during epoch ``e`` is

        lr = eta_min + (base - eta_min) * (1 + cos(pi * e / T_max)) / 2

    The formula is that of SGDR (Loshchilov and Hutter, 2017) without its restarts.
    """
    return eta_min + (base - eta_min) * (1 + np.cos(np.pi * epoch / T_max)) / 2


def restart_parts(*, length: int, T_0: int, T_mult: int, eta_min: float) -> list[Item]:
    """Half cosines, each of which starts at the top."""
    starts = beginnings(length, T_0, T_mult)
    return [Series("cycle", starts=starts, field="T_0", mark="restart", first_mark=0), Level("eta_min", eta_min)]


@REGISTRY.curve("torch.optim.lr_scheduler.CosineAnnealingWarmRestarts", parts=restart_parts)
def CosineAnnealingWarmRestarts(
    epoch: EpochArray, *, base: float, T_0: fields.First, T_mult: fields.Growth = 1, eta_min: fields.Lowest = 0.0
) -> RateArray:
    """Anneals along half a cosine, and restarts at the base rate whenever it has come down.

    The rate ``lr`` used during epoch ``e`` is

        if T_mult == 1:
            x = e / T_0 - floor(e / T_0)
            lr = eta_min + (base - eta_min) * (1 + cos(pi * x)) / 2
        else:
            cycle = len([n for n in range(1, e + 1) if T_0 * (T_mult ** n - 1) <= e * (T_mult - 1)])
            start = T_0 * (T_mult ** cycle - 1) / (T_mult - 1)
            x = (e - start) / (T_0 * T_mult ** cycle)
            lr = eta_min + (base - eta_min) * (1 + cos(pi * x)) / 2

    The formula is that of SGDR (Loshchilov and Hutter, 2017).
    """
    starts = np.array(beginnings(int(epoch.max()) + 1, T_0, T_mult))
    cycle = np.searchsorted(starts, epoch, side="right") - 1
    elapsed = (epoch - starts[cycle]) / (T_0 * float(T_mult) ** cycle)
    return eta_min + (base - eta_min) * (1 + np.cos(np.pi * elapsed)) / 2


def beginnings(length: int, T_0: int, T_mult: int) -> list[int]:
    """The epochs of a training of this length at which a cycle begins."""
    return list(takewhile(lambda start: start < length, accumulate((T_0 * T_mult**n for n in count()), initial=0)))


def cyclic_parts(*, step_size_up: int, step_size_down: int | None) -> list[Item]:
    """Cycles of a rise and a fall."""
    every = step_size_up + (step_size_down or step_size_up)
    return [Series("cycle", every=every, field="step_size_up", mark="cycle")]


def unused_rate(*, base: float, max_lr: float, lr: RateArray) -> Iterator[DeclaredNote]:
    """The optimizer's rate means nothing here."""
    if base not in {max_lr, lr[0]}:
        yield DeclaredNote(
            "lr", 0, f"The optimizer's {rate_text(base)} is unused: epoch 0 trains at {rate_text(lr[0])}."
        )


@REGISTRY.curve("torch.optim.lr_scheduler.CyclicLR", parts=cyclic_parts, notes=unused_rate)
def CyclicLR(
    epoch: EpochArray,
    *,
    base_lr: Annotated[float, number(description="lowest rate, whatever lr says", example=0.001)],
    max_lr: fields.TopRate,
    step_size_up: Annotated[int, span(description="epochs in which the rate rises", example=20)] = 2000,
    step_size_down: Annotated[int | None, span(description="epochs in which it falls; null: as many")] = None,
    mode: Annotated[Mode, choice(description="how the height of the cycles changes")] = "triangular",
    gamma: Annotated[float, number(description="factor of the height per epoch, in exp_range", maximum=1)] = 1.0,
    cycle_momentum: fields.CycleMomentum = True,
    base_momentum: fields.Momentum = 0.8,
    max_momentum: fields.Momentum = 0.9,
) -> RateArray:
    """Rises and falls between two rates in straight lines, again and again.

    The rate ``lr`` used during epoch ``e`` is

        fall = step_size_up if step_size_down is None else step_size_down
        total = step_size_up + fall
        cycle = e // total
        x = e - cycle * total
        share = x / step_size_up if x <= step_size_up else (total - x) / fall
        height = 1 / 2 ** cycle if mode == "triangular2" else gamma ** e if mode == "exp_range" else 1
        lr = base_lr + (max_lr - base_lr) * share * height

    The formula is that of "Cyclical Learning Rates for Training Neural Networks" (Smith, 2017).
    """
    total = step_size_up + (step_size_down or step_size_up)
    cycle, x = np.divmod(epoch, total)
    share = np.where(x <= step_size_up, x / step_size_up, (total - x) / (total - step_size_up))
    height = {"triangular": 1.0, "triangular2": 0.5**cycle, "exp_range": np.float64(gamma) ** epoch}[mode]
    return base_lr + (max_lr - base_lr) * share * height


def phase_ends(*, pct_start: float, three_phase: bool, **steps: Any) -> list[float]:
    """The steps at which the phases of the cycle end, the cycle's own end last; computed in torch's order."""
    total = steps["total_steps"] or (steps["epochs"] or 0) * (steps["steps_per_epoch"] or 0)
    return [pct_start * total - 1, *([2 * pct_start * total - 2] if three_phase else []), total - 1]


def checked_length(*, length: int, **values: Any) -> int:
    """As long as the layout says, if torch allows it."""
    ends = phase_ends(**values)
    if length > ends[-1] + 1:
        raise FieldError("total_steps", f"total_steps must be >= max_epochs, which is {length}; got {ends[-1] + 1}")
    if 0 in np.diff([0, *ends]):
        raise FieldError("pct_start", f"pct_start must leave time for each phase; got {values['pct_start']}")
    return length


def phase_parts(**values: Any) -> list[Item]:
    """A rise, a fall, and with three phases another fall, far below the first rate."""
    top, *middle, last = phase_ends(**values)
    rise = Part("warm-up", end=floor(top) + 1, field="pct_start", shaded=True)
    end = Place("end of the cycle", last, field="total_steps")
    falls = [Part("annihilation", start=floor(back) + 1, until=end.name) for back in middle]
    return [Part("annealing", until=end.name), *falls, rise, end]


@REGISTRY.curve("torch.optim.lr_scheduler.OneCycleLR", parts=phase_parts, notes=unused_rate, length=checked_length)
def OneCycleLR(
    epoch: EpochArray,
    *,
    max_lr: fields.TopRate,
    total_steps: Annotated[int | None, span(description="length; null: the next two multiplied", example=100)] = None,
    epochs: Annotated[int | None, span(description="factor of the length, for null as total_steps")] = None,
    steps_per_epoch: Annotated[int | None, span(description="factor of the length, for null as total_steps")] = None,
    pct_start: Annotated[float, number(description="share of the length in which the rate rises", maximum=1)] = 0.3,
    anneal_strategy: Annotated[Literal["cos", "linear"], choice(description="shape of each phase")] = "cos",
    cycle_momentum: fields.CycleMomentum = True,
    base_momentum: fields.Momentum = 0.85,
    max_momentum: fields.Momentum = 0.95,
    div_factor: Annotated[float, positive(description="max_lr over the first rate")] = 25.0,
    final_div_factor: Annotated[float, positive(description="first rate over the last one")] = 1e4,
    three_phase: Annotated[bool, choice(description="whether the rate falls to the first one before the last")] = False,
) -> RateArray:
    """Rises to the highest rate, then falls far below the first one, once in a training.

    The rate ``lr`` used during epoch ``e`` is

        total = epochs * steps_per_epoch if total_steps is None else total_steps
        top = pct_start * total - 1
        back = 2 * pct_start * total - 2 if three_phase else total - 1
        first = max_lr / div_factor
        last = first / final_div_factor
        begin = 0 if e <= top else top if e <= back else back
        end = top if e <= top else back if e <= back else total - 1
        a = max_lr if e > top and e <= back else first
        b = max_lr if e <= top else first if three_phase and e <= back else last
        x = (e - begin) / (end - begin)
        lr = a + (b - a) * x if anneal_strategy == "linear" else b + (a - b) * (1 + cos(pi * x)) / 2

    Each phase goes from the rate ``a`` to the rate ``b``. The policy is that of "Super-Convergence"
    (Smith and Topin, 2017).
    """
    steps = {"total_steps": total_steps, "epochs": epochs, "steps_per_epoch": steps_per_epoch}
    ends = phase_ends(pct_start=pct_start, three_phase=three_phase, **steps)
    first = max_lr / div_factor
    rates = np.array([first, max_lr, *([first] if three_phase else []), first / final_div_factor])
    phase = sum((epoch > end).astype(int) for end in ends[:-1])
    starts = np.array([0.0, *ends[:-1]])
    share = (epoch - starts[phase]) / (np.array(ends) - starts)[phase]
    remaining = 1 - share if anneal_strategy == "linear" else (1 + np.cos(np.pi * share)) / 2
    return rates[phase + 1] + (rates[phase] - rates[phase + 1]) * remaining
