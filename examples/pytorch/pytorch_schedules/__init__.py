"""The schedulers of ``torch.optim.lr_scheduler`` whose rates can be known before training, and their registry."""

from pytorch_schedules import decays, waves
from pytorch_schedules.layout import REGISTRY

__all__ = ["REGISTRY", "decays", "waves"]
