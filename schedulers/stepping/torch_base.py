"""Imports the classes of torch that the schedulers build on. Where torch can't be imported, stubs take their place."""

import importlib.util
from typing import Any


def optimizer_and_scheduler() -> tuple[Any, Any]:
    """Return ``torch.optim.Optimizer`` and ``torch.optim.lr_scheduler.LRScheduler``, or stubs of them.

    A subclass of the stub can be read and not be instantiated: its constructor raises ImportError.
    """
    try:
        from torch.optim import Optimizer  # noqa: PLC0415  # there may be none
        from torch.optim.lr_scheduler import LRScheduler  # noqa: PLC0415
    except (ImportError, OSError) as reason:  # an OSError, where one of torch's own libraries is missing
        return Any, _stub(reason)
    return Optimizer, LRScheduler


def _stub(reason: Exception) -> type:
    class LRScheduler:
        """A stub of torch's class, for signatures alone."""

        def __init__(self, *_: object) -> None:
            raise ImportError(_why_not(type(self).__name__, reason)) from reason

    return LRScheduler


def _why_not(needed_by: str, reason: Exception) -> str:
    if isinstance(reason, ModuleNotFoundError) and importlib.util.find_spec("torch") is not None:
        kept_out = "torch was kept out of this process by schedulers.stepping.without_torch."
        why = f"{kept_out} Import the schedulers outside of that."
    else:
        why = f"torch can't be imported here ({reason}). Install it with: pip install torch."
    return f"{needed_by} steps a torch optimizer, and {why} To compute a curve without torch, use schedulers.simulate."
