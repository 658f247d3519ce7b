"""Where timm's arguments file keeps what concerns the rate, how timm's factory is called, and the registry."""

from functools import partial
from typing import Annotated

from schedulers import Registry
from schedulers.config import TrainingConfig
from schedulers.field import Field, choice, number, positive
from schedulers.further_names import Declaration
from schedulers.layout import Layout, Training
from schedulers.program import Program, call_source

span = partial(Field, unit="epochs", minimum=0)

NAMES = Declaration(
    keys={"epochs": ("num_epochs", "max_epochs"), "lr": ("learning_rate", "base_lr")},
    reactive=("plateau",),
    without_counterpart={
        "lr_noise": "noise is left out, so the rates are those that it is added to",
        "lr_base": "timm multiplies it by the batch size, so write the lr that it gives",
    },
)


def training(
    *,
    epochs: Annotated[int, span(description="length of the schedule or its first cycle", minimum=1, example=100)] = 300,
    lr: Annotated[float, positive(description="base rate", example=0.1, symbol="base")],
    warmup_epochs: Annotated[int, span(description="length of the linear warm-up")] = 5,
    warmup_lr: Annotated[float, number(description="rate of epoch 0, if there is a warm-up")] = 1e-5,
    warmup_prefix: Annotated[bool, choice(description="whether the schedule begins after the warm-up")] = False,
) -> Training:
    """The schedulers add to the length what they need."""
    return Training(length=epochs, base=lr)


def factory_call(config: TrainingConfig) -> str:
    """The source of the call; its arguments lack the prefix that some keys have."""
    values = {**config.settings, **config.fields, "num_epochs": config.settings["epochs"]}
    given = [f"{key.removeprefix('lr_')}={value!r}" for key, value in values.items() if key not in {"lr", "epochs"}]
    return call_source("create_scheduler_v2", ["optimizer", f'sched="{config.scheduler}"', *given]) + "[0]"


PROGRAM = Program(
    imports=("import torch", "from timm.scheduler import create_scheduler_v2"),
    scheduler=factory_call,
    start="scheduler.step(0)",
    step="scheduler.step(epoch + 1)",
    rate='[group["lr"] for group in optimizer.param_groups]',
)
LAYOUT = Layout(
    choice=("sched",),
    default="cosine",
    section=(),
    shared=frozenset({()}),
    training=training,
    trainer="timm",
    names=NAMES,
)

REGISTRY = Registry(LAYOUT, PROGRAM)
"""The schedulers of ``timm.scheduler`` by the names that its factory gives them."""
