"""A sixth scheduler is a class, a mirror and a line of registration, and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import SUB_PATH, Server
from tests.browser.simulator import Simulator
from tests.browser.starts import PLAIN, PYODIDE, files_of_python
from tests.sites.building import build_site
from tests.sites.sixth import package_with_a_sixth
from tests.support.budget import has_time_for_all


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """A site built with a sixth scheduler, but for once a week with the start that is made soonest."""
    package = package_with_a_sixth(tmp_path_factory.mktemp("package"))
    with pytest.MonkeyPatch.context() as changed:
        if not has_time_for_all():
            changed.setenv("SIMULATOR_START", "plain")
        return build_site(tmp_path_factory.mktemp("site"), url=f"http://127.0.0.1:{port}{SUB_PATH}", schedulers=package)


def test_it_is_documented_and_simulated(page: Page, server: Server, simulator: Simulator) -> None:
    """Its table and example are in the reference, its curve is on the home page, and the simulator simulates and draws
    it.
    """
    page.goto(server.url)
    expect(page.get_by_role("radio", name="exponential", exact=True)).to_be_visible()
    page.goto(f"{server.url}reference/#exponential")
    assert page.locator("h2").all_inner_texts()[-1].startswith("exponential")
    row = page.locator("[id='exponential.gamma']")
    assert row.get_by_role("cell").all_inner_texts() == [
        "float",
        "> 0",
        "dimensionless",
        "0.1",
        "factor that multiplies the rate at each decay",
    ]
    curve = page.get_by_role("img", name="exponential: learning rate by epoch").locator("visible=true")
    expect(curve).to_be_visible()
    formula = page.locator("[id='exponential-formula'] ~ div").locator("math").last
    assert formula.text_content() == "lr(e)=base⋅gammae"
    expect(page.locator("[id='exponential.gamma'] + tr").get_by_role("img", name="gamma: 0.5:")).to_be_visible()
    expect(page.get_by_text("gamma is above 1, so the rate rises").last).to_be_visible()
    page.locator("[id='exponential'] ~ figure").first.get_by_role("link", name="Open in simulator").click()
    expect(simulator.status).to_contain_text("100 epochs: starts at 0.1,")
    simulator.replace_text("training: {epochs: 3, optimizer: {lr: 4}, scheduler: {name: exponential, gamma: 0.5}}")
    expect(simulator.status).to_contain_text("3 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [4.0, 2.0, 1.0]
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download SVG").click()
    assert "exponential, 3 epochs" in Path(caught.value.path()).read_text(encoding="utf-8")
    simulator.replace_text("training: {epochs: 3, optimizer: {lr: 4}, scheduler: {name: exponentiel, gamma: 0.5}}")
    expect(simulator.problems).to_contain_text("Did you mean exponential?")


@pytest.mark.skipif(has_time_for_all(), reason="tests/browser/python/test_plain_start.py has a site for it then")
def test_it_starts_plainly(site: Path) -> None:
    """The site carries Pyodide's own files, the packages and this project's modules, and nothing else for Python."""
    assert files_of_python(site) == {*PYODIDE, *PLAIN}
