"""Other builders give the site that MkDocs gives: `nox -s successors` runs these tests, because it installs them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import SUB_PATH, Server
from tests.sites.building import OWN_SITE, ROOT
from tests.sites.compared import counted, differences, found_fields
from tests.sites.plain_builder import command

LEFT_OUT = shutil.ignore_patterns("site", "__pycache__", "node_modules", ".*", "build", "tests", "dist")


def properdocs(project: Path, folder: Path, url: str) -> Path:
    """Reads mkdocs.yml and runs the plugins."""
    run(project, url, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(folder / "site"))
    return folder / "site"


def zensical(project: Path, folder: Path, url: str) -> Path:
    """Reads mkdocs.yml and runs no plugins, in a copy of the project, because it keeps to the project's folder."""
    copy = Path(shutil.copytree(project, folder / "project", ignore=LEFT_OUT))
    command(copy, url, "prepare", "--zensical", "zensical.yml")
    run(copy, url, "zensical", "build", "--strict", "-f", "zensical.yml")
    command(copy, url, "finish", "site")
    return copy / "site"


def run(project: Path, url: str, module: str, *arguments: str) -> None:
    """Run a builder, which has to say nothing that is a warning."""
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    call = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(call, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()


@pytest.fixture(scope="module", params=[ROOT, OWN_SITE], ids=["the project", "own-site"])
def project(request: pytest.FixtureRequest) -> Path:
    """A project with mkdocs.yml."""
    return Path(request.param)


@pytest.fixture(scope="module")
def expected(project: Path, request: pytest.FixtureRequest) -> Path:
    """The project's site as MkDocs builds it."""
    return Path(request.getfixturevalue("site" if project == ROOT else "own_site"))


@pytest.fixture(scope="module", params=[properdocs, zensical])
def built(request: pytest.FixtureRequest, project: Path, port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site by another builder."""
    build: Callable[[Path, Path, str], Path] = request.param
    return build(project, tmp_path_factory.mktemp("successor"), f"http://127.0.0.1:{port}{SUB_PATH}")


def test_every_element_is_the_same(expected: Path, built: Path) -> None:
    """Sections, figures, simulator, schema, scripts, integrity and policy do not differ."""
    assert counted(expected)["figure"] > 1
    assert differences(expected, built) == []


def test_every_field_is_found(expected: Path, built: Path) -> None:
    """The search has the same entry for each field."""
    assert found_fields(built)
    assert found_fields(built) == found_fields(expected)


def test_the_simulator_works(built: Path, page: Page, host: Server, complaints: list[str]) -> None:
    """Python starts, a mistake is named, and browser and policy have nothing to complain of."""
    host.begin(built)
    page.goto(f"{host.url}simulator/")
    root = page.locator("[data-simulator]")
    expect(root.locator("[data-part=status]")).to_have_text(re.compile("^Ready"))
    root.get_by_role("textbox", name="Training configuration").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("training: {epochs: 10, optimizer: {lr: 1}, scheduler: {name: nothing}}")
    expect(root.get_by_role("list", name="Problems").get_by_role("listitem").first).to_contain_text("nothing")
    page.goto(host.url)
    assert complaints == []
