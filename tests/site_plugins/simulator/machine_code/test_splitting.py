"""The split machine code: a small first part, the same bytes each time, and with the answers of the published one."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from site_plugins.cache import BuildError
from site_plugins.simulator.machine_code import splitting, trimming
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.machine_code.trimming import trim
from site_plugins.simulator.python.runtime import prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import install_packages, run_node
from tests.browser.starts import SECOND_PARTS
from tests.sites.machine_codes import compared, hostile, longest, workload
from tests.sites.page_modules import answer_of_the_page
from tests.support.budget import cases, has_time_for_all, once_a_week

DOCUMENTS = cases(500)
"""Hostile documents; `nox -s fuzz` takes many more."""
SELDOM = 0.003
"""The largest share of hostile documents that may need the second part."""
SERVED = ASSETS / "node" / "served.mjs"


@pytest.mark.slow
def test_every_answer_is_the_published_one() -> None:
    """Presets, mistakes, pictures, a million epochs and hostile documents: not a bit is another.

    Hardly any answer needs the second part: none of what the build itself has asked, but for drawings of a million
    epochs, which it has not asked for.
    """
    kinds = ("split", "trimmed") if has_time_for_all() else ("split",)
    asked = compared([*workload(), *longest(), *hostile(range(DOCUMENTS))], *kinds)
    assert asked.differences == []
    assert asked.needing <= len(longest()) + SELDOM * DOCUMENTS


@pytest.mark.slow
def test_machine_code_and_script_are_smaller() -> None:
    """Trimmed, the interpreter and its script are half as large, NumPy's code lacks its data; the loader stays."""
    trimmed, published = prepare_runtime("snapshot", "trimmed"), prepare_runtime("snapshot", "published")
    assert trimmed.sizes["pyodide.asm.wasm"] < 0.5 * published.sizes["pyodide.asm.wasm"]
    assert trimmed.sizes["pyodide.asm.js"] < 0.5 * published.sizes["pyodide.asm.js"]
    assert trimmed.sizes["numpy.wasm"] < 0.85 * published.sizes["numpy.wasm"]
    assert trimmed.hashes["pyodide.mjs"] == published.hashes["pyodide.mjs"]


@pytest.mark.slow
def test_each_start_has_files_of_its_own() -> None:
    """The two starts serve the same Pyodide from folders of different names, unless one of them trims it."""
    snapshot, plain = prepare_runtime("snapshot", "published"), prepare_runtime("plain")
    assert snapshot.name != plain.name
    assert snapshot.hashes["pyodide.asm.wasm"] == plain.hashes["pyodide.asm.wasm"]
    assert snapshot.sizes.keys() - plain.sizes.keys() == {"memory.bin", "numpy.wasm"}


@pytest.mark.slow
def test_the_first_parts_are_small() -> None:
    """They have less than a third of the trimmed code, and none of the tables that only the second part reads."""
    split, trimmed = prepare_served_runtime("snapshot"), prepare_runtime("snapshot", "trimmed")
    assert split.sizes.keys() - trimmed.sizes.keys() == set(SECOND_PARTS)
    for name in ("pyodide.asm.wasm", "numpy.wasm"):
        assert split.sizes[name] < trimmed.sizes[name] / 3
    assert split.sizes["memory.second.bin"] > 450_000
    same = split.hashes.keys() & trimmed.hashes.keys() - {"pyodide.asm.wasm", "numpy.wasm", "memory.bin"}
    assert {split.hashes[name] for name in same} == {trimmed.hashes[name] for name in same}


def test_a_second_part_is_known_by_its_own_name(tmp_path: Path) -> None:
    """Whatever the folders are called that it is in, and however a name is made, it is the second part or not."""
    source = """
import { isSecond, secondOf } from "./python/machine-code";
export const answer = (files) => files.map((file) => [isSecond(file), isSecond(secondOf(file))]);
"""
    files = ["../my.second.site/assets/numpy.wasm", "https://second.example.org/a.b.c/memory.bin"]
    assert answer_of_the_page(source, files, tmp_path) == [[False, True]] * len(files)


@pytest.mark.slow
def test_the_second_part_has_the_data_that_the_first_one_lacks(tmp_path: Path) -> None:
    """With both parts, memory holds what it holds with the machine code in one part, to the last bit."""
    split, trimmed = prepare_served_runtime("snapshot"), prepare_runtime("snapshot", "trimmed")
    paths = (Path(__file__).with_name("data.mjs"), SERVED, split.directory, trimmed.directory)
    run_node(*map(str, paths), directory=tmp_path)


@pytest.mark.slow
@once_a_week("test_every_answer_is_the_published_one")
def test_splitting_again_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the sources decides what the parts are."""

    def made(_: Path, __: str, fill: object) -> Path:
        assert callable(fill)
        fill(tmp_path)
        return tmp_path

    split = prepare_served_runtime("snapshot")
    monkeypatch.setattr(splitting, "shipped_or_cached", made)
    assert prepare_served_runtime("snapshot").hashes == split.hashes


@pytest.mark.parametrize("is_trimmed", [False, True])
def test_without_the_tools_the_published_files_are_served(
    is_trimmed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where npm reaches nothing, a line of the log says why, and what is published is served.

    So it is where the cache has what another copy of the project has trimmed.
    """

    def unreachable(_: Path) -> None:
        raise BuildError("npm: network request failed")

    def made(_: Path, __: str, fill: Callable[[Path], None]) -> Path:
        if not is_trimmed:
            trim(tmp_path, tmp_path)
        fill(tmp_path)
        return tmp_path

    monkeypatch.setattr(trimming, "install_packages", unreachable)
    monkeypatch.setattr(splitting, "shipped_or_cached", made)
    asked: list[object] = []
    monkeypatch.setattr(splitting, "prepare_runtime", lambda *given: asked.append(given))
    with caplog.at_level(logging.INFO):
        prepare_served_runtime("snapshot")
    assert asked == [("snapshot",)]
    assert caplog.messages == [
        "Pyodide's machine code is served whole, as it is published: npm: network request failed"
    ]


def test_a_file_of_another_kind_fails_with_the_way_out(tmp_path: Path) -> None:
    """What can't be split is told in one line, with the option that leaves it whole."""
    install_packages(splitting.SCRIPT.parent)  # which nobody has done where the cache has what is split
    for name in ("pyodide.asm.wasm", "numpy.wasm"):
        (tmp_path / name).write_bytes(b"another")
    paths = [str(tmp_path)] * 3
    with pytest.raises(BuildError, match="`machine_code: published` leaves it whole"):
        run_node(str(splitting.SCRIPT), *paths, directory=tmp_path)
