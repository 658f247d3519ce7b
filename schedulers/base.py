"""The base of the scheduler classes: a torch ``LRScheduler`` whose rate is a closed form of the epoch.

The docs build, the browser and the command line import these classes to read their signatures. Where torch can't be
imported, and `without_torch`, a stub takes the place of its classes.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from schedulers.parts import DeclaredNote, Parts
from schedulers.signature import spec
from schedulers.stepping.chaining import base_of_added, following
from schedulers.stepping.state import CLASS, refuse_another
from schedulers.stepping.torch_base import optimizer_and_scheduler

if TYPE_CHECKING:
    from torch.optim import Optimizer as Optimizer  # the schedulers import it from here
    from torch.optim.lr_scheduler import LRScheduler
else:
    Optimizer, LRScheduler = optimizer_and_scheduler()

IN_FORCE = "_in_force"
"""The key of a state that says whether the optimizer had this scheduler's rates when the state was saved."""


class Scheduler(LRScheduler):
    """A learning-rate schedule, which computes each parameter group's rate from the epoch.

    A subclass sets the attributes named like its parameters, then calls this constructor, and says in `rate` what the
    schedule is. Because `rate` needs nothing but the epoch, a resumed schedule is the uninterrupted one, whether by
    ``load_state_dict``, by ``last_epoch`` or by ``step(epoch)``.

    Attributes:
        name: What ``training.scheduler.name`` says in the YAML.
        follows: The class of ``torch.optim.lr_scheduler`` that this one follows; empty where there is none.
        parts: A static method that gives what the curve consists of; see `schedulers.parts`.
        notes: A static method that gives the notes that only the scheduler itself can know.
        chainable: Whether ``step`` goes on from a rate that something else has changed, as most of torch's classes do
            in a ``ChainedScheduler``. `rate` must then be a straight line in the base rate. Otherwise ``step``
            overwrites such a rate, as torch's ``LambdaLR`` and ``CosineAnnealingWarmRestarts`` do.
    """

    name: ClassVar[str]
    follows: ClassVar[str] = ""
    parts: ClassVar[Parts | None] = None
    notes: ClassVar[Callable[..., Iterable[DeclaredNote]] | None] = None
    chainable: ClassVar[bool] = False

    _rated_epoch: int | None = None  # the epoch that rates were given for last

    def __init__(self, optimizer: Optimizer, last_epoch: int) -> None:
        vars(self).update(spec.check(type(self), vars(self)))
        super().__init__(optimizer, last_epoch)

    @abstractmethod
    def rate(self, epoch: int, base: float) -> float:
        """Compute the rate that a parameter group with the base rate ``base`` uses during ``epoch`` (0-based)."""

    def get_lr(self) -> list[Any]:
        """Compute the rate of each parameter group at ``last_epoch``. torch calls this in ``step``."""
        epoch = self.last_epoch
        one_on = epoch == 0 or epoch - 1 == self._rated_epoch
        if not (self.chainable and one_on and self._get_lr_called_within_step):
            return self._get_closed_form_lr()
        self._take_in_added_groups()
        self._rated_epoch = epoch
        return [
            # The same number either way, but for rounding.
            self.rate(epoch, float(base))
            if epoch and self._has_rate(group, epoch - 1, base)
            else following(self.rate, float(group["lr"]), epoch)
            for group, base in zip(self.optimizer.param_groups, self.base_lrs, strict=False)
        ]

    def _get_closed_form_lr(self) -> list[Any]:
        """Compute the rate of each group at ``last_epoch``, whatever it is now. torch calls this in ``step(epoch)``."""
        self._take_in_added_groups()
        self._rated_epoch = self.last_epoch
        groups = len(self.optimizer.param_groups)
        return [self.rate(self.last_epoch, float(base)) for base in self.base_lrs[:groups]]

    def state_dict(self) -> dict[str, Any]:
        """Return the scheduler's state without the optimizer.

        It holds numbers, texts and lists only, so ``torch.load`` can read it with ``weights_only=True``.
        """
        groups = zip(self.optimizer.param_groups, self.base_lrs, strict=False)
        in_force = self.last_epoch >= 0 and all(self._has_rate(group, self.last_epoch, base) for group, base in groups)
        return {**super().state_dict(), CLASS: type(self).__name__, IN_FORCE: in_force}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Continue from the epoch at which ``state_dict`` was called.

        torch restores the scheduler alone, and leaves the optimizer at the rate of epoch 0 until its state is loaded
        too. This also sets the optimizer's rates, unless another scheduler's were in force when the state was taken.

        Raises:
            ValueError: It is the state of another class, or a field in it is outside its allowed range.
        """
        fields = spec.check(type(self), vars(self))
        refuse_another(self, set(fields), state_dict)
        fields = spec.check(type(self), {**fields, **state_dict})
        bases = self.base_lrs
        kept = {key: value for key, value in state_dict.items() if key not in {CLASS, IN_FORCE}}
        super().load_state_dict({**kept, **fields})
        # The state may be older than a parameter group.
        self.base_lrs = [*self.base_lrs, *bases[len(self.base_lrs) :]]
        if state_dict.get(IN_FORCE, self.last_epoch >= 0):
            self._set_rates()

    def _set_rates(self) -> None:
        groups = self.optimizer.param_groups
        for group, rate in zip(groups, self._get_closed_form_lr(), strict=True):
            _set_rate(group, rate)
        self._last_lr = [group["lr"].clone() if _is_tensor(group["lr"]) else group["lr"] for group in groups]

    def _take_in_added_groups(self) -> None:
        """Find the base rates of the parameter groups that were added to the optimizer since the last call."""
        for group in self.optimizer.param_groups[len(self.base_lrs) :]:
            present, before = float(group["lr"]), self._rated_epoch
            base = group.get("initial_lr")
            if base is None:
                starts = not self.chainable or self.last_epoch == 0
                base = present if starts or before is None else base_of_added(self.rate, present, before)
            group["initial_lr"] = present if base is None else base
            self.base_lrs = [*self.base_lrs, group["initial_lr"]]
            if before is not None and base is not None:
                _set_rate(group, self.rate(before, float(base)))

    def _has_rate(self, group: dict[str, Any], epoch: int, base: Any) -> bool:
        """Return whether a group has the rate of ``epoch``, as exactly as the group can hold it."""
        rate = self.rate(epoch, float(base))
        return float(group["lr"]) == (float(group["lr"].new_tensor(rate)) if _is_tensor(group["lr"]) else rate)


def _is_tensor(rate: Any) -> bool:
    return hasattr(rate, "new_tensor")


def _set_rate(group: dict[str, Any], rate: float) -> None:
    if _is_tensor(group["lr"]):
        group["lr"].fill_(rate)
    else:
        group["lr"] = rate


def warm_up(epoch: int, base: float, length: int, start: float) -> float:
    """Compute the linear ramp of the epochs below ``length``. It begins one step above ``start`` and ends at ``base``.

    >>> [warm_up(epoch, 0.5, 4, 0.1) for epoch in range(4)]
    [0.2, 0.30000000000000004, 0.4, 0.5]
    """
    return start + (base - start) * (epoch + 1) / length


def decayed(base: float, factor: float, decays: int) -> float:
    """Multiply ``base`` by ``factor`` ``decays`` times. The result is infinite where it exceeds the range of a float.

    >>> decayed(0.5, 0.5, 2), decayed(0.5, 10.0, 400)
    (0.125, inf)
    """
    try:
        return base * factor**decays
    except OverflowError:
        return float("inf") if base else 0.0
