"""Where a document of the NetsPresso Trainer keeps things."""

from schedulers.fields import BaseRate, Epochs
from schedulers.layout import Layout, Training
from schedulers.schedules.own_names import TRAINER


def training(*, epochs: Epochs, lr: BaseRate) -> Training:
    """The document says both itself."""
    return Training(length=epochs, base=lr)


LAYOUT = Layout(
    choice=("training", "scheduler", "name"), section=("training", "scheduler"), training=training, names=TRAINER
)
"""The layout of the documents that this package's own schedulers are chosen in."""
