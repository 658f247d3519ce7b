from typing import Annotated

from schedulers.base import Optimizer, Scheduler, decayed, warm_up
from schedulers.fields import Epochs, Field, WarmUpEpochs, WarmUpStartRate
from schedulers.parts import Item, Part

DecayPerEpoch = Annotated[
    float,
    Field(
        unit="dimensionless",
        exclusive_minimum=0,
        example=0.95,
        description="factor that multiplies the rate after every epoch, from the peak on",
    ),
]


class ExponentialLRWithWarmUp(Scheduler):
    """Ramps up linearly to the base rate, then multiplies the rate by a constant factor after every epoch.

    The rate ``lr`` used during epoch ``e`` is

        if e < warmup_epochs:
            lr = warmup_bias_lr + (base - warmup_bias_lr) * (e + 1) / warmup_epochs
        else:
            peak = max(warmup_epochs - 1, 0)
            lr = base * gamma ** (e - peak)

    Follows ``torch.optim.lr_scheduler.ExponentialLR``, which has no ramp; without one the two are the same.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.
    """

    name = "exponential"
    follows = "ExponentialLR"

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        warmup_epochs: WarmUpEpochs,
        warmup_bias_lr: WarmUpStartRate,
        gamma: DecayPerEpoch,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.warmup_epochs = warmup_epochs
        self.warmup_bias_lr = warmup_bias_lr
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        if epoch < self.warmup_epochs:
            return warm_up(epoch, base, self.warmup_epochs, self.warmup_bias_lr)
        return decayed(base, self.gamma, epoch - max(self.warmup_epochs - 1, 0))

    @staticmethod
    def parts(*, warmup_epochs: int) -> list[Item]:
        """A ramp, then one decay to the end of training."""
        return [Part("decay"), Part("warm-up", end=warmup_epochs, field="warmup_epochs", shaded=True)]
