"""The chart can be explored without a pointer, says in words what it shows, and marks what matters."""

import re

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.simulator import Simulator

pytestmark = pytest.mark.shares_page

ALL_EPOCHS = "0 \N{EN DASH} {}"
DECAYS = "training: {epochs: 40, optimizer: {lr: 8}, scheduler: {name: multi_step, milestones: [10, 20], gamma: 0.5}}"
COSINE = (
    "training: {epochs: 100, optimizer: {lr: 0.1}, scheduler: {name: cosine, warmup_epochs: 5, "
    "warmup_bias_lr: 0, min_lr: 0, iters_per_phase: 20}}"
)


@pytest.fixture
def chart(simulator: Simulator) -> Locator:
    """The chart of a configuration with two milestones."""
    simulator.open().wait_until_ready()
    simulator.replace_text(DECAYS)
    expect(simulator.status).to_contain_text("40 epochs")
    return simulator.page.get_by_role("img", name="Learning rate by epoch")


def readout(page: Page) -> list[str]:
    """Epoch, phase, rate and ratio to the base rate, as shown above the chart."""
    return page.get_by_role("figure").get_by_role("definition").all_inner_texts()


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def test_the_keyboard_moves_the_cursor(chart: Locator, page: Page) -> None:
    """Arrows move epoch by epoch, Page keys by tenths, Home and End to the ends, and the values follow."""
    chart.focus()
    for key, epoch in [
        ("Home", 0),
        ("ArrowLeft", 0),
        ("ArrowRight", 1),
        ("PageUp", 5),
        ("ArrowLeft", 4),
        ("PageDown", 0),
        ("End", 39),
        ("ArrowRight", 39),
    ]:
        page.keyboard.press(key)
        assert readout(page)[0] == str(epoch), key
    assert readout(page) == ["39", "decay 2", "2", "0.25"]
    page.keyboard.press("Escape")
    expect(chart).not_to_be_focused()
    assert readout(page)[0] == ALL_EPOCHS.format(39)


def test_the_cursor_is_spoken_once_it_rests(chart: Locator, page: Page) -> None:
    """A polite live region says epoch, rate, phase and ratio of where the cursor rests, not of what it passes."""
    live = page.locator("[aria-live=polite]").filter(has_not=page.get_by_role("status"))
    page.evaluate(
        """() => {
          window.spoken = [];
          for (const region of document.querySelectorAll("[data-simulator] [aria-live=polite]"))
            new MutationObserver(() => window.spoken.push(region.textContent)).observe(region, { childList: true });
        }"""
    )
    chart.focus()
    page.keyboard.press("Home")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(live.get_by_text("Epoch 10: rate 4, decay 1, ratio to base 0.5.")).to_be_attached()
    assert page.evaluate("window.spoken") == ["Epoch 10: rate 4, decay 1, ratio to base 0.5."]


def test_the_sites_shortcuts_stay_quiet(chart: Locator, page: Page) -> None:
    """A key pressed on the chart is not taken for a shortcut of the site, such as that of the search."""
    chart.focus()
    page.keyboard.press("s")
    page.keyboard.press("/")
    expect(chart).to_be_focused()


def test_zoom_by_keys_and_buttons(chart: Locator, page: Page) -> None:
    """Zooming out takes back zooming in, the cursor pulls the view along, and Reset zoom shows all again."""
    reset = page.get_by_role("button", name="Reset zoom")
    milestones = page.get_by_text(re.compile("^milestone [12]$"))
    expect(milestones).to_have_count(2)
    expect(reset).to_be_disabled()
    page.get_by_role("button", name="Zoom in").click()
    expect(reset).to_be_enabled()
    page.get_by_role("button", name="Zoom out").click()
    expect(reset).to_be_disabled()
    chart.focus()
    page.keyboard.press("Home")
    page.keyboard.press("+")
    page.get_by_role("button", name="Zoom in").click()
    expect(milestones).to_have_count(1)
    reset.click()
    expect(milestones).to_have_count(2)
    expect(reset).to_be_disabled()
    chart.focus()
    page.keyboard.press("Home")
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(milestones).to_have_text(["milestone 1"])
    page.keyboard.press("End")
    expect(milestones).to_have_count(0)
    assert readout(page)[0] == "39"
    page.keyboard.press("0")
    expect(milestones).to_have_count(2)


def test_zoom_by_dragging(chart: Locator, page: Page) -> None:
    """Dragging across a part of the chart shows that part alone."""
    milestones = page.get_by_text(re.compile("^milestone [12]$"))
    first, second = (box(milestone) for milestone in milestones.all())
    area = box(chart)
    middle = area["y"] + area["height"] / 2
    page.mouse.move(first["x"], middle)
    page.mouse.down()
    page.mouse.move((first["x"] + second["x"]) / 2, middle, steps=5)
    page.mouse.up()
    expect(milestones).to_have_text(["milestone 1"])
    expect(page.get_by_role("button", name="Reset zoom")).to_be_enabled()


