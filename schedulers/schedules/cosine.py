from collections.abc import Iterator
from math import cos, pi

from schedulers.base import Optimizer, Scheduler, warm_up
from schedulers.curve.common_parts import ramp, ramp_notes
from schedulers.fields import EndEpochAfterWarmUp, Epochs, MinimumRate, WarmUpEpochs, WarmUpStartRate
from schedulers.mirror import RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Level, Part, Place


class CosineAnnealingLRWithCustomWarmUp(Scheduler):
    """Ramps up linearly, then anneals once along half a cosine and holds the lowest rate.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_bias_lr + (base - warmup_bias_lr) * (e + 1) / warmup_epochs
        else:
            peak = max(warmup_epochs - 1, 0)
            end = min(end_epoch, epochs)
            x = min(e, end)
            lr = min_lr + (base - min_lr) * (1 + cos(pi * x / end)) / (1 + cos(pi * peak / end))

    Follows ``torch.optim.lr_scheduler.CosineAnnealingLR``, which has no ramp and rises again after its ``T_max``, which
    is ``end_epoch`` here; its ``eta_min`` is ``min_lr``. This one holds the lowest rate instead, and never ends after
    training does. The cosine is the one that torch starts at epoch 0, scaled so that it passes through the base rate at
    the peak of the ramp. Without a ramp the two are the same up to the end.

    The formula is that of SGDR (Loshchilov and Hutter, 2017) without its restarts.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.

    Example:
        >>> import torch
        >>> optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
        >>> scheduler = CosineAnnealingLRWithCustomWarmUp(
        ...     optimizer, epochs=12, warmup_epochs=1, warmup_bias_lr=0.0, min_lr=0.0, end_epoch=10
        ... )
        >>> [round(scheduler.rate(epoch, base=1.0), 12) for epoch in (0, 5, 10, 11)]
        [1.0, 0.5, 0.0, 0.0]
    """

    name = "cosine_no_sgdr"
    follows = "CosineAnnealingLR"
    chainable = True

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        warmup_epochs: WarmUpEpochs,
        warmup_bias_lr: WarmUpStartRate,
        min_lr: MinimumRate,
        end_epoch: EndEpochAfterWarmUp,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.warmup_epochs = warmup_epochs
        self.warmup_bias_lr = warmup_bias_lr
        self.min_lr = min_lr
        self.end_epoch = end_epoch
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        if epoch < self.warmup_epochs:
            return warm_up(epoch, base, self.warmup_epochs, self.warmup_bias_lr)
        peak = max(self.warmup_epochs - 1, 0)
        end = min(self.end_epoch, self.epochs)
        if peak >= end:  # the ramp outlasts training, so nothing is left to anneal
            return base
        annealed = (1 + cos(pi * min(epoch, end) / end)) / (1 + cos(pi * peak / end))
        return self.min_lr + (base - self.min_lr) * annealed

    @staticmethod
    def parts(*, warmup_epochs: int, min_lr: float, end_epoch: int) -> Iterator[Item]:
        """Declare a ramp, then half a cosine until the rate is held."""
        yield Part("annealing")
        yield Part("held", start=end_epoch + 1, constant=True)
        yield ramp(warmup_epochs)
        yield Place("end_epoch", end_epoch)
        yield Level("min_lr", min_lr)

    @staticmethod
    def notes(
        *, base: float, epochs: int, warmup_epochs: int, warmup_bias_lr: float, end_epoch: int, lr: RateArray
    ) -> Iterator[DeclaredNote]:
        """Declare notes on the ramp, and on an end that lies beyond training."""
        yield from ramp_notes(base=base, warmup_epochs=warmup_epochs, warmup_bias_lr=warmup_bias_lr, lr=lr)
        last = epochs - 1
        if end_epoch > epochs > warmup_epochs:
            message = (
                f"end_epoch {end_epoch} lies beyond training, so the cosine is squeezed to end with it: "
                f"epoch {last} trains at {rate_text(lr[last])}."
            )
            yield DeclaredNote("end_epoch", last, message)
