"""Whoever installs the wheel with pip gets the newest Material, needs no Node.js of the system, and has a simulator."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.simulator import Simulator
from tests.browser.sites.test_installed_own_site import expect_own_curve
from tests.sites.building import OWN_SITE
from tests.sites.releasing import Release, build_with, install_from_index

pytestmark = pytest.mark.limit(1200)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, release: Release) -> Path:
    """The example's site, built with what `pip install 'wheel[docs]'` gives, and no other program on the PATH."""
    folder = tmp_path_factory.mktemp("newest")
    python = install_from_index(release.wheel, folder / "environment")
    newer = ("install", "--quiet", "--dry-run", "--no-deps", "--upgrade", "--report", "-", "mkdocs-material")
    told = subprocess.run((python, "-m", "pip", *newer), capture_output=True, text=True, check=True).stdout
    assert json.loads(told)["install"] == []
    nothing = folder / "nothing"
    nothing.mkdir()
    project = Path(shutil.copytree(OWN_SITE, folder / "own-site"))
    return build_with(python, project, folder / "cache", PATH=str(nothing))


def test_it_simulates_its_own(simulator: Simulator, complaints: list[str]) -> None:
    """The simulator gets ready, computes what the example's class says, and names a mistake."""
    simulator.open().wait_until_ready()
    expect_own_curve(simulator)
    simulator.replace_text("training: {epochs: many}")
    expect(simulator.problems.first).to_be_visible()
    assert complaints == []
