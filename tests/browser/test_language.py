"""A site in another language has an interface in that language."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_plugins.words import PLACE, words_of
from tests.browser.server import SUB_PATH, Server
from tests.browser.sharing import follow
from tests.sites.building import OWN_SITE, build_site

pytestmark = pytest.mark.slow

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
def korean_site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The example project's site, in Korean."""
    folder = tmp_path_factory.mktemp("korean") / "project"
    shutil.copytree(OWN_SITE, folder)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: material", "name: material\n  language: ko"), "utf-8")
    return build_site(folder / "site", url=f"http://127.0.0.1:{port}{SUB_PATH}", project=folder)


def english_in(texts: list[str]) -> list[str]:
    """Those texts that are English sentences of the interface, with whatever is put in."""
    found = []
    for english in KOREAN.table:
        parts = [re.escape(part) for part in PLACE.split(english)]
        if len(" ".join(PLACE.split(english)).split()) >= WORDS and KOREAN(english) != english:
            found += [text for text in texts if re.fullmatch(".*".join(parts), text)]
    return found


def test_the_interface_is_korean(page: Page, host: Server, korean_site: Path, complaints: list[str]) -> None:
    """Editor, status, form, chart, problems, pins, table and figures speak Korean; what Python says stays English."""
    host.begin(korean_site)
    page.goto(f"{host.url}simulator/")
    root = page.locator("[data-simulator]")
    status = root.get_by_role("status")
    expect(status).to_have_text(re.compile("^준비됨"))
    for section in root.locator("summary").all()[1:]:
        section.click()
    root.get_by_role("button", name=KOREAN("Pin curve")).click()
    expect(root.get_by_role("list", name=KOREAN("Pins")).get_by_role("listitem")).to_have_count(1)
    root.get_by_role("textbox", name=KOREAN("Training configuration")).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("training: {epochs: many}")
    expect(root.get_by_role("list", name=KOREAN("Problems")).get_by_role("button").first).to_contain_text("1행")
    expect(status).to_have_text(re.compile("^준비됨. 곡선 없음: 문제"))
    texts = root.evaluate(READ)
    assert KOREAN("Every {one}").format(one=KOREAN("epoch")) in texts
    assert english_in(texts) == []
    follow(page, f"{host.url}reference/")
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
