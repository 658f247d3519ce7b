"""The trimmed machine code: smaller, the same bytes each time, and with the answers of the published one."""

import logging
import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from site_plugins.any_builder.options import SimulatorOptions, read_options
from site_plugins.cache import BuildError, file_hashes
from site_plugins.errors import SiteError
from site_plugins.simulator.machine_code import trimming
from site_plugins.simulator.machine_code.trimming import ToolMissingError, trim
from site_plugins.simulator.plugin import SimulatorPlugin
from site_plugins.simulator.python import runtime as module
from site_plugins.simulator.python.runtime import prepare_runtime
from tests.sites.trimmed import differences, hostile, workload
from tests.support.budget import cases, once_a_week

DOCUMENTS = cases(500)
"""Hostile documents; `nox -s fuzz` takes many more."""


@pytest.mark.slow
def test_every_answer_is_the_published_one() -> None:
    """Presets, mistakes, pictures, a million epochs and hostile documents: not a bit is another."""
    assert differences([*workload(), *hostile(range(DOCUMENTS))]) == []


@pytest.mark.slow
def test_machine_code_and_script_are_smaller() -> None:
    """The interpreter and its script are half as large, NumPy's code lacks its data, and the loader is the same."""
    trimmed, published = prepare_runtime("snapshot"), prepare_runtime("snapshot", "published")
    assert trimmed.sizes["pyodide.asm.wasm"] < 0.5 * published.sizes["pyodide.asm.wasm"]
    assert trimmed.sizes["pyodide.asm.js"] < 0.5 * published.sizes["pyodide.asm.js"]
    assert trimmed.sizes["numpy.wasm"] < 0.85 * published.sizes["numpy.wasm"]
    assert trimmed.hashes["pyodide.mjs"] == published.hashes["pyodide.mjs"]


@pytest.mark.slow
@once_a_week("test_every_answer_is_the_published_one")
def test_trimming_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing but the published files decides what the trimmed ones are."""
    published, trimmed = prepare_runtime("snapshot", "published"), prepare_runtime("snapshot")
    again, without_data = tmp_path / "again", tmp_path / "without-data"
    shutil.copytree(published.directory, again)
    without_data.mkdir()
    trim(again, without_data)
    found = {**file_hashes(again), **file_hashes(without_data)}
    for name in ("pyodide.asm.wasm", "numpy.wasm", "pyodide.asm.js"):
        assert found[name] == trimmed.hashes[name]


def test_without_the_tools_the_published_files_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where npm reaches nothing, a line of the log says why, and what is made has a name of its own."""

    def unreachable(_: Path) -> None:
        raise BuildError("npm: network request failed")

    def made(_: Path, name: str, __: object) -> Path:
        if not asked:
            asked.append(name)
            trim(tmp_path, tmp_path)
        asked.append(name)
        return tmp_path

    asked: list[str] = []
    monkeypatch.setattr(trimming, "install_packages", unreachable)
    monkeypatch.setattr(module, "shipped_or_cached", made)
    with caplog.at_level(logging.INFO):
        assert prepare_runtime("snapshot").directory == tmp_path
    assert caplog.messages == [
        "Pyodide's machine code is served untrimmed, as it is published: npm: network request failed"
    ]
    assert len(set(asked)) == len(asked) == 2


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
    with pytest.raises(SiteError, match="machine_code: must be one of trimmed, published; got 'small'"):
        plugin.on_config(MkDocsConfig())
