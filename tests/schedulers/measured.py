"""The curves that were measured from the trainer itself: in `tests/reference` a configuration and its rates each."""

from pathlib import Path

import numpy as np

from schedulers import TrainingConfig, build_scheduler, load_config, simulate
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import highest_term, largest_relative_error

CONFIGURATIONS = sorted((Path(__file__).parent.parent / "reference").glob("*.yaml"))


def measured_config(path: Path) -> TrainingConfig:
    """The configuration that was trained."""
    return load_config(path.read_text(encoding="utf-8"))


def error_of_measured(path: Path) -> float:
    """How far mirror and class are from the rates that the trainer used, in any epoch."""
    epoch, rate = np.loadtxt(path.with_suffix(".csv"), delimiter=",", skiprows=1).T
    config = measured_config(path)
    curve = simulate(config)
    assert curve.epoch.tolist() == epoch.tolist()
    used = rates_used(build_scheduler(optimizer(config.lr), config), config.epochs)
    return max(largest_relative_error(each, rate, highest_term(config)) for each in (curve.lr, used[:, 0]))
