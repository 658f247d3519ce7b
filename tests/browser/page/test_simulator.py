"""The simulator page gives the trainer's rates, says what is wrong, and survives what goes wrong."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from schedulers import load_config, simulate
from schedulers.curve.notes import rate_text
from tests.browser.quiet import wait_until_quiet
from tests.browser.server import LIFETIME, Server
from tests.browser.simulator import Simulator, in_the_dark
from tests.browser.starts import ARCHIVES
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error

REFERENCE = sorted((Path(__file__).parents[2] / "reference").glob("*.yaml"))

BROKEN = """\
training:
  epochs: 100
  optimizer:
    lr: '0.1'
  scheduler:
    name: step
    iters_per_phase: 0
    gama: 0.1
    end_epoch: 80
"""


@pytest.mark.shares_page
def test_reference_curves(simulator: Simulator, complaints: list[str]) -> None:
    """Each configuration of the trainer, pasted into the page, gives the trainer's curve in the CSV."""
    simulator.open().wait_until_ready()
    assert len(REFERENCE) == 7
    for path in REFERENCE:
        text = path.read_text(encoding="utf-8")
        measured = np.loadtxt(path.with_suffix(".csv"), delimiter=",", skiprows=1)
        simulator.replace_text(text)
        expect(simulator.status).to_contain_text(f"{len(measured)} epochs: ")
        # The same number of epochs may belong to the text before this one; the summary's rates do not.
        expect(simulator.status).to_contain_text(f"ends at {rate_text(measured[-1, 1])}")
        curve = simulator.curve()
        assert [epoch for epoch, _, _ in curve] == measured[:, 0].tolist()
        rates = np.array([rate for _, rate, _ in curve])
        config = load_config(text)
        assert largest_relative_error(rates, measured[:, 1], highest_term(config)) <= LARGEST_ERROR, path.stem
        assert [phase for _, _, phase in curve] == simulate(config).phase.tolist()
    assert complaints == []


@pytest.mark.shares_page
def test_problems_have_their_places(simulator: Simulator, complaints: list[str]) -> None:
    """A broken configuration lists every problem with its line and column, and the text stays as it was typed."""
    simulator.open().wait_until_ready()
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)
    texts = [" ".join(text.split()) for text in simulator.problems.all_inner_texts()]
    assert [text[: text.index(":") + 1] for text in texts] == [
        "line 4, column 9:",
        "line 5, column 3:",
        "line 7, column 22:",
        "line 8, column 5:",
    ]
    assert "Did you mean gamma?" in texts[3]
    assert simulator.editor.inner_text().rstrip("\n") == BROKEN.rstrip("\n")
    expect(simulator.download).to_be_disabled()
    simulator.replace_text(REFERENCE[0].read_text(encoding="utf-8"))
    expect(simulator.problems).to_have_count(0)
    expect(simulator.download).to_be_enabled()
    assert complaints == []


@pytest.mark.shares_page
def test_a_problem_leads_to_its_place(simulator: Simulator) -> None:
    """Activating a problem with the keyboard puts the cursor at its place."""
    simulator.open().wait_until_ready()
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)
    simulator.problems.nth(3).get_by_role("button").focus()
    simulator.page.keyboard.press("Enter")
    expect(simulator.editor).to_be_focused()
    simulator.page.keyboard.insert_text("m")
    expect(simulator.editor).to_contain_text("mgama: 0.1")


@pytest.mark.shares_page
def test_notes_are_told(simulator: Simulator) -> None:
    """What is legal but surprising is listed with its line, and what was assumed too."""
    simulator.open().wait_until_ready()
    simulator.replace_text("training:\n  scheduler:\n    name: multi_step\n    milestones: [30, 800]\n    gamma: 0.1\n")
    expect(simulator.notes).to_have_count(3)
    expect(simulator.notes.nth(0)).to_contain_text("training.epochs")
    expect(simulator.notes.nth(2)).to_contain_text("before milestone 800")
    expect(simulator.notes.nth(2)).to_contain_text("line 4")


@pytest.mark.shares_page
def test_values_on_hover(simulator: Simulator, page: Page) -> None:
    """Over the chart the read-out tells the epoch under the pointer, with its rate and its part of the schedule."""
    simulator.open().wait_until_ready()
    curve = simulator.curve()
    chart = page.get_by_role("img", name="Learning rate by epoch").bounding_box()
    assert chart
    told = set()
    for share in (0.3, 0.5, 0.7):
        page.mouse.move(chart["x"] + share * chart["width"], chart["y"] + chart["height"] / 2)
        expect(page.get_by_role("definition").first).to_have_text(re.compile(r"^\d+$"))
        epoch, phase, rate, _ = page.get_by_role("definition").all_inner_texts()
        assert float(rate) == pytest.approx(curve[int(epoch)][1], rel=1e-3)
        assert phase == curve[int(epoch)][2]
        told.add(epoch)
    assert len(told) == 3


@pytest.mark.shares_page
def test_navigation_there_and_back(simulator: Simulator, page: Page, server: Server, complaints: list[str]) -> None:
    """Going to another page and back without a reload keeps the text and the Python that runs."""
    simulator.open().wait_until_ready()
    page.evaluate("window.stillHere = true")
    text = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
    simulator.replace_text(text)
    expect(simulator.status).to_contain_text("7 epochs")
    loaded = len([path for path in server.paths if ARCHIVES[0] in path])
    for _ in range(2):
        page.get_by_role("link", name="Publish").first.click()
        expect(simulator.editor).to_have_count(0)
        page.get_by_role("link", name="Simulator").first.click()
        expect(simulator.editor).to_contain_text(text)
        simulator.wait_until_ready()
    expect(simulator.status).to_contain_text("7 epochs")
    assert page.evaluate("window.stillHere") is True
    assert len([path for path in server.paths if ARCHIVES[0] in path]) == loaded
    assert page.locator(".uplot").count() == 1
    assert complaints == []


def test_reading_pages_load_no_python(page: Page, server: Server) -> None:
    """A page without the simulator asks for nothing of the browser's Python, nor for the editor."""
    server.lifetime = LIFETIME  # or else a crowded browser asks for the style sheet twice
    page.goto(f"{server.url}reference/")
    wait_until_quiet(page)
    asked = [path for path in server.paths if "assets/simulator" in path]
    assert sorted(re.sub("-.*", "", path.rpartition("/")[2]) for path in asked) == ["boot", "simulator"]


@pytest.mark.shares_page
def test_the_page_works_in_the_dark(simulator: Simulator, page: Page) -> None:
    """Switching to dark mode redraws the chart, and the curve is still there."""
    simulator.open().wait_until_ready()
    canvas = page.locator(".uplot canvas").element_handle()
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    with in_the_dark(page):
        page.wait_for_function("([canvas, before]) => canvas.toDataURL() !== before", arg=[canvas, before])
        assert simulator.curve()


@pytest.mark.shares_page
def test_a_million_epochs(simulator: Simulator, complaints: list[str]) -> None:
    """A run of a million epochs is drawn and downloaded whole."""
    simulator.open().wait_until_ready()
    scheduler = "{name: multi_step, milestones: [999999], gamma: 0.5}"
    simulator.replace_text(f"training: {{epochs: 1000000, optimizer: {{lr: 1}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("1,000,000 epochs")
    header, *lines = simulator.csv().splitlines()
    assert header == "epoch,lr,phase"
    assert len(lines) == 1_000_000
    assert lines[-2:] == ["999998,1.0,constant", "999999,0.5,decay 1"]
    assert complaints == []
