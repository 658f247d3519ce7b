"""The curves measured from the trainer itself are met."""

from pathlib import Path

import pytest

from tests.schedulers.measured import CONFIGURATIONS, error_of_measured
from tests.sites.agreement import LARGEST_ERROR

SHARED = Path(__file__).parents[4] / "shared" / "reference"


def test_there_are_seven() -> None:
    """No configuration got lost, so the tests below compare something."""
    assert len(CONFIGURATIONS) == 7


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.stem)
def test_mirror_and_class_meet_the_trainer(path: Path) -> None:
    """Mirror and class both give the measured rate of every epoch."""
    assert error_of_measured(path) <= LARGEST_ERROR


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measurements are not beside this checkout")
def test_copies_are_current() -> None:
    """The copies in this folder are the measurements, byte for byte."""
    here = {path.name: path.read_bytes() for path in CONFIGURATIONS[0].parent.iterdir()}
    assert here == {path.name: path.read_bytes() for path in SHARED.iterdir() if path.is_file()}
