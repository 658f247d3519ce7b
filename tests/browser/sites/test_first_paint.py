"""The curve is there before Python is, and it is the one that Python then gives."""

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.python.asking import ask_the_worker
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON
from tests.support.budget import once_a_week

SUMMARY = "100 epochs: starts at 0.020008, peaks at 0.1 in epoch 4, ends at 1e-6."
OTHER = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"

# What the button "Copy link" gives for OTHER.
LINK = (
    "#s1.eNodzDEKgDAMQNGrhM5FRBEhVxGRokEDTVtsBFF6d4vLH97wX6N0q0Gjp-PAYUd4KcX1yAijhZiUhR86K_uarl"
    "jI60Hb5X8LTghBLq-8ZKVkQdhT1hioDqZ-trA7EYfQNkMppnyxACba"
)


def chart(page: Page) -> Locator:
    return page.get_by_role("img", name="Learning rate by epoch").first


def drawings(page: Page) -> Locator:
    """The drawings that the page comes with: one for wide, one for narrow windows."""
    return chart(page).locator("svg")


def curve_of(page: Page) -> Locator:
    """The curve that the script draws."""
    return chart(page).locator("canvas")


def visible(locator: Locator) -> Locator:
    return locator.locator("visible=true")


@pytest.mark.shares_page
def test_the_answer_that_comes_with_the_page_is_the_browsers(simulator: Simulator, page: Page) -> None:
    """Report, rates and phases of the example, computed at build time, are those of the browser to the last digit."""
    simulator.open()
    element = page.locator("[data-simulator]")
    example, answer = (element.get_attribute(f"data-{name}") for name in ("example", "answer"))
    assert example
    assert answer
    prerendered = json.loads(answer)
    [(report, lists)] = ask_the_worker(simulator, [example])
    assert prerendered["report"] == report
    assert prerendered["report"]["summary"] == SUMMARY
    assert prerendered["curve"]["lr"] == [float(rate) for rate in lists[0]]
    assert [prerendered["curve"]["phaseKind"], prerendered["curve"]["phaseNumber"]] == lists[1:]


def places_of_marks(page: Page) -> list[float]:
    """The middle of the name of each mark, which stands at a corner of the plot: across and down."""
    labels = [visible(chart(page).get_by_text(name, exact=True)) for name in ("warm-up", "end_epoch", "min_lr")]
    expect(labels[0]).to_be_visible()
    boxes = [box for label in labels if (box := label.bounding_box())]
    assert len(boxes) == len(labels)
    return [place for box in boxes for place in (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)]


def test_the_curve_is_there_before_script_and_python(
    page: Page, server: Server, simulator: Simulator, complaints: list[str]
) -> None:
    """While the page's own code is still on its way, the drawing and the summary are on the screen. While Python is,
    chart, values, summary and CSV are there, the chart where the drawing was, and all are those that Python gives.
    """
    server.hold = "/page-"
    page.goto(f"{server.url}simulator/", wait_until="commit")
    expect(visible(drawings(page))).to_have_count(1)
    expect(simulator.status).to_have_text(f"Loading. {SUMMARY}")
    drawn = places_of_marks(page)
    server.let_go(ANY_OF_PYTHON)
    expect(simulator.status).to_have_text(f"Loading Python. {SUMMARY}")
    expect(curve_of(page)).to_be_visible()
    expect(drawings(page)).to_have_count(0)
    assert places_of_marks(page) == pytest.approx(drawn, abs=3)
    values = page.get_by_role("figure").get_by_role("definition")
    told = values.all_inner_texts()
    assert told[1] == "warm-up, annealing, held"
    before = simulator.curve()
    assert len(before) == 100
    server.let_go()
    simulator.wait_until_ready()
    expect(simulator.status).to_have_text(f"Ready. {SUMMARY}")
    assert simulator.curve() == before
    assert values.all_inner_texts() == told
    assert complaints == []


