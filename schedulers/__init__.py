"""The five learning-rate schedulers of the NetsPresso Trainer family, as PyTorch classes and as NumPy functions.

Where torch is installed, the classes import it. They are imported on first use, so that this package is not slower to
import than NumPy.
"""

import importlib
from typing import TYPE_CHECKING, Any

from schedulers.config import ConfigError, Problem, Remark, TrainingConfig, load_config
from schedulers.curve.notes import Note
from schedulers.curve.simulate import Curve, build_scheduler, simulate
from schedulers.registry import Registry

if TYPE_CHECKING:
    from schedulers.base import Scheduler
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


def __getattr__(name: str) -> Any:
    """Import a public name on its first use, because the scheduler classes import torch."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module("schedulers.schedules.own_registry"), name)
    globals()[name] = value  # so that the next use is a plain look-up
    return value


def __dir__() -> list[str]:
    """List every public name, whether it has been used or not, and the modules that are imported."""
    return sorted({*globals(), *__all__})
