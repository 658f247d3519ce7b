"""What somebody has typed is not lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON
from tests.support.budget import once_a_week, some

TEXT = "# mine\ntraining: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"


def test_reload_and_history(simulator: Simulator, page: Page, server: Server) -> None:
    """Text and view survive a reload, and going to another document and back. What was replaced before can be had back
    after it, and what was taken back can be done again; then the text is simulated.
    """
    server.hold = ANY_OF_PYTHON  # Python is wanted at the end
    simulator.open()
    before = page.locator("[data-simulator]").get_attribute("data-example") or ""
    simulator.expect_text(before)
    simulator.replace_text(TEXT)
    page.get_by_role("button", name="Logarithmic").click()
    kept = TEXT
    for leave, key, text in (
        (page.reload, "z", before),
        (lambda: (page.goto(f"{server.url}404.html"), page.go_back()), "Shift+z", TEXT),
    ):
        leave()
        simulator.expect_text(kept)
        expect(page.get_by_role("button", name="Logarithmic")).to_have_attribute("aria-pressed", "true")
        simulator.editor.click()
        page.keyboard.press(f"ControlOrMeta+{key}")
        simulator.expect_text(text)
        kept = text
    server.let_go()
    expect(simulator.status).to_contain_text("7 epochs")


def test_sites_on_one_origin_keep_their_texts_apart(
    simulator: Simulator, page: Page, server: Server, site: Path
) -> None:
    """Who goes in one tab from a site's simulator to another site's on the same host finds the other one's example, and
    the own text again on the way back.
    """
    server.hold = ANY_OF_PYTHON  # what is kept needs no Python
    simulator.open()
    example = page.locator("[data-simulator]").get_attribute("data-example") or ""
    simulator.replace_text(TEXT)
    server.begin(site, "/another/")
    server.hold = ANY_OF_PYTHON
    another = Simulator(page, server.url).open()
    another.expect_text(example)
    another.replace_text("# another")
    server.begin(site)
    server.hold = ANY_OF_PYTHON
    simulator.open()
    simulator.expect_text(TEXT)


REPLACE_KEPT = """kept => {
  const names = Object.keys(sessionStorage);
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


def test_corrupt_content_is_ignored(simulator: Simulator, page: Page, server: Server, complaints: list[str]) -> None:
    """Something else in the place where the text is kept gives the example, as on a first visit."""
    server.hold = ANY_OF_PYTHON  # what is kept needs no Python
    simulator.open()
    simulator.replace_text(TEXT)
    for kept in some(CORRUPT):
        page.goto(f"{server.url}404.html")
        assert page.evaluate(REPLACE_KEPT, kept) == 2  # the text, and what can be undone
        simulator.open()
        expect(simulator.editor).to_contain_text("cosine_no_sgdr")
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
