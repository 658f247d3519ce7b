"""The sites of the examples simulate, in folders of the project's site as they are published."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from schedulers import load_config, simulate
from schedulers.example import example_yaml
from tests.agreement import LARGEST_ERROR, largest_relative_error
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.examples.families import FAMILIES, measured, registry
from tests.examples.test_foreign_curves import LARGEST_ERROR as FROM_LIBRARY


@pytest.fixture(scope="module")
def site(published: Path) -> Path:
    """All sites, the examples' within the project's."""
    return published


@pytest.mark.parametrize("library", FAMILIES)
def test_the_page_gives_the_rates(page: Page, server: Server, complaints: list[str], library: str) -> None:
    """What is downloaded is what `simulate` gives for the example, and what the library gave for measured curves."""
    simulator = Simulator(page, f"{server.url}{FAMILIES[library]}/").open().wait_until_ready()
    schedulers, counted = registry(library), registry(library).layout.clock.one
    text = example_yaml(next(iter(schedulers.schedules)), schedulers, complete=True)
    simulator.expect_text(text)
    expected = simulate(load_config(text, registry=schedulers)).lr
    assert largest_relative_error(rates(simulator, counted), expected) <= LARGEST_ERROR
    for curve in measured(library):
        simulator.replace_text(curve.document)
        assert largest_relative_error(rates(simulator, counted), np.array(curve.rates)) <= FROM_LIBRARY, curve.document
    assert complaints == []


def rates(simulator: Simulator, counted: str) -> np.ndarray:
    """The rates of the file that the page gives, which waits for the answer to the newest text."""
    return np.array([rate for _, rate, _ in simulator.curve(counted)])


@pytest.mark.parametrize("library", FAMILIES)
def test_the_page_says_what_is_counted(page: Page, server: Server, library: str) -> None:
    """Transformers counts steps, the others epochs: in the status, on the chart and above the table."""
    counted = "step" if library == "transformers" else "epoch"
    simulator = Simulator(page, f"{server.url}{FAMILIES[library]}/").open()
    expect(page.get_by_role("img", name=f"Learning rate by {counted}").first).to_be_visible()
    simulator.wait_until_ready()
    expect(simulator.status).to_contain_text(f" {counted}s: starts at ")
    expect(page.get_by_text(f"Every {counted}", exact=True)).to_be_visible()


def test_there_is_one_python(site: Path) -> None:
    """All sites share one copy of the browser's Python, which lies in the project's own."""
    [runtime] = site.rglob("runtime-*")
    for folder in FAMILIES.values():
        page = (site / folder / "simulator" / "index.html").read_text(encoding="utf-8")
        assert f"../../../assets/simulator/{runtime.name}/" in page
