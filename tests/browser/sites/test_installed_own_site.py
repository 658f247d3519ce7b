"""Whoever installs the wheel has a site of schedulers of their own that simulates these, in their language."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_plugins.words import PLACE, words_of
from tests.browser.server import Server
from tests.browser.sharing import follow
from tests.browser.simulator import Simulator
from tests.browser.starts import ANY_OF_PYTHON
from tests.sites.building import OWN_SITE
from tests.sites.releasing import build_with

KOREAN = words_of("ko")
WORDS = 3
"""As many English words make a sentence; fewer may be a name, or Python's."""
READ = """root => [...root.querySelectorAll("*"), root].flatMap(element =>
  element.closest("svg, script, noscript, [data-part=editor], [data-part=fallback]") ? [] : [
    ...["aria-label", "title", "placeholder"].map(name => element.getAttribute(name) ?? ""),
    ...[...element.childNodes].filter(node => node.nodeType == Node.TEXT_NODE).map(node => node.data),
  ]).map(text => text.trim()).filter(text => text)"""
"""What a person can hear or read in an element, but for drawings and the text that is edited."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Path:
    """The example's site in Korean, built with the installed wheel alone: an empty cache, and no other program."""
    folder = tmp_path_factory.mktemp("installed")
    project = Path(shutil.copytree(OWN_SITE, folder / "own-site"))
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: material", "name: material\n  language: ko"), "utf-8")
    site = build_with(installed, project, folder / "cache")
    made = {path.name.rpartition("-")[0] for path in (folder / "cache").iterdir()}
    assert {"project-from", "answers"} <= made, "it was not built for its own schedulers"
    assert not {"bundle", "runtime-from", "pyodide"} & made, "what is released was made again"
    return site


def expect_own_curve(simulator: Simulator) -> None:
    """The simulator, which is ready, must compute the curve of the example's own class."""
    simulator.replace_text("training: {epochs: 3, optimizer: {lr: 2}, scheduler: {name: inverse_sqrt, ramp_epochs: 1}}")
    expect(simulator.status).to_contain_text("3 epochs")
    rates = [rate for _, rate, _ in simulator.curve()]
    assert rates == pytest.approx([2 / (epoch + 1) ** 0.5 for epoch in range(3)], rel=1e-12)


def english_in(texts: list[str]) -> list[str]:
    """Those texts that are English sentences of the interface, with whatever is put in."""
    found = []
    for english in KOREAN.table:
        parts = [re.escape(part) for part in PLACE.split(english)]
        if len(" ".join(PLACE.split(english)).split()) >= WORDS and KOREAN(english) != english:
            found += [text for text in texts if re.fullmatch(".*".join(parts), text)]
    return found


def test_it_simulates_its_own_in_korean(
    page: Page, server: Server, simulator: Simulator, complaints: list[str]
) -> None:
    """A copied project and an installed wheel are a simulator of the project's own schedulers. Editor, status, form,
    chart, problems, pins, table and figures speak Korean; what Python says stays English.
    """
    simulator.open()
    root = page.locator("[data-simulator]")
    simulator.editor = root.get_by_role("textbox", name=KOREAN("Training configuration"))
    simulator.download = root.get_by_role("button", name=KOREAN("Download CSV"))
    expect(simulator.status).to_have_text(re.compile("^준비됨"))
    expect_own_curve(simulator)
    for section in root.locator("summary").all()[1:]:
        section.click()
    root.get_by_role("button", name=KOREAN("Pin curve")).click()
    expect(root.get_by_role("list", name=KOREAN("Pins")).get_by_role("listitem")).to_have_count(1)
    simulator.replace_text("training: {epochs: many}")
    expect(root.get_by_role("list", name=KOREAN("Problems")).get_by_role("button").first).to_contain_text("1행")
    expect(simulator.status).to_have_text(re.compile("^준비됨. 곡선 없음: 문제"))
    texts = root.evaluate(READ)
    assert KOREAN("Every {one}").format(one=KOREAN("epoch")) in texts
    assert english_in(texts) == []
    server.hold = ANY_OF_PYTHON  # what a figure says is there before
    follow(page, f"{server.url}reference/")
    expect(page.locator("h3#exponential-formula")).to_contain_text(KOREAN("Formula"))
    page.get_by_role("button", name=KOREAN("Change values")).first.click()
    expect(page.get_by_role("slider").first).to_be_visible()
    assert english_in(page.locator("article").evaluate(READ)) == []
    assert complaints == []


def test_english_is_found() -> None:
    """The look for English that is left finds a sentence with something put in."""
    assert english_in(["Curve from epoch 5 on", "0.1 in epoch 5", "Python", "에폭 5부터의 곡선"]) == [
        "Curve from epoch 5 on"
    ]
