"""Writes the Python that builds the very scheduler of a configuration, at the start of training or where it resumes.

The snippets are complete programs: an optimizer stands in for the reader's own, and the rate of each epoch is printed.
"""

import sys
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from schedulers.config import TrainingConfig
from schedulers.spec import FieldSpec, training_fields

if TYPE_CHECKING:
    from schedulers.base import Scheduler

NEXT_EPOCH = "{next_epoch}"
"""Stands in a resuming snippet's template for the number of the epoch that is trained next, 0-based."""


def build_snippet(config: TrainingConfig) -> str:
    """A program that trains from epoch 0 on.

    >>> fields = {"milestones": [30, 80], "gamma": 0.1}
    >>> print(build_snippet(TrainingConfig("multi_step", epochs=100, lr=0.5, fields=fields)), end="")
    import torch
    from schedulers import MultiStepLR
    <BLANKLINE>
    # In place of your own optimizer. The base rate is its lr.
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.5)
    <BLANKLINE>
    scheduler = MultiStepLR(
        optimizer,
        epochs=100,
        milestones=[30, 80],
        gamma=0.1,
    )
    <BLANKLINE>
    for epoch in range(100):
        print(epoch, scheduler.get_last_lr())
        optimizer.step()  # in place of training for an epoch
        scheduler.step()
    """
    return "\n".join([*_imports(config), *_optimizer(config), "", *_scheduler(config), "", *_loop(config), ""])


def resume_snippet(config: TrainingConfig, next_epoch: int) -> str:
    """A program that resumes training where ``next_epoch`` is the first epoch still to be trained.

    Raises:
        ValueError: No epoch has been trained before ``next_epoch``, or training has no such epoch.

    >>> fields = {"milestones": [30, 80], "gamma": 0.1}
    >>> config = TrainingConfig("multi_step", epochs=100, lr=0.5, fields=fields)
    >>> resume_snippet(config, 100)
    Traceback (most recent call last):
    ...
    ValueError: next_epoch must be from 1 to 99, an epoch that follows a trained one; got 100
    """
    if not 1 <= next_epoch < config.epochs:
        last = config.epochs - 1
        allowed = (
            f"must be from 1 to {last}, an epoch that follows a trained one" if last else "can't be: one epoch is all"
        )
        raise ValueError(f"next_epoch {allowed}; got {next_epoch}")
    return resume_template(config).replace(NEXT_EPOCH, str(next_epoch))


def resume_template(config: TrainingConfig) -> str:
    """The program of `resume_snippet` with `NEXT_EPOCH` in place of the number of the epoch.

    >>> fields = {"milestones": [30, 80], "gamma": 0.1}
    >>> print(resume_template(TrainingConfig("multi_step", epochs=100, lr=0.5, fields=fields)), end="")
    import torch
    from schedulers import MultiStepLR
    <BLANKLINE>
    next_epoch = {next_epoch}  # the first epoch that has not been trained yet
    <BLANKLINE>
    # In place of your own optimizer. The base rate is its lr.
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.5)
    for group in optimizer.param_groups:
        group["initial_lr"] = 0.5  # its base rate, whatever its lr is by now
    <BLANKLINE>
    scheduler = MultiStepLR(
        optimizer,
        epochs=100,
        milestones=[30, 80],
        gamma=0.1,
        last_epoch=next_epoch - 1,
    )
    <BLANKLINE>
    for epoch in range(next_epoch, 100):
        print(epoch, scheduler.get_last_lr())
        optimizer.step()  # in place of training for an epoch
        scheduler.step()
    """
    base = _literal(config.lr, training_fields()["lr"])
    return "\n".join(
        [
            *_imports(config),
            f"next_epoch = {NEXT_EPOCH}  # the first epoch that has not been trained yet",
            "",
            *_optimizer(config),
            "for group in optimizer.param_groups:",
            f'    group["initial_lr"] = {base}  # its base rate, whatever its lr is by now',
            "",
            *_scheduler(config, "last_epoch=next_epoch - 1"),
            "",
            *_loop(config, "next_epoch, "),
            "",
        ]
    )


def importable_from(scheduler: "type[Scheduler]") -> str:
    """The package or module that people import a scheduler class from: the outermost that has it.

    >>> from schedulers import StepLR
    >>> importable_from(StepLR)
    'schedulers'
    """
    names = list(accumulate(scheduler.__module__.split("."), "{}.{}".format))
    holding = (name for name in names if getattr(sys.modules.get(name), scheduler.__name__, None) is scheduler)
    return next(holding, scheduler.__module__)


def _imports(config: TrainingConfig) -> list[str]:
    scheduler = config.schedule.scheduler
    return ["import torch", f"from {importable_from(scheduler)} import {scheduler.__name__}", ""]


def _optimizer(config: TrainingConfig) -> list[str]:
    base = _literal(config.lr, training_fields()["lr"])
    return [
        "# In place of your own optimizer. The base rate is its lr.",
        f"optimizer = torch.optim.SGD([torch.zeros(1)], lr={base})",
    ]


def _scheduler(config: TrainingConfig, *more: str) -> list[str]:
    scheduler = config.schedule.scheduler
    fields = [
        f"{name}={_literal(config.fields[name], spec)}"
        for name, spec in config.schedule.specs.items()
        if spec.required or config.fields[name] != spec.default
    ]
    arguments = ["optimizer", f"epochs={_literal(config.epochs, training_fields()['epochs'])}", *fields, *more]
    return [f"scheduler = {scheduler.__name__}(", *(f"    {argument}," for argument in arguments), ")"]


def _loop(config: TrainingConfig, first: str = "") -> list[str]:
    return [
        f"for epoch in range({first}{config.epochs}):",
        "    print(epoch, scheduler.get_last_lr())",
        "    optimizer.step()  # in place of training for an epoch",
        "    scheduler.step()",
    ]


def _literal(value: Any, spec: FieldSpec) -> str:
    """The value in its field's own type, with every digit."""
    return spec.kind.python(value)
