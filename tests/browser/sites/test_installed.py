"""Whoever installs the wheel has a site with a working simulator from five lines of configuration, without Node.js;
with schedulers of their own, a site that documents and simulates these.
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.sites.building import OWN_SITE
from tests.sites.releasing import WITHOUT_NODE, Release, build_with, install

CONFIGURATION = """\
site_name: Learning rates
theme: {name: material, font: false}
plugins:
  - scheduler-docs
  - simulator
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, release: Release) -> Path:
    """The Python of an environment in which the wheel is installed."""
    return install(release.wheel, tmp_path_factory.mktemp("installed") / "environment")


@pytest.fixture(scope="module")
def smallest_site(tmp_path_factory: pytest.TempPathFactory, python: Path) -> Path:
    """A site that is built with the installed wheel, with an empty cache and without Node.js."""
    folder = tmp_path_factory.mktemp("smallest")
    (folder / "docs").mkdir()
    (folder / "docs" / "simulator.md").write_text("# Simulator\n\n/// simulator\n///\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    site = build_with(python, folder, folder / "cache", code=WITHOUT_NODE)
    assert {path.name.partition("-")[0] for path in (folder / "cache").iterdir()} <= {"python", "templates"}
    return site


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, python: Path) -> Path:
    """The example's site, built with the installed wheel alone: an empty cache, and no other program."""
    folder = tmp_path_factory.mktemp("own")
    project = Path(shutil.copytree(OWN_SITE, folder / "own-site"))
    site = build_with(python, project, folder / "cache")
    made = {path.name.rpartition("-")[0] for path in (folder / "cache").iterdir()}
    assert {"project-from", "answers"} <= made, "it was not built for its own schedulers"
    assert not {"bundle", "runtime-from", "pyodide"} & made, "what is released was made again"
    return site


def test_it_simulates(page: Page, host: Server, smallest_site: Path, complaints: list[str]) -> None:
    """Five lines and a page with the directive are a simulator."""
    assert CONFIGURATION.count("\n") == 5
    host.begin(smallest_site)
    simulator = Simulator(page, host.url).open().wait_until_ready()
    scheduler = "{name: multi_step, milestones: [1], gamma: 0.5}"
    simulator.replace_text(f"training: {{epochs: 2, optimizer: {{lr: 2}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("2 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 1.0]
    assert complaints == []


def expect_own_curve(simulator: Simulator) -> None:
    """Open the simulator of the example, which must compute the curve of the example's own class."""
    simulator.open().wait_until_ready()
    simulator.replace_text("training: {epochs: 3, optimizer: {lr: 2}, scheduler: {name: inverse_sqrt, ramp_epochs: 1}}")
    expect(simulator.status).to_contain_text("3 epochs")
    rates = [rate for _, rate, _ in simulator.curve()]
    assert rates == pytest.approx([2 / (epoch + 1) ** 0.5 for epoch in range(3)], rel=1e-12)


def test_it_simulates_its_own(page: Page, host: Server, own_site: Path, complaints: list[str]) -> None:
    """A copied project and an installed wheel are a simulator of the project's own schedulers."""
    host.begin(own_site)
    expect_own_curve(Simulator(page, host.url))
    assert complaints == []
