"""Compares class, mirror, torch and trainer on thousands of configurations, and writes down how far they are apart.

`nox -s verify` runs it. The configurations are the same in every run, and the docs build reads what was found.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schedulers import SCHEDULERS, TrainingConfig
from site_plugins.scheduler_docs.verified import sources_hash
from tests.schedulers.counterparts import COUNTERPARTS, Counterpart
from tests.schedulers.measured import CONFIGURATIONS, error_of_measured, measured_config
from tests.schedulers.strategies import configurations
from tests.schedulers.training import LARGEST_ERROR, error_of_mirror

OUTPUT = Path(__file__).parent.parent / "build" / "verified.json"
MANY = 2000


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """About ``count`` values of a strategy, the same in every run."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
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


def distinct(configs: Iterable[TrainingConfig]) -> list[TrainingConfig]:
    """The configurations, each once."""
    return list({repr(config): config for config in configs}.values())


def comparison(what: str, errors: list[float]) -> dict[str, Any]:
    """One line of the file.

    Raises:
        SystemExit: The two differ by more than rounding, so there is nothing to claim.
    """
    if max(errors) > LARGEST_ERROR:
        sys.exit(f"{what}: a relative error of {max(errors):.1e} is above {LARGEST_ERROR:.0e}. Nothing was written.")
    return {"what": what, "configurations": len(errors), "largest_relative_error": max(errors)}


def verify(name: str, many: int) -> list[dict[str, Any]]:
    """Every comparison that there is for a scheduler."""
    generated = distinct(drawn(configurations(only=name), many))
    found = [comparison("class and mirror", [error_of_mirror(config) for config in generated])]
    pairs: list[Counterpart] = []
    for same in COUNTERPARTS:
        if same.scheduler == name:
            pairs += {repr(pair.config): pair for pair in drawn(same.strategy(), many)}.values()
    if pairs:
        what = f"class and torch's {SCHEDULERS[name].follows}, where both have the same schedule"
        found.append(comparison(what, [pair.largest_error() for pair in pairs]))
    measured = [path for path in CONFIGURATIONS if measured_config(path).scheduler == name]
    if measured:
        found.append(comparison("class, mirror and the trainer itself", [*map(error_of_measured, measured)]))
    return found


def main() -> None:
    """Verify every scheduler, and write the file; a comparison that fails leaves none behind."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--many", type=int, default=MANY, help="how many configurations of each kind (%(default)s)")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where to write what was found")
    options = parser.parse_args()
    options.output.unlink(missing_ok=True)
    schedulers = {}
    for name, scheduler in SCHEDULERS.items():
        comparisons = verify(name, options.many)
        schedulers[name] = {"sources": sources_hash(scheduler), "comparisons": comparisons}
        for one in comparisons:
            error = f"largest relative error {one['largest_relative_error']:.1e}"
            print(f"{name}: {one['what']}: {one['configurations']:,} configurations, {error}")  # noqa: T201
    found = {"torch": torch.__version__.partition("+")[0], "schedulers": schedulers}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(f"{json.dumps(found, indent=2)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
