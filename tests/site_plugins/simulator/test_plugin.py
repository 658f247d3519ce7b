import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection

from site_plugins.simulator.plugin import SimulatorPlugin


def test_an_unknown_example_is_refused() -> None:
    """The option `example` takes a scheduler's name; anything else stops the build with the names that there are."""
    plugin = SimulatorPlugin()
    plugin.load_config({"example": "cosin"})
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    with pytest.raises(PluginError, match="'cosin' is no scheduler, only step, poly, "):
        plugin.on_config(config)
