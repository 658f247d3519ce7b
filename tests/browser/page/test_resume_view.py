"""The section "Resume" says which epoch is next, at which rate, and hands out the program that resumes there."""

import contextlib
import io
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from schedulers import SCHEDULERS, load_config, simulate
from schedulers.curve.notes import rate_text
from schedulers.writing.example import example_yaml
from tests.browser.simulator import Simulator
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error
from tests.support.budget import some

pytestmark = pytest.mark.shares_page

DECAYS = "training: {epochs: 40, optimizer: {lr: 8}, scheduler: {name: multi_step, milestones: [10, 20], gamma: 0.5}}"


def printed(program: str) -> np.ndarray:
    """Epoch and rate of each line that the program prints; shape ``[lines, 2]``."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(program, "copied", "exec"), {})  # noqa: S102  # what is tested is that it runs
    return np.array([[float(part.strip("[]")) for part in line.split()] for line in said.getvalue().splitlines()])


def copied(page: Page, button: str) -> str:
    """What a button puts on the clipboard."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("alert").filter(has_text=re.compile("copied"))).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def open_section(page: Page) -> None:
    page.get_by_text("Resume", exact=True).click()


@pytest.mark.parametrize("name", some(list(SCHEDULERS)))
def test_the_copied_program_continues_the_curve(simulator: Simulator, page: Page, name: str) -> None:
    """For every scheduler both programs, copied and run, give the curve: from the start, and from the chosen epoch."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    simulator.open().wait_until_ready()
    text = example_yaml(name, complete=True)
    config = load_config(text)
    curve, highest = simulate(config).lr, highest_term(config)
    simulator.replace_text(text)
    expect(simulator.status).to_contain_text(f"ends at {rate_text(curve[-1])}")
    open_section(page)
    page.get_by_role("spinbutton", name="Epoch to train next").fill("42")
    resumed = printed(copied(page, "Copy resuming Python"))
    assert resumed[:, 0].tolist() == list(range(42, 100))
    assert largest_relative_error(resumed[:, 1], curve[42:], highest) <= LARGEST_ERROR
    whole = printed(copied(page, "Copy Python"))
    assert largest_relative_error(whole[:, 1], curve, highest) <= LARGEST_ERROR


def test_what_is_said(simulator: Simulator, page: Page) -> None:
    """Which epoch is next and the first rates are told; the curve is shown from there on."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DECAYS)
    expect(simulator.status).to_contain_text("40 epochs")
    open_section(page)
    field = page.get_by_role("spinbutton", name="Epoch to train next")
    expect(field).to_have_value("20")
    field.fill("9")
    expect(field).to_have_accessible_description("Epochs 0 to 8 have been trained, and epoch 9 is trained next.")
    expect(
        page.get_by_text("It trains epoch 9 at 8, epoch 10 at 4, epoch 11 at 4, and the last, epoch 39 at 2.")
    ).to_be_visible()
    chart = page.get_by_role("img", name="Curve from epoch 9 on")
    expect(chart.get_by_text("milestone 2", exact=True)).to_be_visible()
    field.fill("15")
    chart = page.get_by_role("img", name="Curve from epoch 15 on")
    expect(chart.get_by_text("milestone 2", exact=True)).to_be_visible()
    expect(chart.get_by_text("milestone 1", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Show on the chart").click()
    expect(page.get_by_role("img", name="Learning rate by epoch")).to_be_focused()
    assert page.get_by_role("definition").first.inner_text() == "15"


def test_the_charts_epoch_is_taken_over(simulator: Simulator, page: Page) -> None:
    """Where the keyboard has left the chart's cursor, training can be resumed."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DECAYS)
    expect(simulator.status).to_contain_text("40 epochs")
    open_section(page)
    expect(page.get_by_role("button", name="Take the chart's epoch")).to_be_disabled()
    page.get_by_role("img", name="Learning rate by epoch").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Take epoch 38 from the chart").click()
    expect(page.get_by_role("spinbutton", name="Epoch to train next")).to_have_value("38")


def test_where_nothing_can_be_resumed(simulator: Simulator, page: Page) -> None:
    """An epoch that can't come next is said with what is allowed, and no program is handed out for it."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DECAYS)
    expect(simulator.status).to_contain_text("40 epochs")
    open_section(page)
    field, button = (
        page.get_by_role("spinbutton", name="Epoch to train next"),
        page.get_by_role("button", name="Copy resuming Python"),
    )
    for value in ("0", "40", "-1", "1.5", ""):
        field.fill(value)
        expect(field).to_have_accessible_description(
            f"The epoch to train next must be a whole number from 1 to 39; got {value or 'no number'}. "
            "Epoch 0 begins training."
        )
        expect(button).to_be_hidden()
    field.fill("39")
    expect(button).to_be_visible()
    simulator.replace_text(DECAYS.replace("epochs: 40", "epochs: 1"))
    expect(field).to_have_accessible_description("Training has one epoch, so there is nothing to resume.")


def test_problems_keep_the_last_curve(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """While the configuration has problems the section is about the last valid one, and says so."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DECAYS)
    expect(simulator.status).to_contain_text("40 epochs")
    open_section(page)
    simulator.replace_text(DECAYS.replace("0.5", "-1"))
    expect(simulator.problems).to_have_count(1)
    expect(page.get_by_text("This is about the last valid configuration.")).to_be_visible()
    expect(page.get_by_role("region", name="Python that resumes training")).to_contain_text("gamma=0.5")
    simulator.replace_text(DECAYS.replace("0.5", "0.25"))
    expect(page.get_by_role("region", name="Python that resumes training")).to_contain_text("gamma=0.25")
    expect(page.get_by_text("This is about the last valid configuration.")).to_have_count(0)
    assert complaints == []


def test_taken_away(simulator: Simulator, page: Page) -> None:
    """The group holds the text exactly as YAML, and the program that builds its scheduler, once there is a curve."""
    simulator.open().wait_until_ready()
    group = page.get_by_role("group", name="Take it away")
    text = f"# mine, é 🎯\n{DECAYS}\n\n"
    simulator.replace_text(text)
    expect(simulator.status).to_contain_text("40 epochs")
    with page.expect_download() as caught:
        group.get_by_role("button", name="Download YAML").click()
    assert caught.value.suggested_filename == "training.yaml"
    assert caught.value.path().read_bytes() == text.encode()
    with page.expect_download() as caught:
        group.get_by_role("button", name="Download Python").click()
    assert caught.value.suggested_filename == "learning_rate.py"
    assert printed(caught.value.path().read_text(encoding="utf-8"))[:, 1].tolist() == [8] * 10 + [4] * 10 + [2] * 20
    simulator.replace_text("training: {")
    for name in ("Download CSV", "Download Python", "Copy Python"):
        expect(group.get_by_role("button", name=name)).to_be_disabled()
    with page.expect_download() as caught:
        group.get_by_role("button", name="Download YAML").click()
    assert caught.value.path().read_bytes() == b"training: {"


def test_it_fits_a_phone(simulator: Simulator, page: Page) -> None:
    """At 390 pixels the open section is no wider than the window."""
    page.set_viewport_size({"width": 390, "height": 844})
    simulator.open().wait_until_ready()
    open_section(page)
    expect(page.get_by_role("img", name="Curve from epoch 50 on")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
