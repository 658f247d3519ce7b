"""Two schedules of a trainer of its own, and the registry that a site is built from."""

from my_trainer import curves
from my_trainer.exponential import ExponentialLRWithWarmUp
from my_trainer.inverse_sqrt import InverseSquareRootLR
from schedulers import Registry

REGISTRY = Registry()
REGISTRY.register(InverseSquareRootLR, curves.inverse_sqrt)
REGISTRY.register(ExponentialLRWithWarmUp, curves.exponential)
