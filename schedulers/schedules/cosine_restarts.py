from collections.abc import Iterator
from math import ceil, cos, floor, pi

import numpy as np

from schedulers.base import Optimizer, Scheduler, warm_up
from schedulers.curve.common_parts import ramp, ramp_notes
from schedulers.fields import Epochs, MinimumRate, PhaseLength, WarmUpEpochs, WarmUpStartRate
from schedulers.mirror import RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Level, Series


class CosineAnnealingWarmRestartsWithCustomWarmUp(Scheduler):
    """Ramps up linearly, then anneals along half a cosine again and again, the last phase ending with training.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_bias_lr + (base - warmup_bias_lr) * (e + 1) / warmup_epochs
        else:
            phase = min(iters_per_phase, epochs)
            n = max(1, floor(epochs / phase))
            k = min(floor(e / phase), n - 1)
            length = phase if k < n - 1 else epochs - (n - 1) * phase
            lr = min_lr + (base - min_lr) * (1 + cos(pi * (e - k * phase) / length)) / 2

    Follows ``torch.optim.lr_scheduler.CosineAnnealingWarmRestarts``, which has no ramp; its ``T_0`` is
    ``iters_per_phase``, its ``eta_min`` is ``min_lr``, and its ``T_mult`` is always 1 here. This one takes phases that
    are no whole number of epochs, and fits the last of them to the training: what is left over is too short for a phase
    of its own, so it lengthens the last one. The cosine runs underneath the ramp from epoch 0, so the first phase has
    lost its beginning when the ramp ends. Without a ramp and with phases that fill the training the two are the same.

    The formula is that of SGDR (Loshchilov and Hutter, 2017).

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.

    Example:
        >>> import torch
        >>> optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
        >>> scheduler = CosineAnnealingWarmRestartsWithCustomWarmUp(
        ...     optimizer, epochs=20, warmup_epochs=0, warmup_bias_lr=0.0, min_lr=0.0, iters_per_phase=10
        ... )
        >>> [round(scheduler.rate(epoch, base=1.0), 12) for epoch in (0, 5, 10, 15)]
        [1.0, 0.5, 1.0, 0.5]
    """

    name = "cosine"
    follows = "CosineAnnealingWarmRestarts"

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        warmup_epochs: WarmUpEpochs,
        warmup_bias_lr: WarmUpStartRate,
        min_lr: MinimumRate,
        iters_per_phase: PhaseLength,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.warmup_epochs = warmup_epochs
        self.warmup_bias_lr = warmup_bias_lr
        self.min_lr = min_lr
        self.iters_per_phase = iters_per_phase
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        if epoch < self.warmup_epochs:
            return warm_up(epoch, base, self.warmup_epochs, self.warmup_bias_lr)
        length = min(self.iters_per_phase, self.epochs)
        last_phase = max(1, _count(self.epochs / length)) - 1
        phase = min(_count(epoch / length), last_phase)
        start = phase * length
        if phase == last_phase:
            length = self.epochs - start
        # Clamped, so that the rate stays at the end of the last phase when somebody trains on.
        elapsed = min(max((epoch - start) / length, 0.0), 1.0)
        return self.min_lr + (base - self.min_lr) * (1 + cos(pi * elapsed)) / 2

    @staticmethod
    def parts(*, epochs: int, warmup_epochs: int, min_lr: float, iters_per_phase: float) -> Iterator[Item]:
        """Declare half cosines that restart, with a ramp over their beginning."""
        length = min(iters_per_phase, epochs)
        yield Series(
            "phase",
            every=length,
            count=max(1, _count(epochs / length)),
            field="iters_per_phase",
            mark="restart",
            first_mark=0,  # the second phase begins with the first restart
        )
        yield ramp(warmup_epochs)
        yield Level("min_lr", min_lr)

    @staticmethod
    def notes(
        *,
        base: float,
        epochs: int,
        warmup_epochs: int,
        warmup_bias_lr: float,
        min_lr: float,
        iters_per_phase: float,
        lr: RateArray,
    ) -> Iterator[DeclaredNote]:
        """Declare notes on the ramp, and on phases that do not fit the training."""
        yield from ramp_notes(base=base, warmup_epochs=warmup_epochs, warmup_bias_lr=warmup_bias_lr, lr=lr)
        last = epochs - 1
        if 2 <= warmup_epochs < epochs:
            before, after = rate_text(lr[warmup_epochs - 1]), rate_text(lr[warmup_epochs])
            message = (
                f"After the ramp's {before} the rate goes to {after} in epoch {warmup_epochs}, "
                "because the cosine has run underneath since epoch 0."
            )
            if before != after:
                yield DeclaredNote("warmup_epochs", warmup_epochs, message)
        if iters_per_phase > epochs:
            message = (
                f"A phase of {iters_per_phase:g} epochs is longer than training, so it is shortened to {epochs}: "
                f"epoch {last} trains at {rate_text(lr[last])}."
            )
            yield DeclaredNote("iters_per_phase", last, message)
        length = min(iters_per_phase, epochs)
        start = (max(1, _count(epochs / length)) - 1) * length
        if epochs - start > length:
            first = min(ceil(start), last)
            message = (
                f"The last phase lasts {epochs - start:g} epochs instead of {length:g}, so that it ends with training; "
                f"it begins in epoch {first} at {rate_text(lr[first])}."
            )
            yield DeclaredNote("iters_per_phase", first, message)
        annealed = lr[max(warmup_epochs - 1, 0) :]
        if base != min_lr and len(annealed) > 1 and np.allclose(annealed, base, rtol=1e-6, atol=0):
            message = (
                f"No phase lasts longer than an epoch, so each ends where it begins and the rate never decays: "
                f"epoch {last} still trains at {rate_text(lr[last])}."
            )
            yield DeclaredNote("iters_per_phase", last, message)


def _count(phases: float) -> int:
    """Count whole phases. A float can't count one by one beyond 2**53, and may be infinite."""
    return floor(min(phases, 2.0**53))
