from typing import Annotated

from schedulers.base import Optimizer, Scheduler
from schedulers.fields import Epochs, Field
from schedulers.parts import Item, Part

RampLength = Annotated[
    int,
    Field(unit="epochs", minimum=1, example=10, description="length of the linear ramp, which ends at the base rate"),
]


class InverseSquareRootLR(Scheduler):
    """Ramps up linearly to the base rate, then decays with the inverse square root of the epoch.

    The rate ``lr`` used during epoch ``e`` is

        if e < ramp_epochs:
            lr = base * (e + 1) / ramp_epochs
        else:
            lr = base * (ramp_epochs / (e + 1)) ** 0.5

    This is equation 3 of "Attention Is All You Need" (Vaswani et al., 2017), scaled so that its peak is the base rate,
    with epochs in the place of steps. torch has no class for it.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.
    """

    name = "inverse_sqrt"

    def __init__(self, optimizer: Optimizer, *, epochs: Epochs, ramp_epochs: RampLength, last_epoch: int = -1) -> None:
        self.epochs = epochs
        self.ramp_epochs = ramp_epochs
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        trained = epoch + 1
        if epoch < self.ramp_epochs:
            return base * trained / self.ramp_epochs
        decay: float = (self.ramp_epochs / trained) ** 0.5
        return base * decay

    @staticmethod
    def parts(*, ramp_epochs: int) -> list[Item]:
        """A ramp, then one decay to the end of training."""
        return [Part("decay"), Part("warm-up", end=ramp_epochs, field="ramp_epochs", shaded=True)]
