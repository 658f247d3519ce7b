"""The sites of the examples simulate, in folders of the project's site as they are published."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from schedulers import load_config, simulate
from schedulers.writing.example import example_yaml
from tests.browser.accessibility import violations_of_pages
from tests.browser.conftest import launch_options
from tests.browser.python.put_aside import wait_until_kept
from tests.browser.server import LIFETIME, Server
from tests.browser.simulator import TIMEOUT, Simulator
from tests.examples.families import FAMILIES, PUBLISHED, measured, registry
from tests.examples.test_foreign_curves import LARGEST_ERROR as FROM_LIBRARY
from tests.sites.agreement import LARGEST_ERROR, largest_relative_error
from tests.support.budget import has_time_for_all, some


@pytest.fixture(scope="module")
def site(published: Path) -> Path:
    """All sites, the examples' within the project's."""
    return published


def test_the_page_gives_the_rates(browser: Browser, server: Server, site: Path, tmp_path: Path) -> None:
    """What is downloaded is what `simulate` gives for the example, and what the library gave for measured curves. What
    is counted, steps in transformers and epochs in the others, is said in the status, on the chart and above the table.
    Who goes from one site to the next asks the server for nothing of the runtime again.
    """
    server.lifetime = LIFETIME
    complaints: list[str] = []
    # A private window's cache in memory has no room for the interpreter, so a profile is needed.
    context = browser.browser_type.launch_persistent_context(tmp_path, **launch_options())
    context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    Simulator(page, server.url).open().wait_until_ready()
    wait_until_kept(page, site)  # who leaves earlier has the rest asked for again
    page.close()
    for library in PUBLISHED:
        page = context.new_page()  # a tab keeps its text
        page.set_default_timeout(TIMEOUT)
        expect_rates(page, server, library)
        page.close()
    context.close()
    assert complaints == []
    asked = [path for path in server.paths if "/runtime-" in path]
    assert any(path.endswith(".wasm") for path in asked)
    assert sorted(asked) == sorted(set(asked))


def expect_rates(page: Page, server: Server, library: str) -> None:
    """Open the simulator of a library's example, and compare what it gives with its registry and its library."""
    schedulers, counted = registry(library), registry(library).layout.clock.one
    assert counted == ("step" if library == "transformers" else "epoch")
    simulator = Simulator(page, f"{server.url}{FAMILIES[library]}/").open()
    expect(page.get_by_role("img", name=f"Learning rate by {counted}").first).to_be_visible()
    simulator.wait_until_ready()
    expect(simulator.status).to_contain_text(f" {counted}s: starts at ")
    expect(page.get_by_text(f"Every {counted}", exact=True)).to_be_visible()
    text = example_yaml(next(iter(schedulers.schedules)), schedulers, complete=True)
    simulator.expect_text(text)
    expected = simulate(load_config(text, registry=schedulers)).lr
    assert largest_relative_error(rates(simulator, counted), expected) <= LARGEST_ERROR
    for curve in some(measured(library)):
        simulator.replace_text(curve.document)
        assert largest_relative_error(rates(simulator, counted), np.array(curve.rates)) <= FROM_LIBRARY, curve.document


def rates(simulator: Simulator, counted: str) -> np.ndarray:
    """The rates of the file that the page gives, which waits for the answer to the newest text."""
    return np.array([rate for _, rate, _ in simulator.curve(counted)])


@pytest.mark.parametrize("folder", PUBLISHED.values())
def test_every_page_can_be_used_by_everybody(page: Page, server: Server, folder: str) -> None:
    """No page of an example breaks a rule of WCAG 2.2 AA or a best practice, in light, in dark and on a phone."""
    # Its colours are those of the project's site, whose pages are looked at in the dark each time.
    assert violations_of_pages(page, server, f"{folder}/", has_dark=has_time_for_all()) == {}


def test_there_is_one_python(site: Path) -> None:
    """All sites share one copy of the browser's Python, which lies in the project's own."""
    [runtime] = site.rglob("runtime-*")
    for folder in PUBLISHED.values():
        page = (site / folder / "simulator" / "index.html").read_text(encoding="utf-8")
        assert f"../../../assets/simulator/{runtime.name}/" in page
