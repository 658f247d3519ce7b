"""The curves measured from the trainer itself are met."""

from pathlib import Path

import numpy as np
import pytest

from schedulers import build_scheduler, load_config, simulate
from tests.schedulers.training import largest_relative_error, optimizer, rates_used

CONFIGURATIONS = sorted((Path(__file__).parent.parent / "reference").glob("*.yaml"))
SHARED = Path(__file__).parents[3] / "shared" / "reference"


def test_there_are_seven() -> None:
    """No configuration got lost, so the tests below compare something."""
    assert len(CONFIGURATIONS) == 7


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.stem)
def test_mirror_and_class_meet_the_trainer(path: Path) -> None:
    """Mirror and class both give the measured rate of every epoch."""
    measured = np.loadtxt(path.with_suffix(".csv"), delimiter=",", skiprows=1)
    config = load_config(path.read_text(encoding="utf-8"))
    curve = simulate(config)
    assert curve.epoch.tolist() == measured[:, 0].tolist()
    assert largest_relative_error(curve.lr, measured[:, 1]) <= 1e-12
    used = rates_used(build_scheduler(optimizer(config.lr), config), config.epochs)
    assert largest_relative_error(used[:, 0], measured[:, 1]) <= 1e-12


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measurements are not beside this checkout")
def test_copies_are_current() -> None:
    """The copies in this folder are the measurements, byte for byte."""
    here = {path.name: path.read_bytes() for path in CONFIGURATIONS[0].parent.iterdir()}
    assert here == {path.name: path.read_bytes() for path in SHARED.iterdir()}
