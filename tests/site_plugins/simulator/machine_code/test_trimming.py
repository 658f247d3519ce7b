"""The trimmed machine code: the same bytes each time, and a site may do without it."""

import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from site_plugins.any_builder.options import SimulatorOptions, read_options
from site_plugins.cache import BuildError, file_hashes
from site_plugins.errors import SiteError
from site_plugins.simulator.machine_code.trimming import ToolMissingError, trim
from site_plugins.simulator.plugin import SimulatorPlugin
from site_plugins.simulator.python.runtime import prepare_runtime
from tests.support.budget import once_a_week


@pytest.mark.slow
@once_a_week("test_splitting.py::test_every_answer_is_the_published_one")
def test_trimming_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing but the published files decides what the trimmed ones are."""
    published, trimmed = prepare_runtime("snapshot", "published"), prepare_runtime("snapshot", "trimmed")
    again, without_data = tmp_path / "again", tmp_path / "without-data"
    shutil.copytree(published.directory, again)
    without_data.mkdir()
    trim(again, without_data)
    found = {**file_hashes(again), **file_hashes(without_data)}
    for name in ("pyodide.asm.wasm", "numpy.wasm", "pyodide.asm.js"):
        assert found[name] == trimmed.hashes[name]


def test_a_file_of_another_kind_fails_with_the_way_out(tmp_path: Path) -> None:
    """What can't be trimmed is told in one line, with the option that leaves it as it is."""
    for name in ("pyodide.asm.wasm", "numpy.wasm", "pyodide.asm.js", "pyodide.mjs"):
        (tmp_path / name).write_bytes(b"another")
    with pytest.raises(BuildError, match="`machine_code: published` leaves it as it is") as caught:
        trim(tmp_path, tmp_path)
    assert not isinstance(caught.value, ToolMissingError)


def test_the_choice_is_a_sites_option() -> None:
    """A site may have the published machine code; any other word is refused."""
    assert read_options(SimulatorOptions, "simulator", {"machine_code": "published"}).machine_code == "published"
    plugin = SimulatorPlugin()
    plugin.load_config({"machine_code": "small"})
    with pytest.raises(SiteError, match="machine_code: must be one of split, published; got 'small'"):
        plugin.on_config(MkDocsConfig())
