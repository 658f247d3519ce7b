from collections.abc import Iterator

from schedulers.base import Optimizer, Scheduler, warm_up
from schedulers.curve.common_parts import ramp, ramp_notes
from schedulers.fields import EndEpochAfterWarmUp, Epochs, MinimumRate, Power, WarmUpEpochs, WarmUpStartRate
from schedulers.parts import Item, Level, Part, Place


class PolynomialLRWithWarmUp(Scheduler):
    """Ramps up linearly, then decays along a power of the remaining epochs and holds the lowest rate.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_bias_lr + (base - warmup_bias_lr) * (e + 1) / warmup_epochs
        else:
            peak = max(warmup_epochs - 1, 0)
            x = min(e, end_epoch)
            lr = min_lr + (base - min_lr) * ((end_epoch - x) / (end_epoch - peak)) ** power

    Follows ``torch.optim.lr_scheduler.PolynomialLR``, which has neither a ramp nor a lowest rate: it decays from epoch
    0 to zero in ``total_iters`` epochs, which is ``end_epoch`` here. With a ramp, the decay begins at its peak, the
    last epoch of the ramp, and not at epoch 0. Without a ramp and with a ``min_lr`` of 0 the two are the same.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.

    Example:
        >>> import torch
        >>> optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
        >>> scheduler = PolynomialLRWithWarmUp(
        ...     optimizer, epochs=12, warmup_epochs=2, warmup_bias_lr=0.0, min_lr=0.0, power=1.0, end_epoch=9
        ... )
        >>> [scheduler.rate(epoch, base=1.0) for epoch in (0, 1, 5, 9, 11)]
        [0.5, 1.0, 0.5, 0.0, 0.0]
    """

    name = "poly"
    follows = "PolynomialLR"
    chainable = True

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        warmup_epochs: WarmUpEpochs,
        warmup_bias_lr: WarmUpStartRate,
        min_lr: MinimumRate,
        power: Power,
        end_epoch: EndEpochAfterWarmUp,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.warmup_epochs = warmup_epochs
        self.warmup_bias_lr = warmup_bias_lr
        self.min_lr = min_lr
        self.power = power
        self.end_epoch = end_epoch
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        if epoch < self.warmup_epochs:
            return warm_up(epoch, base, self.warmup_epochs, self.warmup_bias_lr)
        peak = max(self.warmup_epochs - 1, 0)
        if peak >= self.end_epoch:  # the ramp outlasts training and end_epoch, so nothing is left to decay
            return self.min_lr
        remaining = (self.end_epoch - min(epoch, self.end_epoch)) / (self.end_epoch - peak)
        decay: float = remaining**self.power
        return self.min_lr + (base - self.min_lr) * decay

    @staticmethod
    def parts(*, warmup_epochs: int, min_lr: float, end_epoch: int) -> Iterator[Item]:
        """Declare a ramp, then one decay until the rate is held."""
        yield Part("annealing", until="end_epoch")
        yield Part("held", start=end_epoch + 1, constant=True)
        yield ramp(warmup_epochs)
        yield Place("end_epoch", end_epoch)
        yield Level("min_lr", min_lr)

    notes = staticmethod(ramp_notes)
