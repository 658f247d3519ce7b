"""A site whose documents are flat, leave a field out and count steps: every word of it follows its declarations."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.links import holding
from tests.browser.server import SUB_PATH, Server
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator, python_workers
from tests.browser.starts import ANY_OF_PYTHON
from tests.sites.building import ROOT, build_site

pytestmark = pytest.mark.slow

PROJECT = ROOT / "tests" / "sites" / "steps_site"
DROPS = "max_steps: 6\nlearning_rate: 0.8\nbatch_size: 32\nsched: drops\nstep_size: 2"
LINEAR = "max_steps: 4\nlearning_rate: 0.8\nsched: linear\nfloor: 0.3"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The site of the project beside the tests."""
    folder = tmp_path_factory.mktemp("steps-site")
    return build_site(folder, url=f"http://127.0.0.1:{port}{SUB_PATH}", project=PROJECT)


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab in which this site is open, and not the project's."""
    with sharing(browser) as shared:
        yield shared


@pytest.mark.shares_page
def test_the_reference_gives_the_default(page: Page, server: Server) -> None:
    """Only a table in which a field may be left out has a column for what holds then."""
    page.goto(f"{server.url}reference/")
    row = page.locator("[id='drops.gamma']")
    assert row.get_by_role("cell").all_inner_texts() == [
        "float",
        "> 0 and <= 1",
        "dimensionless",
        "0.1",
        "0.1",
        "factor that multiplies the rate",
    ]
    expect(page.get_by_role("columnheader", name="Default")).to_have_count(1)


@pytest.mark.shares_page
def test_no_page_speaks_of_epochs(page: Page, server: Server, simulator: Simulator) -> None:
    """Neither cards, reference nor simulator show or name an epoch, before Python is ready and after."""
    page.goto(server.url)
    assert epochs_in(page) == []
    page.goto(f"{server.url}reference/")
    expect(page.get_by_role("img", name="drops: learning rate by step").locator("visible=true")).to_be_visible()
    expect(page.get_by_text("For every step")).to_be_visible()
    assert epochs_in(page) == []
    page.goto(f"{server.url}simulator/")
    assert epochs_in(page) == []
    simulator.open()
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps: starts at 0.8")
    page.get_by_text("Every step", exact=True).click()
    page.get_by_role("button", name="Pin curve").click()
    page.get_by_role("button", name="Logarithmic").click()
    assert epochs_in(page) == []


def epochs_in(page: Page) -> list[str]:
    """What the page shows or says of epochs: its text, labels, titles and placeholders, the code and data left out."""
    said: list[str] = page.evaluate(
        """() => {
          const names = ["aria-label", "title", "placeholder"];
          const told = (element) => [...names.map((name) => element.getAttribute(name)),
            ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map((node) => node.data)];
          const elements = [...document.querySelectorAll("article *")];
          return elements.filter(({ tagName }) => !["SCRIPT", "STYLE"].includes(tagName)).flatMap(told).filter(Boolean);
        }"""
    )
    return [text for text in said if re.search("epoch", text, re.IGNORECASE)]


