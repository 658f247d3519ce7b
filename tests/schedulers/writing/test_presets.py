"""Complete configurations to start from."""

import pytest

from schedulers import load_config
from schedulers.writing.presets import Preset, presets


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_presets_are_complete(preset: Preset) -> None:
    """Each preset is a valid configuration in which nothing has to be assumed, under a name of its own."""
    assert load_config(preset.text).assumed == ()
    assert [other.name for other in presets()].count(preset.name) == 1
