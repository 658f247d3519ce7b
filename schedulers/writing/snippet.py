"""Writes the Python that builds the very scheduler of a configuration, at the start of training or where it resumes.

The snippets are complete programs: an optimizer stands in for the reader's own, and the rate of each epoch is printed.
"""

from schedulers.config import TrainingConfig
from schedulers.program import Program, imports
from schedulers.signature.spec import with_article

NEXT_EPOCH = "{next_epoch}"
"""The placeholder in a template for the number of the epoch that is trained next, 0-based."""


def build_snippet(config: TrainingConfig) -> str:
    """Write a program that trains from epoch 0 on.

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
    program = _program(config)
    built = f"scheduler = {program.scheduler(config)}"
    started = [built, program.start] if program.start else [built]
    return "\n".join(
        [*imports(program, config), "", *_optimizer(config), "", *started, "", *_loop(config, program), ""]
    )


def resume_snippet(config: TrainingConfig, next_epoch: int) -> str:
    """Write a program that resumes training. ``next_epoch`` is the first epoch that is still to be trained.

    Raises:
        ValueError: No epoch has been trained before ``next_epoch``, or training has no such epoch.

    >>> fields = {"milestones": [30, 80], "gamma": 0.1}
    >>> config = TrainingConfig("multi_step", epochs=100, lr=0.5, fields=fields)
    >>> resume_snippet(config, 100)
    Traceback (most recent call last):
    ...
    ValueError: next_epoch must be from 1 to 99, an epoch that follows a trained one; got 100
    """
    if not 1 <= next_epoch < config.length:
        last, one = config.length - 1, config.clock.one
        allowed = (
            f"must be from 1 to {last}, {with_article(one)} that follows a trained one"
            if last
            else f"can't be: one {one} is all"
        )
        raise ValueError(f"{_next(config)} {allowed}; got {next_epoch}")
    return resume_template(config).replace(NEXT_EPOCH, str(next_epoch))


def resume_template(config: TrainingConfig) -> str:
    """Write the program of `resume_snippet` with `NEXT_EPOCH` in place of the number of the epoch.

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
    program = _program(config)
    if program.resume is None:
        raise ValueError(f"{config.scheduler} resumes by the state of its library's scheduler; build it from the start")
    return "\n".join(
        [
            *imports(program, config),
            "",
            f"{_next(config)} = {NEXT_EPOCH}  # the first {config.clock.one} that has not been trained yet",
            "",
            *_optimizer(config),
            "for group in optimizer.param_groups:",
            f'    group["initial_lr"] = {config.base!r}  # its base rate, whatever its lr is by now',
            "",
            f"scheduler = {program.resume(config)}",
            "",
            *_loop(config, program, f"{_next(config)}, "),
            "",
        ]
    )


def _program(config: TrainingConfig) -> Program:
    program = config.schedule.program
    if program is None:
        raise ValueError(f"{config.scheduler} stands for nothing that Python can build")
    return program


def _next(config: TrainingConfig) -> str:
    return f"next_{config.clock.one}"


def _optimizer(config: TrainingConfig) -> list[str]:
    return [
        "# In place of your own optimizer. The base rate is its lr.",
        f"optimizer = torch.optim.SGD([torch.zeros(1)], lr={config.base!r})",
    ]


def _loop(config: TrainingConfig, program: Program, first: str = "") -> list[str]:
    counted = config.clock.one
    return [
        f"for {counted} in range({first}{config.length}):",
        f"    print({counted}, {program.rate})",
        f"    optimizer.step()  # in place of training for {with_article(counted)}",
        f"    {program.step}",
    ]
