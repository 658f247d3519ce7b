"""Compares what is declared of a scheduler with what it stands for, over generated configurations.

The class or the library's own scheduler is stepped by the very program that people take away, so that is tried too.
"""

import contextlib
import importlib.util
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from schedulers.config import TrainingConfig
from schedulers.curve.formula import formula_rates, intervals
from schedulers.curve.rates import CurveError, rates
from schedulers.mirror import RateArray
from schedulers.registries.declaration_check import error_text
from schedulers.registries.parts_check import check_parts
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec
from schedulers.writing.example import config_yaml, example_config
from schedulers.writing.snippet import build_snippet

LARGEST_ERROR = 1e-9
"""The largest allowed distance of two rates, relative to the rate, or to a thousandth of the highest if that is more.

"""

LEAST_PART = 1e-3
"""A rate that is a sum, and less than this part of the highest rate in it, is compared as if it were this part.

What two terms such as a lowest rate and what lies above it leave of each other is no more exact than they are.
"""

LONGEST = 300
"""The largest number of epochs or steps of a generated training."""

DIGITS = (1, 2, 3, 5, 7)
"""The first digits of the numbers that are tried."""

TRIES = 50
"""The number of tries for each configuration that is wanted. Some contradict themselves and do not count."""


@dataclass(frozen=True)
class Comparison:
    """The result of comparing the mirror with something else.

    Attributes:
        what: What was compared.
        configurations: How many were compared.
        largest_error: The largest relative error.
        worst: The configuration that has it.
        failure: What went wrong, where nothing could be compared.
        missing: The library that is not installed, so that nothing is compared.
    """

    what: str
    configurations: int = 0
    largest_error: float = 0.0
    worst: TrainingConfig | None = None
    failure: str = ""
    missing: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return not self.failure and self.largest_error <= LARGEST_ERROR


def verify(schedule: Schedule, registry: Registry, count: int, seed: int = 0) -> Iterator[Comparison]:
    """Compare a scheduler's mirror with the class or function that it stands for, its formula, and its parts.

    Args:
        schedule: The scheduler.
        registry: Where it is registered.
        count: How many configurations to generate; the example comes first.
        seed: Configurations follow from it.

    >>> from schedulers import REGISTRY
    >>> [found.is_right for found in verify(REGISTRY.schedules["multi_step"], REGISTRY, count=5)]
    [True, True, True]
    """
    configs = list(generated(schedule, registry, count, random.Random(seed)))  # noqa: S311  # no secret
    if schedule.program is not None:
        what = f"{schedule.stands_for or schedule.declared.__name__} and mirror"
        is_there = importlib.util.find_spec(schedule.library) is not None
        yield compared(what, configs, stepped) if is_there else Comparison(what, missing=schedule.library)
    if intervals(schedule.declared):
        yield compared("formula and mirror", configs, lambda config: formula_rates(config, range(config.length)))
    if schedule.parts is not None:
        yield compared("parts and mirror", configs, _as_its_parts_say)


def compared(what: str, configs: list[TrainingConfig], other: Callable[[TrainingConfig], RateArray]) -> Comparison:
    """Measure how far the mirror's rates are from others, over some configurations."""
    largest, worst = 0.0, None
    for config in configs:
        try:
            expected = rates(config)
            error = largest_relative_error(other(config), expected, highest=np.abs(expected).max())
        except Exception as failure:  # noqa: BLE001  # whatever a library does, it is told
            return Comparison(what, len(configs), worst=config, failure=error_text(failure))
        if not error <= largest:  # a NaN is none
            largest, worst = error, config
    return Comparison(what, len(configs), largest, worst)


def largest_relative_error(actual: RateArray, expected: RateArray, highest: ArrayLike = 0.0) -> float:
    """Find the largest ``|actual - expected| / |expected|``. Two equal numbers (zeros, infinities) count as 0.

    A number so small that a float has fewer digits for it counts as the smallest one that has them all.

    Args:
        actual: Rates.
        expected: As many.
        highest: The highest rate that they are sums of, of all or of each column; see `LEAST_PART`.

    Raises:
        ValueError: They are not as many.

    >>> rates = np.array([1.0, 1e-9])
    >>> [f"{largest_relative_error(rates + 1e-15, rates, highest):.0e}" for highest in (0.0, 1.0)]
    ['1e-06', '1e-12']
    """
    if actual.shape != expected.shape:
        raise ValueError(f"rates of shape {actual.shape} can't be compared with rates of shape {expected.shape}")
    least = np.maximum(np.finfo(np.float64).tiny, LEAST_PART * np.asarray(highest))
    with np.errstate(invalid="ignore"):
        error = np.where(actual == expected, 0.0, np.abs(actual - expected) / np.maximum(np.abs(expected), least))
    return float(error.max(initial=0.0))


def stepped(config: TrainingConfig) -> RateArray:
    """Run the program that builds and steps a configuration's scheduler, and return the rates that it prints.

    Raises:
        ImportError: The library is not installed.
    """
    printed = io.StringIO()
    program = compile(build_snippet(config), f"<program of {config.scheduler}>", "exec")
    with contextlib.redirect_stdout(printed):
        exec(program, {})  # noqa: S102  # it is made here, of checked values
    lines = printed.getvalue().splitlines()
    return np.array([float(line.partition(" ")[2].strip("[]")) for line in lines], dtype=np.float64)


def generated(schedule: Schedule, registry: Registry, count: int, generator: random.Random) -> Iterator[TrainingConfig]:
    """Generate the example of a scheduler, then configurations in which fields and settings have other values."""
    example = example_config(schedule.name, registry)
    if example.length <= LONGEST:
        yield example
    specs = {**registry.layout.settings, **schedule.specs}
    left = count - 1
    for _ in range(TRIES * count):
        if not left:
            return
        values = {name: drawn(spec, example, generator) for name, spec in specs.items()}
        try:
            config = example_config(schedule.name, registry, **values)
            finite = config.length <= LONGEST and bool(np.isfinite(rates(config)).all())
        except CurveError:
            finite = True  # whoever compares it will be told
        except ValueError:  # values that contradict one another
            continue
        if finite:
            left -= 1
            yield config


def drawn(spec: FieldSpec, example: TrainingConfig, generator: random.Random) -> Any:
    """Draw a value that a field takes: that of the example, the default, or another."""
    value = example.values[spec.name]
    scale = min(example.length, LONGEST) if spec.field.unit == example.clock.many else example.base
    lower, higher = spec.kind.candidates(value, spec.field, scale, DIGITS)
    beside = [each for each in (*lower, *higher) if spec.accepts(each)]
    chosen = [value, *([] if spec.required else [spec.default]), *beside]
    return generator.choice(chosen)


def _as_its_parts_say(config: TrainingConfig) -> RateArray:
    found = rates(config)
    check_parts(config.parts, {**config.settings, **config.fields}, found, config.clock)
    return found


def worst_yaml(comparison: Comparison) -> str:
    """Write the document with which a comparison is worst."""
    return config_yaml(comparison.worst) if comparison.worst else ""
