"""Nothing on the page moves by itself: not while it loads, and not when problems come and go."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.links import holding
from tests.browser.moving import WATCH, shifts
from tests.browser.page.test_simulator import BROKEN
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON
from tests.support.budget import once_a_week

SIZES = [
    pytest.param((1280, 800), id="wide", marks=once_a_week("the phone, on which more moves")),
    pytest.param((390, 844), id="narrow"),
]


@pytest.fixture(params=SIZES)
def watched(request: pytest.FixtureRequest, page: Page) -> Page:
    """A page that notes whatever moves on it."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(WATCH)
    return page


LONG = "\n".join(
    [
        *(f"before_{number}: {number}" for number in range(60)),
        "training:",
        "  epochs: 7",
        "  optimizer: {lr: 2}",
        "  scheduler: {name: multi_step,",
        "    milestones: [3], gamma: 0.5}",
        *(f"after_{number}: {number}" for number in range(60)),
    ]
)


def test_the_editor_grows_with_its_text(page: Page, server: Server, simulator: Simulator) -> None:
    """A long configuration makes the editor as high as the screen, and not higher. Pasted, it shows where its scheduler
    is chosen, with the chart beside it. After a reload the editor is as high from the first paint on.
    """
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    server.hold = ANY_OF_PYTHON  # what comes with Python moves nothing, as the last test shows
    simulator.open()
    expect(simulator.editor).to_be_visible()
    box = page.locator("[data-part=editor]")
    usual = box.evaluate("box => box.offsetHeight")
    simulator.replace_text(LONG)
    expect(page.get_by_text("name: multi_step")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("img", name="Learning rate by epoch")).to_be_in_viewport(ratio=1)
    grown = box.evaluate("box => box.offsetHeight")
    assert 2 * usual < grown < 800
    page.reload()
    expect(simulator.editor).to_contain_text("before_0: 0")
    assert box.evaluate("box => box.offsetHeight") == grown
    assert shifts(page) == []


def test_a_link_with_a_long_text_moves_nothing(page: Page, server: Server, simulator: Simulator) -> None:
    """The editor of a shared configuration is as high from the first paint on as its text makes it."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    server.hold = ANY_OF_PYTHON
    simulator.open_link(holding({"text": LONG}))
    expect(page.get_by_text("name: multi_step")).to_be_in_viewport(ratio=1)
    assert page.locator("[data-part=editor]").evaluate("box => box.offsetHeight") > 500
    assert shifts(page) == []


def test_nothing_moves(watched: Page, simulator: Simulator) -> None:
    """From the first paint until Python is ready, every part stays where it is, and while problems come and go."""
    simulator.open()
    assert shifts(watched) == []
    simulator.wait_until_ready()
    assert shifts(watched) == []
    valid = simulator.text()
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)
    assert shifts(watched) == []
    simulator.replace_text(valid)
    expect(simulator.problems).to_have_count(0)
    assert shifts(watched) == []
