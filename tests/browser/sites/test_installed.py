"""Whoever installs the wheel has a site with a working simulator from five lines of configuration, without Node.js."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.simulator import Simulator
from tests.sites.releasing import WITHOUT_NODE, build_with

CONFIGURATION = """\
site_name: Learning rates
theme: {name: material, font: false}
plugins:
  - scheduler-docs
  - simulator
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Path:
    """A site that is built with the installed wheel, with an empty cache and without Node.js."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "docs").mkdir()
    (folder / "docs" / "simulator.md").write_text("# Simulator\n\n/// simulator\n///\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    site = build_with(installed, folder, folder / "cache", code=WITHOUT_NODE)
    assert {path.name.partition("-")[0] for path in (folder / "cache").iterdir()} <= {"python", "templates"}
    return site


def test_it_simulates(simulator: Simulator, complaints: list[str]) -> None:
    """Five lines and a page with the directive are a simulator."""
    assert CONFIGURATION.count("\n") == 5
    simulator.open().wait_until_ready()
    scheduler = "{name: multi_step, milestones: [1], gamma: 0.5}"
    simulator.replace_text(f"training: {{epochs: 2, optimizer: {{lr: 2}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("2 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 1.0]
    assert complaints == []
