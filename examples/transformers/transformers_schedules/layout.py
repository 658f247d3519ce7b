"""Where a file of TrainingArguments keeps what concerns the rate, how ``get_scheduler`` is called, and the registry."""

from functools import partial
from math import ceil
from typing import Annotated

from schedulers import Registry
from schedulers.config import TrainingConfig
from schedulers.field import Field, number, positive
from schedulers.further_names import Declaration
from schedulers.layout import STEPS, Layout, Training
from schedulers.problems import FieldError
from schedulers.program import Program, call_source

steps = partial(Field, unit="steps", minimum=0)

NAMES = Declaration(
    keys={"learning_rate": ("lr", "base_lr"), "max_steps": ("num_training_steps",), "num_train_epochs": ("epochs",)},
    reactive=("reduce_lr_on_plateau", "greedy"),
)


def training(
    *,
    learning_rate: Annotated[float, positive(description="highest rate", example=5e-5, symbol="base")] = 5e-5,
    max_steps: Annotated[int, steps(description="length; -1: that of the epochs", minimum=-1, example=1000)] = -1,
    num_train_epochs: Annotated[float, Field(unit="epochs", exclusive_minimum=0, description="length in epochs")] = 3.0,
    steps_per_epoch: Annotated[int | None, steps(description="steps of the optimizer in an epoch", minimum=1)] = None,
    warmup_steps: Annotated[float, steps(description="length of the warm-up; below 1, its share of the length")] = 0.0,
    warmup_ratio: Annotated[float, number(description="share of the length, for warmup_steps 0", maximum=1)] = 0.0,
) -> Training:
    """Steps that are given go before those that follow from the epochs."""
    if max_steps < 1 and steps_per_epoch is None:
        raise FieldError("max_steps", f"max_steps must be >= 1, or steps_per_epoch must be given; got {max_steps}")
    return Training(max_steps if max_steps > 0 else ceil(num_train_epochs * (steps_per_epoch or 1)), learning_rate)


def warm_up_steps(*, length: int, warmup_steps: float, warmup_ratio: float, **_: object) -> int:
    """How many steps the warm-up has, as the trainer counts them."""
    return int(warmup_steps) if warmup_steps >= 1 else ceil(length * (warmup_steps or warmup_ratio))


def call_of_get_scheduler(config: TrainingConfig) -> str:
    """The source of the call for a configuration."""
    given = {name: value for name, value in config.fields.items() if value != config.schedule.specs[name].default}
    steps = f"num_warmup_steps={warm_up_steps(**config.values)}", f"num_training_steps={config.length}"
    arguments = [f'"{config.scheduler}"', "optimizer", *steps, f"scheduler_specific_kwargs={given}"]
    return call_source("get_scheduler", arguments)


LAYOUT = Layout(
    choice=("lr_scheduler_type",),
    default="linear",
    section=("lr_scheduler_kwargs",),
    shared=frozenset({()}),
    training=training,
    clock=STEPS,
    trainer="transformers",
    names=NAMES,
)

REGISTRY = Registry(LAYOUT, Program(("import torch", "from transformers import get_scheduler"), call_of_get_scheduler))
"""The schedulers of ``transformers`` by the names that ``lr_scheduler_type`` takes."""
