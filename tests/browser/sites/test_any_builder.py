"""A builder that runs no plugins gives the same site, between the two commands."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_plugins.__main__ import main
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.sites.compared import counted, differences
from tests.support.budget import once_a_week


def test_it_has_what_the_plugins_make(own_site: Path, plain_site: Path) -> None:
    """Sections, figures, simulator, schema, scripts, integrity and policy are those of the site that MkDocs builds."""
    assert counted(plain_site) == {"section": 2, "settings": 1, "gallery": 1, "figure": 2, "simulator": 1}
    assert differences(own_site, plain_site) == []


@once_a_week("test_it_has_what_the_plugins_make, and the site that MkDocs builds in test_own_site.py")
def test_the_simulator_works(page: Page, host: Server, plain_site: Path, complaints: list[str]) -> None:
    """Python starts, a mistake is named at its place, and browser and policy have nothing to complain of."""
    host.begin(plain_site)
    simulator = Simulator(page, host.url).open().wait_until_ready()
    simulator.replace_text("training: {epochs: 10, optimizer: {lr: 1}, scheduler: {name: exponentia, gamma: 0.5}}")
    expect(simulator.problems.first).to_contain_text("exponential")
    page.goto(f"{host.url}reference/")
    page.get_by_role("button", name="Change values").first.click()
    expect(page.get_by_role("slider").first).to_be_visible()
    assert complaints == []


@pytest.fixture
def project(plain_site: Path, tmp_path: Path) -> Path:
    """The project with its site, to be changed."""
    return Path(shutil.copytree(plain_site.parent, tmp_path / "project"))


def finish(project: Path) -> int:
    return main(["finish", str(project / "site"), "-f", str(project / "mkdocs.yml")])


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_to_finish_twice_is_to_finish_once(project: Path) -> None:
    """A site that is finished already stays as it is, byte for byte."""
    before = contents(project / "site")
    assert finish(project) == 0
    assert contents(project / "site") == before


def test_what_is_missing_or_changed_ends_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site without a file that was prepared, or with another in its place, is not finished: one line says which."""
    schema = project / "site" / "schema" / "training.json"
    schema.write_text("{}")
    assert finish(project) == 1
    assert re.fullmatch(r"error: schema/training\.json in .* is not what was prepared: .*\n", capsys.readouterr().err)
    schema.unlink()
    assert finish(project) == 1
    assert re.fullmatch(r"error: schema/training\.json is not in .*\n", capsys.readouterr().err)
