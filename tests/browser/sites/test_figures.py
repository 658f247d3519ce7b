"""Figures of the docs that a reader takes hold of: each follows its controls, and nothing of it is there before."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from schedulers.drawing.figures import figure_of, plotted
from tests.browser.links import held
from tests.browser.moving import WATCH, shifts
from tests.browser.server import Server
from tests.browser.sharing import SharedTab, follow, sharing
from tests.browser.simulator import python_workers
from tests.browser.starts import ANY_OF_PYTHON, ARCHIVES
from tests.schedulers.drawing.lines import Places, along, distances, places
from tests.support.budget import once_a_week, some

GREY = re.compile("^In grey")
SIZES = [
    pytest.param((1280, 800), id="wide", marks=once_a_week("the phone, on which there is less room")),
    pytest.param((390, 844), id="narrow"),
]

PLAY = """async (root) => {
  const isOwn = (each) => each.closest("[data-figure]") === root;
  const own = (selector) => [...root.querySelectorAll(selector)].filter(isOwn);
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const said = () => own(".live__said")[0]?.textContent ?? "";
  const until = async (found) => {
    for (let turn = 0; !found(); turn++) {
      if (turn > 2000) throw new Error(`waited in vain until ${found}; the figure says: ${said()}`);
      await pause(10);
    }
  };
  const shown = () => own("[data-part=drawing]").map((drawing) => drawing.innerHTML);
  const original = shown();
  const first = own("a.simulate")[0].hash;
  own("[data-part=play]")[0].click();
  await until(() => own(".simulator__control").length > 0);
  for (const input of [...own("input[type=range]"), ...own("input[type=text]")]) {
    const positions = [0.35, 0.6, 0.15, 0.85].map((part) => Math.round(input.max * part));
    const values = input.type === "text" ? ["20, 40"] : positions;
    for (const value of values) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await until(() => !said().startsWith("Loading"));
      for (let turn = 0; turn < 100 && shown()[0] === original[0]; turn++) await pause(10);
      if (said().startsWith("In grey") && shown()[0] !== original[0]) break;
    }
    if (shown()[0] !== original[0]) break;
  }
  own("a.simulate")[0].dispatchEvent(new PointerEvent("pointerenter"));
  await pause(50); // for the link, which is packed
  const words = own("[data-part=words]")[0]?.textContent ?? "";
  const changed = { drawings: shown(), words, link: own("a.simulate")[0].hash, said: said() };
  own("[data-part=play]")[0].click();
  await until(() => said() === "");
  return { original, first, ...changed, reset: shown(), saidAfter: said() };
}"""
"""Change a figure by a slider, and change it back; what it showed at each time."""


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab that goes from page to page, with one worker."""
    with sharing(browser) as shared:
        yield shared


def lines(html: str) -> list[Places]:
    """The lines of the curves in a drawing, and their samples in the legend; the others are written otherwise."""
    return [np.concatenate(places(path)) for path in re.findall(r' d="(M[^"]*)"', html) if not set("HV") & set(path)]


@pytest.mark.shares_page
def test_every_figure_follows_and_can_be_reset(page: Page, server: Server, site: Path, complaints: list[str]) -> None:
    """On every page a figure that has a configuration can be changed: then it draws the rates that `simulate` gives
    for what its link opens, and says so; and it can be changed back. One worker does it for the whole visit. Of a
    page's figures a tenth are tried, the first among them, and all where there is time.
    """
    pages = [
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in sorted(site.rglob("*.html"))
        if "data-figure=" in file.read_text(encoding="utf-8")
    ]
    assert len(pages) >= 6
    page.goto(f"{server.url}security/")
    played = 0
    for path in pages:
        follow(page, server.url + path)
        for root in some(page.locator("[data-figure]").all()):
            compare(root, path)
            played += 1
    assert played >= len(pages)
    assert len(python_workers(page)) == 1
    assert complaints == []


def compare(root: Locator, path: str) -> None:
    """Change a figure, and compare what it shows with what Python gives here."""
    where = f"{path}: {root.get_attribute('data-figure')}"
    played: dict[str, Any] = root.evaluate(PLAY)
    assert played["drawings"] != played["original"], where
    assert GREY.match(played["said"]), where
    assert (played["reset"], played["saidAfter"]) == (played["original"], ""), where
    snapshot = held(played["link"])
    texts = [snapshot["text"], *(pin["text"] for pin in snapshot.get("pins", []))]
    first = held(played["first"])
    originals = [first["text"], *(pin["text"] for pin in first.get("pins", []))]
    shown = [plotted(text)[0] for text in texts]
    changed = [plotted(old)[0] for old, new in zip(originals, texts, strict=True) if old != new]
    assert len(changed) == 1, where
    seen = re.findall('data-room="(.*?)"', played["drawings"][0])
    parts = figure_of(json.loads(root.get_attribute("data-figure") or "")).parts(shown, changed, seen)
    for drawing, expected in zip(played["drawings"], parts.drawings, strict=True):
        for one, other in zip(lines(drawing), lines(expected), strict=True):
            assert distances(one, along(other)).max() <= 0.2, where
    assert plain(parts.words) == plain(played["words"]), where


def plain(html: str) -> str:
    """The text of some HTML."""
    return unescape(re.sub("<[^>]+>", "", html))


