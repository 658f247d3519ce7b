"""Finds the scheduler that a name means: the name of a class, torch's name, or another that people use."""

from collections.abc import Mapping

from schedulers.further_names import Declaration
from schedulers.reading.wording.near_names import folded, nearest
from schedulers.registry import Schedule


def meant_scheduler(name: str, known: Mapping[str, Schedule], declaration: Declaration) -> str | None:
    """Return the known scheduler that was probably meant.

    >>> from schedulers import REGISTRY
    >>> from schedulers.schedules.own_names import TRAINER
    >>> names = "PolynomialLRWithWarmUp", "torch.optim.lr_scheduler.StepLR", "multistep", "plateau"
    >>> [meant_scheduler(name, REGISTRY.schedules, TRAINER) for name in names]
    ['poly', 'step', 'multi_step', None]
    """
    further = {own: [*_class_names(known[own]), *declaration.schedulers.get(own, ())] for own in known}
    short = name.rpartition(".")[2]
    bare = _without_ending(short)
    for own in known:
        if folded(bare) == folded(own):
            return own
    return nearest(short, known, further) or nearest(bare, known, further)


def is_reactive(name: str, declaration: Declaration) -> bool:
    """Tell whether the scheduler's rate depends on the results of training.

    >>> from schedulers.schedules.own_names import TRAINER
    >>> is_reactive("torch.optim.lr_scheduler.ReduceLROnPlateau", TRAINER), is_reactive("step", TRAINER)
    (True, False)
    """
    short = folded(name.rpartition(".")[2])
    return bool(short) and any(short in {folded(other), folded(f"{other}lr")} for other in declaration.reactive)


def _class_names(schedule: Schedule) -> list[str]:
    followed = schedule.follows.rpartition(".")[2]
    return [schedule.declared.__name__, *([followed] if followed else [])]


def _without_ending(name: str) -> str:
    for ending in ("_scheduler", "Scheduler", "_lr", "LR", "_schedule", "Schedule"):
        name = name.removesuffix(ending)
    return name
