"""The five learning-rate schedulers of the NetsPresso Trainer family, as PyTorch classes and as NumPy functions."""

from schedulers import mirror as _mirror
from schedulers.base import Scheduler
from schedulers.config import ConfigError, Problem, Remark, TrainingConfig, load_config
from schedulers.cosine import CosineAnnealingLRWithCustomWarmUp
from schedulers.cosine_restarts import CosineAnnealingWarmRestartsWithCustomWarmUp
from schedulers.multi_step import MultiStepLR
from schedulers.notes import Note
from schedulers.poly import PolynomialLRWithWarmUp
from schedulers.registry import REGISTRY, SCHEDULERS, Registry, register
from schedulers.simulate import Curve, build_scheduler, simulate
from schedulers.step import StepLR

register(StepLR, _mirror.step)
register(PolynomialLRWithWarmUp, _mirror.poly)
register(CosineAnnealingLRWithCustomWarmUp, _mirror.cosine_no_sgdr)
register(CosineAnnealingWarmRestartsWithCustomWarmUp, _mirror.cosine)
register(MultiStepLR, _mirror.multi_step)

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