def begin(page: Page, server: Server) -> None:
    """Open a guide as it is at first, with the Python that the tab may have."""
    if page.url.startswith(server.url):
        follow(page, f"{server.url}security/")
        follow(page, f"{server.url}guides/pytorch/")
    else:
        page.goto(f"{server.url}guides/pytorch/")


@pytest.mark.shares_page
def test_what_is_seen_is_drawn(page: Page, server: Server) -> None:
    """A change draws for the width of the window alone; after another width the drawing for that one follows."""
    begin(page, server)
    figure = page.locator("[data-figure]").first
    rooms = figure.locator("[data-room]")
    expect(rooms).to_have_count(2)
    figure.get_by_role("button").click()
    figure.get_by_role("slider").first.press("ArrowRight")
    expect(rooms).to_have_count(1)
    expect(rooms).to_have_attribute("data-room", "wide")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(rooms).to_have_attribute("data-room", "narrow")
    expect(rooms).to_have_count(1)
    figure.get_by_role("button", name="Reset").click()
    expect(rooms).to_have_count(2)
    expect(rooms.filter(visible=True)).to_have_attribute("data-room", "narrow")


@pytest.mark.shares_page
def test_a_slider_that_comes_back_restores_the_figure(page: Page, server: Server) -> None:
    """A value that is moved away and back again leaves the original drawing and link, whatever was in between."""
    begin(page, server)
    figure = page.locator("[data-figure]").first
    drawing, link = figure.locator("[data-part=drawing]").first, figure.get_by_role("link", name="Open in simulator")
    before = drawing.inner_html(), link.get_attribute("href")
    figure.get_by_role("button").click()
    slider = figure.get_by_role("slider").first
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(figure.get_by_role("status")).to_have_text(GREY)
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(figure.get_by_role("button")).to_have_text("Change values")
    expect(figure.locator(".live__said")).to_be_empty()
    assert (drawing.inner_html(), link.get_attribute("href")) == before


@pytest.mark.parametrize("size", SIZES)
def test_the_home_page_begins_with_a_curve_to_move(page: Page, server: Server, size: tuple[int, int]) -> None:
    """In the first screen a visitor sees what this is, a curve, and its controls. By keyboard the next scheduler
    is chosen, whose controls are there by that, and moved; nothing else moves.
    """
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(WATCH)
    page.goto(server.url)
    figure = page.locator("[data-figure]").locator("visible=true")
    drawing = figure.locator("svg.drawing").locator("visible=true")
    for seen in (page.get_by_role("heading", level=1), drawing, figure.locator("[data-field]").last):
        expect(seen).to_be_in_viewport(ratio=1)
    page.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowRight")
    expect(drawing).to_have_accessible_name(re.compile(": poly$"))
    expect(figure.get_by_role("slider").last).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(figure.locator(":focus")).to_have_count(1)
    figure.get_by_role("slider").first.press("ArrowRight")
    expect(figure.get_by_role("status")).to_have_text(GREY)
    expect(drawing).to_be_in_viewport(ratio=1)
    assert shifts(page) == []


def test_the_chart_covers_no_control_on_a_phone(page: Page, server: Server) -> None:
    """On a phone the chart that stays in view leaves the slider with the focus, and the field's name, to be seen."""
    server.hold = ANY_OF_PYTHON  # the controls are there before Python
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}reference/")
    page.locator("[id='poly'] ~ figure").first.get_by_role("button").click()
    for field in ("end_epoch", "power", "min_lr"):  # from below, so that each is scrolled to
        row = page.locator(f"tr[id='poly.{field}']")
        slider = row.get_by_role("slider")
        slider.focus()
        expect(slider).to_be_in_viewport(ratio=1)
        below = page.locator("[id='poly'] ~ figure").first.evaluate("figure => figure.getBoundingClientRect().bottom")
        assert row.get_by_role("rowheader").evaluate("name => name.getBoundingClientRect().top") >= below, field


def taken_hold_of(page: Page, server: Server) -> Locator:
    """The first figure of a guide, after a click on its button."""
    page.goto(f"{server.url}guides/pytorch/")
    figure = page.locator("[data-figure]").first
    figure.get_by_role("button").click()
    return figure


def test_a_figure_whose_script_is_missing_says_so(page: Page, server: Server) -> None:
    """Where the script does not arrive that brings figures to life, the button says so, and the figure is as it was."""
    server.missing.add("enliven-")
    root = taken_hold_of(page, server)
    expect(root.get_by_role("button")).to_have_text("Not loaded: reload the page")
    expect(root.locator("svg.drawing").locator("visible=true")).to_have_count(1)


def test_a_failure_is_told_and_tried_again(page: Page, server: Server) -> None:
    """Where Python can't be loaded the figure says so, and the controls still move; trying again recovers."""
    server.missing.update(ARCHIVES)
    root = taken_hold_of(page, server)
    expect(root.get_by_role("status")).to_contain_text("Python could not be loaded")
    slider = root.get_by_role("slider").first
    slider.press("ArrowRight")
    server.missing.clear()
    root.get_by_role("button", name="Try again").click()
    expect(root.get_by_role("status")).to_have_text(GREY)


def test_without_scripts_and_on_paper_nothing_seems_to_move(browser: Browser, server: Server) -> None:
    """Where nothing can be changed there is no button, but the values are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}guides/pytorch/")
    root = page.locator("[data-figure]").first
    assert root.locator("[data-field]").first.inner_text().split()[-1]
    assert not root.locator("[data-part=play]").is_visible()
    context.close()
