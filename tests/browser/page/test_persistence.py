"""What somebody has typed is not lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.comparison import SEVEN, STEPS, Comparison
from tests.browser.server import SUB_PATH, Server
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON
from tests.support.budget import once_a_week, some

TEXT = f"# mine\n{SEVEN}"


def test_reload_and_history(simulator: Simulator, page: Page, server: Server) -> None:
    """Text, view, pins and the rate that is asked for survive a reload, and going to another document and back. What
    was replaced before can be had back after it, and what was taken back can be done again; then all is simulated.
    """
    server.hold = ANY_OF_PYTHON  # Python is wanted at the end
    comparison = Comparison(simulator)
    comparison.open(*({"name": f"pin {epochs}", "text": STEPS.format(epochs, 2)} for epochs in (8, 9)))
    simulator.expect_text(SEVEN)
    page.get_by_role("button", name="Remove pin 8").click()
    line = comparison.pins.locator("path").get_attribute("stroke-dasharray")
    visible = page.get_by_role("checkbox", name="Show pin 9")
    visible.uncheck()
    comparison.threshold.fill("1.5")
    simulator.replace_text(TEXT)
    page.get_by_role("button", name="Logarithmic").click()
    kept = TEXT
    for leave, key, text in (
        (page.reload, "z", SEVEN),
        (lambda: (page.goto(f"{server.url}404.html"), page.go_back()), "Shift+Z", TEXT),
    ):
        leave()
        simulator.expect_text(kept)
        expect(page.get_by_role("button", name="Logarithmic")).to_have_attribute("aria-pressed", "true")
        expect(visible).not_to_be_checked()
        assert comparison.pins.locator("path").get_attribute("stroke-dasharray") == line
        simulator.editor.click()
        page.keyboard.press(f"ControlOrMeta+{key}")
        simulator.expect_text(text)
        kept = text
    server.let_go()
    expect(simulator.status).to_contain_text("7 epochs")
    expect(comparison.row("pin 9")).to_have_text(["2 in epoch 0", "1", "12", "epoch 3"])


ANOTHER = "/another/"
REPLACE_KEPT = """([path, kept]) => {
  const names = Object.keys(sessionStorage).filter((name) => name.includes(path));
  for (const name of names) sessionStorage.setItem(name, kept);
  return names.length;
}"""
CORRUPT = [
    "",
    "null",
    "{",
    '{"text": 1}',
    '{"text":"x","zoom":[5,1]}',
    '{"text":"x","zoom":["a","b"]}',
    '{"text":"x","other":1}',
]


def test_sites_on_one_origin_keep_their_texts_apart(
    page: Page, server: Server, site: Path, complaints: list[str]
) -> None:
    """Who goes in one tab from a site's simulator to another site's on the same host finds the other one's example, and
    the own text again on the way back. Something else in the place where a text is kept gives the example again.
    """

    def visit(path: str) -> Simulator:
        server.begin(site, path)
        server.hold = ANY_OF_PYTHON  # what is kept needs no Python
        return Simulator(page, server.url).open()

    visit(SUB_PATH).replace_text(TEXT)
    example = page.locator("[data-simulator]").get_attribute("data-example") or ""
    another = visit(ANOTHER)
    another.expect_text(example)
    another.replace_text("# another")
    for kept in some(CORRUPT):
        visit(SUB_PATH).expect_text(TEXT)
        assert page.evaluate(REPLACE_KEPT, [ANOTHER, kept]) == 2  # the text, and what can be undone
        visit(ANOTHER).expect_text(example)
    assert complaints == []


@pytest.mark.parametrize(
    "name", ["SecurityError", pytest.param("QuotaExceededError", marks=once_a_week("SecurityError"))]
)
def test_without_storage_the_page_works(simulator: Simulator, page: Page, complaints: list[str], name: str) -> None:
    """A browser that refuses to keep anything, or has no room, still simulates, and complains of nothing."""
    refuse = f"throw new DOMException('refused', '{name}')"
    refused = f"window.refused = true; {refuse}"
    page.add_init_script(
        f"CacheStorage.prototype.open = ServiceWorkerContainer.prototype.register = async () => {{ {refuse} }}"
    )
    if name == "SecurityError":
        page.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{ get() {{ {refused} }} }})")
    else:
        page.add_init_script(f"Storage.prototype.setItem = () => {{ {refused} }}")
    simulator.open().wait_until_ready()
    page.evaluate("window.refused = false")
    simulator.replace_text(TEXT)
    expect(simulator.status).to_have_text(re.compile("^Ready. 7 epochs"))
    page.wait_for_function("() => window.refused")  # the text was to be kept
    assert simulator.curve()
    assert complaints == []
