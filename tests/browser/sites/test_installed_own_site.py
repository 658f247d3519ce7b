"""Whoever installs the wheel and writes schedulers of their own has a site that documents and simulates these."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.simulator import Simulator
from tests.sites.building import ROOT
from tests.sites.releasing import build_with


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Path:
    """The example's site, built with the installed wheel alone: an empty cache, and no other program."""
    folder = tmp_path_factory.mktemp("installed")
    project = Path(shutil.copytree(ROOT / "examples" / "own-site", folder / "own-site"))
    site = build_with(installed, project, folder / "cache")
    made = {path.name.rpartition("-")[0] for path in (folder / "cache").iterdir()}
    assert {"project-from", "answers"} <= made, "it was not built for its own schedulers"
    assert not {"bundle", "runtime-from", "pyodide"} & made, "what is released was made again"
    return site


def expect_own_curve(simulator: Simulator) -> None:
    """Open the simulator of the example, which must compute the curve of the example's own class."""
    simulator.open().wait_until_ready()
    simulator.replace_text("training: {epochs: 3, optimizer: {lr: 2}, scheduler: {name: inverse_sqrt, ramp_epochs: 1}}")
    expect(simulator.status).to_contain_text("3 epochs")
    rates = [rate for _, rate, _ in simulator.curve()]
    assert rates == pytest.approx([2 / (epoch + 1) ** 0.5 for epoch in range(3)], rel=1e-12)


def test_it_simulates_its_own(simulator: Simulator, complaints: list[str]) -> None:
    """A copied project and an installed wheel are a simulator of the project's own schedulers."""
    expect_own_curve(simulator)
    assert complaints == []
