"""Where a configuration file of LightningCLI keeps what concerns the rate, and the registry of its schedulers."""

from pytorch_schedules.fields import BaseRate, MaxEpochs
from schedulers import Registry
from schedulers.further_names import Declaration
from schedulers.layout import Layout, Training

NAMES = Declaration(
    keys={"trainer.max_epochs": ("epochs", "num_epochs"), "optimizer.init_args.lr": ("learning_rate", "base_lr")},
    reactive=("ReduceLROnPlateau", "torch.optim.lr_scheduler.ReduceLROnPlateau"),
    without_counterpart={"last_epoch": "where training resumes is no part of the configuration"},
    examples=dict.fromkeys(("T_max", "total_iters", "total_steps"), ("max_epochs", "the length of this training")),
)


def training(*, max_epochs: MaxEpochs, lr: BaseRate) -> Training:
    """The document says both itself."""
    return Training(length=max_epochs, base=lr)


LAYOUT = Layout(
    choice=("lr_scheduler", "class_path"),
    section=("lr_scheduler", "init_args"),
    shared=frozenset({(), ("trainer",), ("optimizer",), ("optimizer", "init_args")}),
    training=training,
    trainer="Lightning",
    names=NAMES,
)

REGISTRY = Registry(LAYOUT)
"""The schedulers of ``torch.optim.lr_scheduler`` by the names of their classes."""