@pytest.mark.shares_page
def test_a_field_that_is_left_out(simulator: Simulator, page: Page) -> None:
    """Its control shows the default; what is typed is added to the flat document, and nothing else changes."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps")
    expect(simulator.problems).to_have_count(0)
    gamma = page.get_by_role("spinbutton", name="gamma")
    expect(gamma).to_have_attribute("placeholder", "0.1")
    expect(gamma).to_have_value("")
    gamma.fill("0.5")
    simulator.expect_text(f"{DROPS}\ngamma: 0.5")
    expect(simulator.status).to_contain_text("ends at 0.2")


@pytest.mark.shares_page
def test_a_field_under_a_further_name(simulator: Simulator, page: Page) -> None:
    """Its control shows what stands there and changes it there; nothing adds the field under its own name, too."""
    simulator.open().wait_until_ready()
    text = DROPS.replace("step_size", "decay_steps") + "\ndecay_factor: 0.5"
    simulator.replace_text(text)
    expect(simulator.status).to_contain_text("ends at 0.2")
    expect(page.get_by_role("button", name="Use example values")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("spinbutton", name="step_size")).to_have_value("2")
    page.get_by_role("spinbutton", name="gamma").fill("0.25")
    simulator.expect_text(text.replace("0.5", "0.25"))
    expect(simulator.status).to_contain_text("ends at 0.05")


@pytest.mark.shares_page
def test_another_scheduler_keeps_other_settings(simulator: Simulator, page: Page) -> None:
    """The button exchanges the fields of the schedulers, and leaves alone what else a flat document holds."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DROPS.replace("drops", "torch.optim.lr_scheduler.StepLR"))
    choice = page.get_by_role("combobox", name="sched")
    expect(choice).to_have_value("drops")
    choice.select_option("linear")
    page.get_by_role("button", name="Use example values").click()
    simulator.expect_text("max_steps: 6\nlearning_rate: 0.8\nbatch_size: 32\nsched: linear\nfloor: 0.01")


@pytest.mark.shares_page
def test_what_is_taken_away(simulator: Simulator, page: Page) -> None:
    """The CSV is headed by step; a program is offered where one is known, and none where nobody knows it."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps")
    with page.expect_download() as caught:
        simulator.download.click()
    header, *rows = csv.reader(Path(caught.value.path()).read_text(encoding="utf-8").splitlines())
    assert header == ["step", "lr", "phase"]
    assert [float(rate) for _, rate, _ in rows] == pytest.approx([0.8, 0.8, 0.08, 0.08, 0.008, 0.008])
    expect(page.get_by_role("button", name="Copy Python")).to_be_visible()
    expect(page.get_by_text("Resume", exact=True)).to_be_hidden()
    simulator.replace_text(LINEAR)
    expect(simulator.status).to_contain_text("4 steps")
    expect(page.get_by_role("button", name="Copy Python")).to_be_hidden()
    expect(page.get_by_role("button", name="Download Python")).to_be_hidden()


@pytest.mark.shares_page
def test_a_step_is_found(simulator: Simulator, page: Page) -> None:
    """Table and chart speak of steps, and a step is found by that word."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps")
    page.get_by_text("Every step", exact=True).click()
    table = page.get_by_role("table", name="Every step")
    expect(table.get_by_role("columnheader").first).to_have_text("Step")
    field = page.get_by_role("textbox", name="Find step")
    field.fill("step 4")
    field.press("Enter")
    expect(page.get_by_text("Step 4: rate 0.008, ratio to base 0.01.").first).to_be_visible()
    expect(table.get_by_role("button", name="Show step 4 on the chart")).to_be_focused()
    expect(page.get_by_role("img", name="Learning rate by step")).to_be_visible()


def test_several_simulators_share_python_and_nothing_else(page: Page, server: Server, complaints: list[str]) -> None:
    """On one page, each has a text of its own, also after a reload, one its own example; there is one Python, no id is
    there twice, and a link opens in the first.
    """
    page.goto(f"{server.url}several/")
    first, second, third = several = [Simulator(page, server.url, number) for number in range(3)]
    for each in several:
        each.wait_until_ready()
    assert third.text() != second.text() == first.text()
    assert "linear" in third.text()
    second.editor.fill(DROPS)
    third.editor.fill("max_steps: many")
    expect(third.problems.first).to_be_visible()
    expect(second.status).to_contain_text("6 steps")
    expect(second.problems).to_have_count(0)
    page.evaluate("link => { location.hash = link }", holding({"text": LINEAR}))
    expect(first.status).to_contain_text("4 steps")
    assert (first.text(), second.text(), third.text()) == (LINEAR, DROPS, "max_steps: many")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))
    assert len(python_workers(page)) == 1
    server.hold = ANY_OF_PYTHON  # what is kept needs no Python
    page.reload()
    for each, text in zip(several, (LINEAR, DROPS, "max_steps: many"), strict=True):
        each.expect_text(text)
    assert complaints == []
