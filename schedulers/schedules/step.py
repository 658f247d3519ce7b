from collections.abc import Iterator

from schedulers.base import Optimizer, Scheduler, decayed
from schedulers.curve.common_parts import growth_notes
from schedulers.fields import DecayFactor, DecayInterval, EndEpoch, Epochs
from schedulers.mirror import RateArray
from schedulers.numbers import rate_text
from schedulers.parts import DeclaredNote, Item, Part, Place, Series


class StepLR(Scheduler):
    """Multiplies the rate by a constant factor at regular intervals, up to a last epoch.

    The rate ``lr`` used during epoch ``e`` is

        decays = floor(min(e, end_epoch) / iters_per_phase)
        lr = base * gamma ** decays

    Follows ``torch.optim.lr_scheduler.StepLR``, which decays to the end of training; its ``step_size`` is
    ``iters_per_phase``. This one holds its rate after ``end_epoch``. Up to there the two are the same.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.

    Example:
        >>> import torch
        >>> optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.1)
        >>> scheduler = StepLR(optimizer, epochs=100, iters_per_phase=30, gamma=0.5, end_epoch=80)
        >>> [scheduler.rate(epoch, base=0.1) for epoch in (0, 29, 30, 60, 90)]
        [0.1, 0.1, 0.05, 0.025, 0.025]
    """

    name = "step"
    follows = "StepLR"
    chainable = True

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        iters_per_phase: DecayInterval,
        gamma: DecayFactor,
        end_epoch: EndEpoch,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.iters_per_phase = iters_per_phase
        self.gamma = gamma
        self.end_epoch = end_epoch
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        decays = min(epoch, self.end_epoch) // self.iters_per_phase
        return decayed(base, self.gamma, decays)

    @staticmethod
    def parts(*, iters_per_phase: int, end_epoch: int) -> Iterator[Item]:
        """Declare decays at regular intervals until the rate is held."""
        yield Part("constant")
        yield Series("decay", every=iters_per_phase, start=iters_per_phase, field="iters_per_phase", mark="decay")
        yield Part("held", start=end_epoch + 1, constant=True)
        yield Place("end_epoch", end_epoch)

    @staticmethod
    def notes(
        *, epochs: int, iters_per_phase: int, gamma: float, end_epoch: int, lr: RateArray
    ) -> Iterator[DeclaredNote]:
        """Declare notes on a factor above 1, and on an end before the first decay."""
        yield from growth_notes(gamma=gamma, lr=lr)
        last = epochs - 1
        if end_epoch < iters_per_phase <= last:
            message = (
                f"end_epoch {end_epoch} comes before the first decay, at epoch {iters_per_phase}, so the rate stays at "
                f"{rate_text(lr[last])} to the last epoch, {last}."
            )
            yield DeclaredNote("end_epoch", last, message)
