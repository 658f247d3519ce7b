"""How Python starts in the browser is chosen by a site's option, or else by the environment."""

import pytest
from mkdocs.config.defaults import MkDocsConfig

from site_plugins.cache import BuildError
from site_plugins.errors import SiteError
from site_plugins.simulator.plugin import SimulatorPlugin
from site_plugins.simulator.python.runtime import chosen_start


def test_the_environment_chooses_where_no_site_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """`SIMULATOR_START` names the start; without it, Python starts from the snapshot."""
    monkeypatch.setenv("SIMULATOR_START", "plain")
    assert chosen_start() == "plain"
    monkeypatch.delenv("SIMULATOR_START")
    assert chosen_start() == "snapshot"


def test_another_start_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no start is told, with those that there are, whether the environment or a site asks for it."""
    monkeypatch.setenv("SIMULATOR_START", "quick")
    with pytest.raises(BuildError, match="must be snapshot or plain, but is 'quick'"):
        chosen_start()
    plugin = SimulatorPlugin()
    plugin.load_config({"start": "quick"})
    with pytest.raises(SiteError, match="simulator: start: must be one of snapshot, plain; got 'quick'"):
        plugin.on_config(MkDocsConfig())
