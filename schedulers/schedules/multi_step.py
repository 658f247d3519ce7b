from bisect import bisect_right
from collections.abc import Iterator, Sequence

from schedulers.base import Optimizer, Scheduler, decayed
from schedulers.curve.common_parts import growth_notes
from schedulers.fields import DecayFactor, Epochs, Milestones
from schedulers.parts import Item, Part, Series


class MultiStepLR(Scheduler):
    """Multiplies the rate by a constant factor at each of the given epochs.

    The rate ``lr`` used during epoch ``e`` is

        decays = len([m for m in milestones if m <= e])
        lr = base * gamma ** decays

    Follows ``torch.optim.lr_scheduler.MultiStepLR``, and gives the same rates. That one takes an epoch that is listed
    twice, and decays twice there; this one refuses it.

    Raises:
        ValueError: A field is outside its allowed range.
        ImportError: torch can't be imported.

    Example:
        >>> import torch
        >>> optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.1)
        >>> scheduler = MultiStepLR(optimizer, epochs=100, milestones=[30, 80], gamma=0.5)
        >>> [scheduler.rate(epoch, base=0.1) for epoch in (0, 29, 30, 79, 80)]
        [0.1, 0.1, 0.05, 0.05, 0.025]
    """

    name = "multi_step"
    follows = "MultiStepLR"
    chainable = True

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        epochs: Epochs,
        milestones: Milestones,
        gamma: DecayFactor,
        last_epoch: int = -1,
    ) -> None:
        self.epochs = epochs
        self.milestones = milestones
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:  # noqa: D102  # the base class says it
        return decayed(base, self.gamma, bisect_right(self.milestones, epoch))

    @staticmethod
    def parts(*, milestones: Sequence[int]) -> Iterator[Item]:
        """Declare a decay at each milestone."""
        yield Part("constant")
        yield Series("decay", starts=milestones, field="milestones", mark="milestone")

    notes = staticmethod(growth_notes)
