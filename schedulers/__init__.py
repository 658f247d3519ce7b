"""The five learning-rate schedulers of the NetsPresso Trainer family, as PyTorch classes and as NumPy functions.

Every name is imported on its first use: the classes import torch where that is installed, and all else NumPy.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schedulers.base import Scheduler
    from schedulers.config import ConfigError, Problem, Remark, TrainingConfig, load_config
    from schedulers.curve.notes import Note
    from schedulers.curve.simulate import Curve, build_scheduler, simulate
    from schedulers.registry import Registry
    from schedulers.schedules.cosine import CosineAnnealingLRWithCustomWarmUp
    from schedulers.schedules.cosine_restarts import CosineAnnealingWarmRestartsWithCustomWarmUp
    from schedulers.schedules.multi_step import MultiStepLR
    from schedulers.schedules.own_registry import REGISTRY, SCHEDULERS, register
    from schedulers.schedules.poly import PolynomialLRWithWarmUp
    from schedulers.schedules.step import StepLR

__all__ = [
    "REGISTRY",
    "SCHEDULERS",
    "ConfigError",
    "CosineAnnealingLRWithCustomWarmUp",
    "CosineAnnealingWarmRestartsWithCustomWarmUp",
    "Curve",
    "MultiStepLR",
    "Note",
    "PolynomialLRWithWarmUp",
    "Problem",
    "Registry",
    "Remark",
    "Scheduler",
    "StepLR",
    "TrainingConfig",
    "build_scheduler",
    "load_config",
    "register",
    "simulate",
]


_WITHOUT_TORCH = {
    "schedulers.config": ("ConfigError", "Problem", "Remark", "TrainingConfig", "load_config"),
    "schedulers.curve.notes": ("Note",),
    "schedulers.curve.simulate": ("Curve", "build_scheduler", "simulate"),
    "schedulers.registry": ("Registry",),
}
"""Where the names are that need no torch."""


def __getattr__(name: str) -> Any:
    """Import a public name on its first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = (module for module, names in _WITHOUT_TORCH.items() if name in names)
    value = getattr(importlib.import_module(next(found, "schedulers.schedules.own_registry")), name)
    globals()[name] = value  # so that the next use is a plain look-up
    return value


def __dir__() -> list[str]:
    """List every public name, whether it has been used or not, and the modules that are imported."""
    return sorted({*globals(), *__all__})
