"""Declares the layout of a document of the NetsPresso Trainer."""

from schedulers.fields import BaseRate, Epochs
from schedulers.layout import Layout, Training
from schedulers.schedules.own_names import TRAINER


def training(*, epochs: Epochs, lr: BaseRate) -> Training:
    """Return the length and the base rate, both of which the document gives."""
    return Training(length=epochs, base=lr)


LAYOUT = Layout(
    choice=("training", "scheduler", "name"), section=("training", "scheduler"), training=training, names=TRAINER
)
"""The layout of the NetsPresso Trainer's documents."""
