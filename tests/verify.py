"""Compares class, mirror, torch and trainer on 100,000 configurations, and writes down how far they are apart.

`nox -s verify` runs it. The configurations are the same in every run, and the docs build reads what was found.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from schedulers import REGISTRY, SCHEDULERS, TrainingConfig
from schedulers.registries.verification import verify
from schedulers.writing.example import config_yaml
from site_plugins.scheduler_docs.verified import sources_hash
from tests.schedulers.counterparts import COUNTERPARTS
from tests.schedulers.measured import CONFIGURATIONS, error_of_measured, measured_config
from tests.schedulers.strategies import LONGEST, configurations, extreme_configurations, extreme_lengths
from tests.schedulers.training import error_at_epochs, error_of_curve
from tests.sites.agreement import LARGEST_ERROR
from tests.sites.served import served_answers

OUTPUT = Path(__file__).parent.parent / "build" / "verified.json"
MANY = 22_000
"""Configurations that are drawn of each scheduler; a few are drawn twice, and count once."""

SERVED = 10
"""One in so many is simulated by the Python that the site serves, too."""

PORTION = 2_000
"""Configurations that are drawn and compared in one go."""

LONG_SERVED = 10_000
"""Epochs of the longest training, but for a few, that the served Python simulates: every rate goes through a file."""

EXTREME = 4
"""One in so many configurations is at the limits of what is allowed."""

DECLARED = 200
"""Configurations of each scheduler with which the program, the formula and the parts are compared."""

LONG = 4
"""Trainings of each scheduler that are as long as is allowed and of which every epoch is compared."""

WIDE = 20
"""Trainings of each scheduler that have many parameter groups."""

GROUPS = 3_000
"""Parameter groups of an optimizer that has many."""


@dataclass(frozen=True)
class Portion:
    """Configurations to compare: ``count`` that follow from ``seed``."""

    scheduler: str
    seed: int
    count: int


def drawn(strategy: st.SearchStrategy[Any], count: int, seeded: int = 0) -> list[Any]:
    """About ``count`` values of a strategy, the same in every run."""
    if count == 0:
        return []
    found: list[Any] = []

    @seed(seeded)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(value=strategy)
    def take(value: Any) -> None:
        found.append(value)

    take()
    return found


def errors_of_mirror(portion: Portion) -> dict[str, float]:
    """How far class and mirror are apart, by configuration."""
    extreme = max(portion.count // EXTREME, 1)
    strategies = [
        (configurations(only=portion.scheduler), portion.count - extreme),
        (extreme_configurations(only=portion.scheduler), extreme),
    ]
    configs = [config for strategy, count in strategies for config in drawn(strategy, count, portion.seed)]
    return {repr(config): error_at_epochs(config) for config in configs}


def errors_of_long(portion: Portion) -> dict[str, float]:
    """The same for every epoch of the longest training."""
    configs = drawn(extreme_configurations(portion.scheduler, st.just(LONGEST)), portion.count, portion.seed)
    return {repr(config): error_at_epochs(config, most=LONGEST) for config in configs}


def errors_of_wide(portion: Portion) -> dict[str, float]:
    """The same for thousands of parameter groups."""
    groups = [10.0 ** (index % 19 - 12) * (1 + index / GROUPS) for index in range(GROUPS - 1)]
    configs = drawn(configurations(40, only=portion.scheduler), portion.count, portion.seed)
    return {repr(config): error_at_epochs(config, groups) for config in configs}


def errors_of_torch(portion: Portion) -> dict[str, float]:
    """How far the class and torch's own are apart, where torch has the same schedule."""
    pairs = [
        pair
        for same in COUNTERPARTS
        if same.scheduler == portion.scheduler
        for pair in drawn(same.strategy(), portion.count, portion.seed)
    ]
    return {repr(pair.config): pair.largest_error() for pair in pairs}


def comparison(what: str, errors: list[float]) -> dict[str, Any]:
    """One line of the file.

    Raises:
        SystemExit: The two differ by more than rounding, so there is nothing to claim.
    """
    if max(errors) > LARGEST_ERROR:
        sys.exit(f"{what}: a relative error of {max(errors):.1e} is above {LARGEST_ERROR:.0e}. Nothing was written.")
    return {"what": what, "configurations": len(errors), "largest_relative_error": max(errors)}


