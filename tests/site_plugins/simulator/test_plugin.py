import re

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection

from site_plugins.simulator.plugin import SimulatorPlugin


def test_an_unknown_example_is_refused() -> None:
    """The option `example` takes a scheduler's name; any other stops the build with those there are, and a near one."""
    plugin = SimulatorPlugin()
    plugin.load_config({"example": "cosin"})
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    with pytest.raises(
        PluginError, match=r"^simulator: example: 'cosin' is no scheduler, only step, poly, .*\. Did you mean cosine\?$"
    ):
        plugin.on_config(config)


@pytest.mark.parametrize(
    "another", ["docs/", "..", "/docs/", "https://example.org/", "../docs", "../a b/", "../../x/?"]
)
def test_the_site_with_python_is_near(another: str) -> None:
    """The option `runtime_of` takes an address that leads up from this site and ends in a folder; no other is meant."""
    plugin = SimulatorPlugin()
    plugin.load_config({"runtime_of": another})
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    with pytest.raises(PluginError, match=f"runtime_of: must be the address of a site.*{re.escape(repr(another))}"):
        plugin.on_config(config)