def test_the_drawing_stands_where_the_chart_will_on_a_phone(page: Page, server: Server) -> None:
    """On a phone, too, the names of the marks are at the same place in drawing and chart."""
    page.set_viewport_size({"width": 390, "height": 844})
    server.hold = "/page-"
    page.goto(f"{server.url}simulator/", wait_until="commit")
    drawn = places_of_marks(page)
    server.let_go(ANY_OF_PYTHON)
    expect(curve_of(page)).to_be_visible()
    assert places_of_marks(page) == pytest.approx(drawn, abs=3)


def test_without_javascript_the_curve_is_drawn(page: Page, browser: Browser, server: Server) -> None:
    """With JavaScript off, the page says so and shows the example with its curve, and none of the controls. The title
    stands where it does with JavaScript, so the page's first script moves nothing.
    """
    server.hold = ANY_OF_PYTHON
    page.goto(f"{server.url}simulator/")
    context = browser.new_context(java_script_enabled=False, viewport=page.viewport_size)
    plain = context.new_page()
    plain.goto(f"{server.url}simulator/")
    expect(visible(drawings(plain))).to_have_count(1)
    article = plain.get_by_role("article")
    said = article.locator("noscript")
    expect(said).to_be_visible()
    for text in ("The simulator needs JavaScript", SUMMARY, "name: cosine_no_sgdr"):
        assert text in said.inner_text()
    for role in ("button", "status", "definition", "textbox", "combobox"):
        expect(article.get_by_role(role)).to_have_count(0)
    titles = [each.get_by_role("heading", level=1).bounding_box() for each in (page, plain)]
    assert titles[0] == titles[1]
    context.close()


@pytest.mark.parametrize("comes", [pytest.param("kept", marks=once_a_week("by a link")), "by a link"])
def test_another_text_never_shows_the_examples_curve(
    page: Page, server: Server, simulator: Simulator, comes: str
) -> None:
    """A text that was kept or came by a link is pending until Python answers: the example's curve is not its own."""
    if comes == "kept":
        server.hold = ANY_OF_PYTHON
        simulator.open()
        simulator.replace_text(OTHER)
        page.goto("about:blank")
    server.let_go("/page-")
    page.goto(f"{server.url}simulator/{LINK if comes == 'by a link' else ''}", wait_until="commit")
    expect(drawings(page)).to_have_count(2)
    expect(visible(drawings(page))).to_have_count(0)
    expect(visible(page.get_by_text(SUMMARY))).to_have_count(0)
    server.let_go(ANY_OF_PYTHON)
    expect(simulator.editor).to_have_text(OTHER)
    expect(simulator.status).to_have_text("Loading Python.")
    expect(curve_of(page)).to_have_count(0)  # that it comes is told below, of a text that is typed


def test_the_kept_example_is_the_example(page: Page, server: Server, simulator: Simulator) -> None:
    """After a reload without changes the curve is there at once, as on the first visit."""
    server.hold = ANY_OF_PYTHON
    simulator.open()
    expect(curve_of(page)).to_be_visible()
    server.let_go("/page-")
    page.reload(wait_until="commit")
    expect(visible(drawings(page))).to_have_count(1)


def test_an_edit_before_python_fades_the_curve(page: Page, server: Server, simulator: Simulator) -> None:
    """Once the text is another one, the page says that the curve is not its own. What was typed is kept, and simulated
    once Python is there.
    """
    server.hold = ANY_OF_PYTHON
    simulator.open()
    expect(curve_of(page)).to_be_visible()
    simulator.replace_text(OTHER)
    told = page.get_by_text("This curve is from before your changes")
    expect(told).to_be_visible()
    expect(simulator.status).to_have_text("Loading Python.")
    expect(simulator.download).to_be_disabled()
    server.let_go()
    expect(simulator.status).to_have_text(re.compile("^Ready. 7 epochs"))
    expect(told).to_have_count(0)
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]
