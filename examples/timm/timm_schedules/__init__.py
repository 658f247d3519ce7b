"""The schedulers of ``timm.scheduler`` whose rates can be known before training, and their registry."""

from timm_schedules import cycles, decays
from timm_schedules.layout import REGISTRY

__all__ = ["REGISTRY", "cycles", "decays"]
