"""The table shows every epoch, however many there are, and is found, read and left by keyboard."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from schedulers import load_config, simulate
from tests.browser.simulator import Simulator
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error

pytestmark = pytest.mark.shares_page

COSINE = (
    "training: {epochs: 100, optimizer: {lr: 0.1}, scheduler: {name: cosine, warmup_epochs: 5, "
    "warmup_bias_lr: 1e-7, min_lr: 0, iters_per_phase: 20}}"
)
MILLION = (
    "training: {epochs: 1000000, optimizer: {lr: 1}, scheduler: "
    "{name: step, iters_per_phase: 1, gamma: 0.9999, end_epoch: 999999}}"
)


@pytest.fixture
def table(simulator: Simulator, page: Page) -> Locator:
    """The opened table of a training with five phases."""
    simulator.open().wait_until_ready()
    simulator.replace_text(COSINE)
    expect(simulator.status).to_contain_text("ends at 0.000615583")
    page.get_by_text("Every epoch", exact=True).click()
    return page.get_by_role("table", name="Every epoch")


def rows(table: Locator) -> list[list[str]]:
    """What stands in the rows that are shown, the head left out."""
    return [row.split("\t") for row in table.inner_text().split("\n")[1:] if row]


def find(page: Page, query: str) -> None:
    field = page.get_by_role("textbox", name="Find epoch")
    field.fill(query)
    field.press("Enter")


def row_button(page: Page, epoch: str) -> Locator:
    table = page.get_by_role("table", name="Every epoch")
    return table.get_by_role("button", name=f"Show epoch {epoch} on the chart", exact=True)


def test_all_epochs_with_all_digits(simulator: Simulator, table: Locator, page: Page) -> None:
    """Page after page the table gives each epoch's rate, with every digit of the CSV, its phase and its ratio to the
    base rate.
    """
    config = load_config(COSINE)
    curve = simulate(config)
    shown: list[list[str]] = []
    for number in range(1, 6):
        if number > 1:
            page.get_by_role("button", name="Next").click()
        expect(page.get_by_text(f"Page {number} of 5")).to_be_visible()
        shown += rows(table)
    assert [int(epoch) for epoch, _, _, _ in shown] == curve.epoch.tolist()
    rates = [float(rate) for _, rate, _, _ in shown]
    assert rates == [rate for _, rate, _ in simulator.curve()]
    assert largest_relative_error(np.array(rates), curve.lr, highest_term(config)) <= LARGEST_ERROR
    assert [phase for _, _, phase, _ in shown] == curve.phase.tolist()
    assert [float(ratio) for _, _, _, ratio in shown] == pytest.approx((curve.lr / 0.1).tolist(), rel=1e-3)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()


@pytest.mark.usefixtures("table")
def test_find(page: Page) -> None:
    """An epoch is found by number, phase or mark of the chart; the focus goes there, and its values are spoken."""
    for query, epoch in [
        ("0", "0"),
        (" 57 ", "57"),
        ("epoch 58", "58"),
        ("phase 2", "20"),
        ("phase", "5"),
        ("Warm Up", "0"),
        ("restart 4", "80"),
        ("warm-up", "0"),
    ]:
        find(page, query)
        expect(row_button(page, epoch)).to_be_focused()
        expect(page.get_by_text(re.compile(rf"^Epoch {epoch}: rate "))).to_be_visible()


@pytest.mark.usefixtures("table")
def test_find_says_what_is_allowed(page: Page) -> None:
    """What is not there is said with what is allowed, at the field, which keeps what was typed and the focus."""
    field = page.get_by_role("textbox", name="Find epoch")
    for query in ("100", "-1", "1.5", "phase 6", "held", "<b>bold</b>"):
        find(page, query)
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(
            re.compile(
                re.escape(f"There is no epoch {query}. Allowed: 0 to 99, or warm-up, phase 1 to 5, restart 1 to 4.")
            )
        )
    find(page, "")
    expect(field).to_have_accessible_description(re.compile("Write which epoch to find"))
    find(page, "99")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_keys(table: Locator, page: Page) -> None:
    """One epoch is the tab stop; keys move it, across pages too."""
    find(page, "19")
    for key, epoch in [
        ("ArrowDown", "20"),
        ("ArrowUp", "19"),
        ("PageDown", "39"),
        ("PageUp", "19"),
        ("End", "99"),
        ("ArrowDown", "99"),
        ("Home", "0"),
        ("ArrowUp", "0"),
    ]:
        page.keyboard.press(key)
        expect(row_button(page, epoch)).to_be_focused()
    page.keyboard.press("Tab")
    expect(table.locator(":focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(row_button(page, "0")).to_be_focused()


def test_from_the_table_to_the_chart_and_back(table: Locator, page: Page) -> None:
    """Enter on an epoch points the chart at it; where the chart's cursor goes by keyboard, the table goes too."""
    find(page, "57")
    page.keyboard.press("Enter")
    chart = page.get_by_role("img", name="Learning rate by epoch")
    expect(chart).to_be_focused()
    assert page.get_by_role("definition").first.inner_text() == "57"
    current = table.locator("[aria-current=true]")
    expect(current).to_have_text(re.compile("^57"))
    page.keyboard.press("End")
    expect(current).to_have_text(re.compile("^99"))
    expect(page.get_by_text("Page 5 of 5")).to_be_visible()
    page.keyboard.press("Escape")
    expect(current).to_have_count(0)


def test_it_follows_each_edit(simulator: Simulator, table: Locator, page: Page) -> None:
    """An edit changes the rows; with a problem the last rates stay, and that is said."""
    find(page, "99")
    simulator.replace_text(COSINE.replace("epochs: 100", "epochs: 30"))
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(table).to_have_attribute("aria-rowcount", "31")
    assert [row[0] for row in rows(table)] == [str(epoch) for epoch in range(20, 30)]
    simulator.replace_text(COSINE.replace("min_lr: 0", "min_lr: -1"))
    expect(page.get_by_text("These are the rates of the last valid configuration.")).to_be_visible()
    assert len(rows(table)) == 10
    simulator.replace_text(COSINE)
    expect(page.get_by_text("These are the rates of the last valid configuration.")).to_have_count(0)


def test_a_million_epochs(simulator: Simulator, table: Locator, page: Page, complaints: list[str]) -> None:
    """Of a million epochs a page of rows is made, each row knows its place, and the last one is found at once."""
    simulator.replace_text(MILLION)
    expect(page.get_by_text("Page 1 of 50,000")).to_be_visible()
    find(page, "decay 999999")
    expect(row_button(page, "999,999")).to_be_focused()
    expect(table).to_have_attribute("aria-rowcount", "1000001")
    last = table.get_by_role("row").last
    expect(last).to_have_attribute("aria-rowindex", "1000001")
    assert len(rows(table)) == 20
    find(page, "1000000")
    expect(page.get_by_text("Allowed: 0 to 999,999, or constant, decay 1 to 999999, end_epoch.")).to_be_visible()
    assert complaints == []


@pytest.mark.usefixtures("table")
def test_it_fits_a_phone(simulator: Simulator, page: Page) -> None:
    """At 390 pixels the open table, with its longest numbers, is no wider than the window."""
    page.set_viewport_size({"width": 390, "height": 844})
    for text, epochs in ((COSINE, "100"), (MILLION, "1,000,000")):
        simulator.replace_text(text)
        expect(simulator.status).to_contain_text(f"{epochs} epochs")
        find(page, str(int(epochs.replace(",", "")) - 1))
        assert page.evaluate("document.documentElement.scrollWidth") == 390
