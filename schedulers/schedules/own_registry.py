"""The registry of this package's own schedulers. Importing it imports the classes, and with them torch."""

from schedulers import mirror
from schedulers.base import Scheduler as Scheduler
from schedulers.registry import Registry
from schedulers.schedules.cosine import CosineAnnealingLRWithCustomWarmUp
from schedulers.schedules.cosine_restarts import CosineAnnealingWarmRestartsWithCustomWarmUp
from schedulers.schedules.multi_step import MultiStepLR
from schedulers.schedules.poly import PolynomialLRWithWarmUp
from schedulers.schedules.step import StepLR

REGISTRY = Registry()
"""The schedulers of this package."""

SCHEDULERS = REGISTRY.schedulers
"""Scheduler classes by ``name``, in the order in which the docs show them."""

MIRRORS = REGISTRY.mirrors
"""The NumPy function of each scheduler, by the same names."""

register = REGISTRY.register

register(StepLR, mirror.step)
register(PolynomialLRWithWarmUp, mirror.poly)
register(CosineAnnealingLRWithCustomWarmUp, mirror.cosine_no_sgdr)
register(CosineAnnealingWarmRestartsWithCustomWarmUp, mirror.cosine)
register(MultiStepLR, mirror.multi_step)
