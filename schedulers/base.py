"""The base of the scheduler classes: a torch ``LRScheduler`` whose rate is a closed form of the epoch.

The docs build, the browser and the command line import these classes to read their signatures, without torch: it may
not be there, and where it is, importing it takes longer than everything else together. So unless torch is imported
already, a stand-in takes its place until the first scheduler is instantiated.
"""

import sys
from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from schedulers import spec
from schedulers.parts import DeclaredNote, Parts

if TYPE_CHECKING:
    from torch.optim import Optimizer as Optimizer  # the schedulers import it from here
    from torch.optim.lr_scheduler import LRScheduler
elif sys.modules.get("torch"):
    from torch.optim import Optimizer
    from torch.optim.lr_scheduler import LRScheduler
else:
    Optimizer = Any

    class LRScheduler:
        """Takes torch's place until it is needed."""


class Scheduler(LRScheduler):
    """A learning-rate schedule: each parameter group's rate as a function of the epoch.

    A subclass sets the attributes named like its parameters, then calls this constructor, and says in `rate` what the
    schedule is. Because `rate` needs nothing but the epoch, a resumed schedule is the uninterrupted one, whether by
    ``load_state_dict``, by ``last_epoch`` or by ``step(epoch)``.

    Attributes:
        name: What ``training.scheduler.name`` says in the YAML.
        follows: The class of ``torch.optim.lr_scheduler`` that this one follows; empty where there is none.
        parts: A static method that gives what the curve consists of; see `schedulers.parts`.
        notes: A static method that gives the notes that only the scheduler itself can know.
    """

    name: ClassVar[str]
    follows: ClassVar[str] = ""
    parts: ClassVar[Parts | None] = None
    notes: ClassVar[Callable[..., Iterable[DeclaredNote]] | None] = None

    def __init__(self, optimizer: Optimizer, last_epoch: int) -> None:
        spec.check(type(self), vars(self))
        # Now that an optimizer is to be stepped, torch's class takes the place of the stand-in.
        Scheduler.__bases__ = (_torch_class(type(self).__name__),)
        super().__init__(optimizer, last_epoch)

    @abstractmethod
    def rate(self, epoch: int, base: float) -> float:
        """The rate used during ``epoch`` (0-based) by a parameter group whose base rate is ``base``."""

    def get_lr(self) -> list[Any]:
        """The rate of each parameter group at ``last_epoch``; torch calls this in ``step``."""
        base_rates: list[Any] = self.base_lrs  # floats, or tensors in an optimizer that keeps its rate on a device
        return [self.rate(self.last_epoch, base) for base in base_rates]

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Continue where ``state_dict`` was taken, with the optimizer's rates set to that epoch's.

        torch restores the scheduler alone and leaves the optimizer at the rate of epoch 0 until the next step, unless
        its state is loaded too.
        """
        super().load_state_dict(state_dict)
        self._update_lr(self.last_epoch)


def _torch_class(needed_by: str) -> type["LRScheduler"]:
    try:
        from torch.optim.lr_scheduler import LRScheduler  # noqa: PLC0415  # see above
    except ImportError as reason:
        raise ImportError(
            f"{needed_by} steps a torch optimizer, and torch can't be imported here ({reason}). "
            "Install it with: pip install torch. To compute a curve without torch, use schedulers.simulate."
        ) from reason
    return LRScheduler


def warm_up(epoch: int, base: float, warmup_epochs: int, warmup_bias_lr: float) -> float:
    """The linear ramp for ``epoch < warmup_epochs``: one step above ``warmup_bias_lr`` at first, ``base`` at last.

    >>> [warm_up(epoch, 0.5, 4, 0.1) for epoch in range(4)]
    [0.2, 0.30000000000000004, 0.4, 0.5]
    """
    return warmup_bias_lr + (base - warmup_bias_lr) * (epoch + 1) / warmup_epochs


def decayed(base: float, factor: float, decays: int) -> float:
    """``base`` multiplied ``decays`` times by ``factor``; infinite where that exceeds the range of a float.

    >>> decayed(0.5, 0.5, 2), decayed(0.5, 10.0, 400)
    (0.125, inf)
    """
    try:
        return base * factor**decays
    except OverflowError:
        return float("inf") if base else 0.0
