"""Checks each scheduler of a registry before a site is built with it."""

from typing import TYPE_CHECKING

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.curve.formula import formula_rates, intervals
from schedulers.curve.notes import notes
from schedulers.curve.rates import rates
from schedulers.mirror import RateArray
from schedulers.registries.declaration_check import check_declaration, check_layout, error_text
from schedulers.registries.parts_check import check_parts
from schedulers.registry import Registry, Schedule
from schedulers.signature.arguments import takes
from schedulers.writing.example import example_config

if TYPE_CHECKING:
    from schedulers.base import Scheduler

MOST_COMPARED = 200
"""The largest number of epochs or steps in which class and mirror are compared."""


TOLERANCE = 1e-9
"""The largest allowed distance of a class from its mirror, relative to the highest rate."""


def check(registry: Registry) -> None:
    """Check every scheduler of a registry: its fields, its parts, and the curve of its example.

    Raises:
        ValueError: Something is wrong with one; the message begins with its name.

    >>> from schedulers import REGISTRY
    >>> check(REGISTRY)
    """
    try:
        check_layout(registry.layout)
    except (TypeError, ValueError) as error:
        raise ValueError(f"layout: {error}") from error
    for name, schedule in registry.schedules.items():
        try:
            check_declaration(schedule)
            _check_example(schedule, registry)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}: {' '.join(str(error).split())}") from error
        except Exception as error:
            raise ValueError(f"{name}: {error_text(error)}") from error


def _check_example(schedule: Schedule, registry: Registry) -> None:
    try:
        config = example_config(schedule.name, registry)
    except ValueError:
        raise
    except Exception as error:
        raise ValueError(
            f"no length of training follows from its example: {error_text(error)}. Mend what is given as length="
        ) from error
    lr = rates(config, "its example")
    if not np.isfinite(lr).all():
        first = int(np.flatnonzero(~np.isfinite(lr))[0])
        raise ValueError(f"the rate of its example must be finite; {config.clock.one} {first} has {lr[first]}")
    try:
        items = config.parts
    except Exception as error:
        raise ValueError(
            f"parts: they fail for its example: {error_text(error)}. Mend the function, or leave parts out"
        ) from error
    check_parts(items, {**config.settings, **config.fields}, lr, config.clock)
    try:
        notes(config, lr)
    except Exception as error:
        raise ValueError(
            f"notes: they fail for its example: {error_text(error)}. Mend the function, or leave notes out"
        ) from error
    _check_formula(schedule, config, lr)
    if schedule.scheduler is not None:
        _check_class(schedule.scheduler, config, lr)


def _check_formula(schedule: Schedule, config: TrainingConfig, lr: RateArray) -> None:
    if not intervals(schedule.declared):
        return
    epochs = _compared(config)
    stated = formula_rates(config, epochs)
    wrong = np.flatnonzero(~(np.abs(stated - lr[epochs]) <= _tolerance(lr)))
    if wrong.size:
        epoch, rate = epochs[wrong[0]], float(stated[wrong[0]])
        raise ValueError(
            f"formula and mirror contradict each other for its example: in {config.clock.one} {epoch} the formula has "
            f"{rate!r} and the mirror {float(lr[epoch])!r}. Correct the one that is wrong"
        )


def _tolerance(lr: RateArray) -> float:
    return TOLERANCE * max(float(np.abs(lr).max()), 1e-300)


def _compared(config: TrainingConfig) -> list[int]:
    """Choose epochs or steps that are spread over a training."""
    spread = np.linspace(0, config.length - 1, MOST_COMPARED).astype(int)
    return sorted(set(spread.tolist()))  # np.unique imports numpy.ma, which takes longer than all of this check


def _check_class(scheduler: "type[Scheduler]", config: TrainingConfig, lr: RateArray) -> None:
    """Compare the class's own rate with the mirror's. A rate follows from the fields alone, so this needs no torch."""
    instance = object.__new__(scheduler)
    values = {**config.settings, **config.fields}
    vars(instance).update({name: value for name, value in values.items() if takes(scheduler.__init__, name)})
    tolerance = _tolerance(lr)
    for epoch in _compared(config):
        try:
            rate = instance.rate(epoch, config.base)
            distance = abs(rate - lr[epoch])
        except Exception as error:
            raise ValueError(f"rate() fails for its example: {error_text(error)}. Mend it") from error
        if not distance <= tolerance:
            raise ValueError(
                f"rate() and mirror contradict each other for its example: in {config.clock.one} {epoch} the class has "
                f"{rate!r} and the mirror {float(lr[epoch])!r}. Correct the one that is wrong"
            )
