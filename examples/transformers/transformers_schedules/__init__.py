"""The schedulers of ``transformers.get_scheduler`` whose rates can be known before training, and their registry."""

from transformers_schedules import decays, waves
from transformers_schedules.layout import REGISTRY

__all__ = ["REGISTRY", "decays", "waves"]