def test_logarithmic_and_zero(simulator: Simulator, chart: Locator, page: Page, complaints: list[str]) -> None:
    """On a logarithmic scale equal factors are equal steps, and what it can't show, a rate of zero, is said."""
    toggle = page.get_by_role("button", name="Logarithmic")
    before = chart.screenshot()
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert chart.screenshot() != before
    simulator.replace_text(COSINE.replace("lr: 0.1", "lr: 0"))
    expect(page.get_by_text("100 epochs at 0 left out: a logarithmic scale has no zero.")).to_be_visible()
    toggle.click()
    expect(page.get_by_text("left out")).to_have_count(0)
    assert complaints == []


def test_marks_are_named_and_told(simulator: Simulator, chart: Locator) -> None:
    """Warm-up, restarts, end_epoch and min_lr are named on the chart and in its description."""
    simulator.replace_text(COSINE)
    for name in ("warm-up", "restart 1", "restart 4", "min_lr"):
        expect(chart.get_by_text(name, exact=True)).to_be_visible()
    expect(chart).to_have_accessible_description(
        re.compile(r"Marked: warm-up before epoch 5, restart 1 at epoch 20, .* min_lr at 0\.")
    )
    simulator.replace_text(
        "training: {epochs: 100, optimizer: {lr: 1}, scheduler: "
        "{name: step, iters_per_phase: 30, gamma: 0.5, end_epoch: 80}}"
    )
    for name in ("decay 1", "decay 2", "end_epoch"):
        expect(chart.get_by_text(name, exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_many_marks_stay_legible(simulator: Simulator, chart: Locator, page: Page, width: int) -> None:
    """Of a hundred decays as many are named as fit, no name covers another, and end_epoch is among them."""
    page.set_viewport_size({"width": width, "height": 800})
    simulator.replace_text(
        "training: {epochs: 200, optimizer: {lr: 1}, scheduler: "
        "{name: step, iters_per_phase: 1, gamma: 0.99, end_epoch: 150}}"
    )
    expect(chart.get_by_text("end_epoch", exact=True)).to_be_visible()
    names = chart.get_by_text(re.compile(r"^(decay \d+|end_epoch)$"))
    assert names.count() > 2
    boxes = sorted((box(name) for name in names.all()), key=lambda found: found["x"])
    for left, right in zip(boxes, boxes[1:], strict=False):
        assert left["x"] + left["width"] <= right["x"]
    area = box(chart)
    assert area["x"] <= boxes[0]["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= area["x"] + area["width"]


def test_a_million_marks_are_counted(simulator: Simulator, chart: Locator, page: Page) -> None:
    """What is too much to mark is counted beside the chart, and the cursor still reaches every epoch."""
    simulator.replace_text(
        "training: {epochs: 1000000, optimizer: {lr: 1}, scheduler: "
        "{name: step, iters_per_phase: 1, gamma: 0.9999, end_epoch: 999999}}"
    )
    expect(page.get_by_text("999,999 decays, too many to mark.", exact=True)).to_be_visible()
    chart.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert readout(page)[:2] == ["999,998", "decay 999998"]


def test_a_note_shows_its_epoch(simulator: Simulator, chart: Locator, page: Page) -> None:
    """Pointing at a note points at its epoch on the chart; its button goes there."""
    simulator.replace_text(COSINE)
    note = simulator.notes.nth(0)
    expect(note).to_contain_text("After the ramp")
    note.hover()
    assert readout(page)[0] == "5"
    page.mouse.move(0, 0)
    assert readout(page)[0] == ALL_EPOCHS.format(99)
    note.get_by_role("button", name="Show epoch 5 on the chart").click()
    expect(chart).to_be_focused()
    assert readout(page)[0] == "5"
    page.keyboard.press("ArrowRight")
    assert readout(page)[0] == "6"


def test_a_rate_that_the_curve_falls_below(simulator: Simulator, chart: Locator, page: Page) -> None:
    """The line under the chart says when the curve first falls below a rate, after every edit, and leads there. It is
    grey while the text has a problem, because then it is about the last curve.
    """
    rate = page.get_by_role("textbox", name="Falls below")
    rate.fill("5")
    expect(rate).to_have_accessible_description("epoch 10")
    page.get_by_role("button", name="epoch 10").click()
    expect(chart).to_be_focused()
    assert readout(page)[0] == "10"
    simulator.replace_text(DECAYS.replace("gamma: 0.5", "gamma: 0.7"))
    expect(rate).to_have_accessible_description("epoch 20")
    colour = "element => getComputedStyle(element).color"
    label, answer = page.get_by_text("Falls below").first, page.get_by_role("button", name="epoch 20")
    assert answer.evaluate(colour) != label.evaluate(colour)
    simulator.replace_text(DECAYS.replace("gamma: 0.5", "gamma: -1"))
    expect(simulator.problems).to_have_count(1)
    assert answer.evaluate(colour) == label.evaluate(colour)
