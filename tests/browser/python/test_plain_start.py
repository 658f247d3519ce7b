"""Python starts plainly where the snapshot is not wanted: Pyodide, its packages and imports, in both browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.python.each_browser import BROWSERS, launch
from tests.browser.server import SUB_PATH
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator
from tests.browser.sites.test_steps_site import DROPS, LINEAR, PROJECT
from tests.browser.starts import PLAIN, PYODIDE, files_of_python
from tests.sites.building import build_site
from tests.support.budget import once_a_week

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shares_page,
    once_a_week("tests/browser/sites/test_sixth_scheduler.py, whose site starts plainly"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The smallest site of the tests, with the switch thrown."""
    folder = tmp_path_factory.mktemp("plain-site")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("SIMULATOR_START", "plain")
        return build_site(folder, url=f"http://127.0.0.1:{port}{SUB_PATH}", project=PROJECT)


@pytest.fixture(scope="module", params=BROWSERS)
def browser(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """One browser after the other."""
    with launch(request.param, playwright, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab of this browser."""
    with sharing(browser) as shared:
        yield shared


def test_nothing_of_a_snapshot_is_served(site: Path) -> None:
    """The site carries Pyodide's own files, the packages and this project's modules, and nothing else for Python."""
    assert files_of_python(site) == {*PYODIDE, *PLAIN}


def test_the_registry_of_the_site_is_simulated(simulator: Simulator) -> None:
    """What the page is given is computed by the schedulers that the site documents; a problem has its place."""
    simulator.open()
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps: starts at 0.8")
    assert [rate for _, rate, _ in simulator.curve("step")] == pytest.approx([0.8, 0.8, 0.08, 0.08, 0.008, 0.008])
    simulator.replace_text(LINEAR.replace("0.3", "high"))
    expect(simulator.problems).to_contain_text("floor")


def test_a_picture_is_drawn(simulator: Simulator, page: Page) -> None:
    """What the page takes away is drawn by Python, too."""
    simulator.open()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download SVG").click()
    assert "<svg" in Path(caught.value.path()).read_text(encoding="utf-8")