def served_configurations(portion: Portion) -> list[TrainingConfig]:
    """What the Python that the site serves is given; some of it is as long as is allowed."""
    name, extreme = portion.scheduler, max(portion.count // EXTREME, 1)
    strategies = [
        (configurations(only=name), portion.count - extreme),
        (extreme_configurations(name, extreme_lengths(LONG_SERVED)), extreme),
        (extreme_configurations(name, st.just(LONGEST)), min(extreme, LONG)),
    ]
    return [config for strategy, count in strategies for config in drawn(strategy, count, portion.seed)]


def errors_of_served(portion: Portion) -> dict[str, float]:
    """How far the class and the Python that the site serves are apart."""
    configs = served_configurations(portion)
    errors = {}
    for config, answer in zip(configs, served_answers([*map(config_yaml, configs)]), strict=True):
        assert not isinstance(answer, str), f"{config}: {answer}"
        assert answer.lr is not None, f"{config}: {answer.report['problems']}"
        errors[repr(config)] = error_of_curve(config, answer.lr)
    return errors


Errors = dict[str, float]
Compare = Callable[[Portion], Errors]
Map = Callable[[Compare, Iterable[Portion]], Iterable[Errors]]


def comparisons(name: str, many: int, compare: Map) -> dict[str, Iterable[Errors]]:
    """Every comparison that there is for a scheduler, by what is compared; each is under way when this returns."""
    portions = [Portion(name, first, min(PORTION, many - first)) for first in range(0, many, PORTION)]
    whole = many >= PORTION  # a short run, as of a test, leaves out what takes long
    generated = [
        compare(errors_of_long, [Portion(name, many, LONG)] * whole),
        compare(errors_of_wide, [Portion(name, many, WIDE)] * whole),
        compare(errors_of_mirror, portions),
    ]
    return {
        "class and mirror": chain.from_iterable(generated),
        "class and the simulator page's Python": compare(errors_of_served, [Portion(name, many, many // SERVED + 1)]),
        f"class and torch's {SCHEDULERS[name].follows}, where both have the same schedule": compare(
            errors_of_torch, portions[:1]
        ),
        "class, mirror and the trainer itself": (
            {str(path): error_of_measured(path)} for path in CONFIGURATIONS if measured_config(path).scheduler == name
        ),
    }


def errors_of_declared(name: str, many: int) -> list[dict[str, Any]]:
    """What ``schedulers verify`` compares: the program that people take away, the formula and the parts."""
    found = []
    for each in verify(REGISTRY.schedules[name], REGISTRY, min(many, DECLARED)):
        if each.failure or each.missing:
            sys.exit(f"{name}: {each.what}: {each.failure or each.missing}. Nothing was written.")
        found.append(comparison(each.what, [0.0] * (each.configurations - 1) + [each.largest_error]))
    return found


def verify_all(many: int, compare: Map) -> dict[str, Any]:
    """Compare and print, for every scheduler; what was found by its name."""
    under_way = {name: comparisons(name, many, compare) for name in SCHEDULERS}
    schedulers = {}
    for name, each in under_way.items():
        merged = {what: dict(chain.from_iterable(errors.items() for errors in found)) for what, found in each.items()}
        found = [comparison(what, [*errors.values()]) for what, errors in merged.items() if errors]
        found += errors_of_declared(name, many)
        schedulers[name] = {"sources": sources_hash(REGISTRY.schedules[name]), "comparisons": found}
        for one in found:
            error = f"largest relative error {one['largest_relative_error']:.1e}"
            print(f"{name}: {one['what']}: {one['configurations']:,} configurations, {error}", flush=True)  # noqa: T201
    return schedulers


def main() -> None:
    """Verify every scheduler, and write the file; a comparison that fails leaves none behind."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--many", type=int, default=MANY, help="how many configurations of each (%(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="how many to use (%(default)s)")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where to write what was found")
    options = parser.parse_args()
    options.output.unlink(missing_ok=True)
    if options.processes == 1:
        schedulers = verify_all(options.many, map)
    else:
        with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as processes:
            schedulers = verify_all(options.many, processes.map)
    found = {"torch": torch.__version__.partition("+")[0], "schedulers": schedulers}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(f"{json.dumps(found, indent=2)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
