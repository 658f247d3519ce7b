"""What the chart shows can be taken away as a picture."""

import base64
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from schedulers.drawing.paint import DASHES
from tests.browser.page.comparison import SEVEN, STEPS, Comparison
from tests.browser.simulator import Simulator

pytestmark = pytest.mark.shares_page

SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "<b>&amp;</b> \N{MULTIPLICATION SIGN}"


def download(page: Page, kind: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=f"Download {kind.upper()}").click()
    assert caught.value.suggested_filename == f"learning-rate.{kind}"
    return Path(caught.value.path()).read_bytes()


def read(svg: bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in read(svg).iter(f"{SVG}text")]


def dashes(svg: bytes) -> list[str | None]:
    """Of the curves, which are twice as wide as anything else; those of the legend are the second half."""
    wide = [path for path in read(svg).iter(f"{SVG}path") if path.get("stroke-width") == "2"]
    return [path.get("stroke-dasharray") for path in wide]


@pytest.fixture
def comparison(simulator: Simulator) -> Comparison:
    return Comparison(simulator)


def test_an_svg_shows_what_the_chart_shows(simulator: Simulator, comparison: Comparison, page: Page) -> None:
    """The file has the current curve over the visible pins, each as on the chart, marks, legend, axes and a title."""
    pins: list[dict[str, object]] = [
        {"name": MARKUP, "text": STEPS.format(40, 8)},
        {"name": "short", "text": STEPS.format(2, 4), "hidden": True},
    ]
    comparison.open(*pins, {"name": "third", "text": STEPS.format(30, 9)})
    simulator.wait_until_ready()
    expect(comparison.row("third").first).to_have_text("9 in epoch 0")
    whole = download(page, "svg")
    assert dashes(whole) == 2 * [DASHES[1], DASHES[3], None]
    assert {MARKUP, "third", "current", "milestone 1", "epoch", "learning rate", "40"} <= set(texts(whole))
    assert "short" not in texts(whole)
    heading = "multi_step, 7 epochs: starts at 2, peaks at 2 in epoch 0, ends at 1."
    assert texts(whole).count(heading) == 1
    assert read(whole).findtext(f"{SVG}title") == heading

    page.get_by_role("checkbox", name="Show third").uncheck()
    page.get_by_role("button", name="Logarithmic").click()
    page.get_by_role("button", name="Zoom in").click()
    part = download(page, "svg")
    assert dashes(part) == 2 * [DASHES[1], None]
    assert "40" not in texts(part)
    assert "30" in texts(part)


def test_a_png_has_the_picture_in_double_resolution(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """The PNG is the SVG drawn by the browser: 1920 by 960 pixels, in which the curve's colour is found."""
    simulator.open().wait_until_ready()
    simulator.replace_text(SEVEN)
    png = download(page, "png")
    assert png.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", png[16:24]) == (1920, 960)
    script = """async base64 => {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt());
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas.drawImage(bitmap, 0, 0);
      const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
      let found = 0;
      for (let i = 0; i < data.length; i += 4)
        found += data[i] === 0x40 && data[i + 1] === 0x51 && data[i + 2] === 0xb5;
      return found;
    }"""
    assert page.evaluate(script, base64.b64encode(png).decode()) > 1000
    assert complaints == []


def test_a_million_epochs_make_a_small_picture(simulator: Simulator, page: Page) -> None:
    """Restarts over a million epochs are thinned out in the drawing, which has every height that a screen can show."""
    simulator.open().wait_until_ready()
    simulator.replace_text(
        "training: {epochs: 1000000, optimizer: {lr: 1}, scheduler: {name: cosine, warmup_epochs: 0, "
        "warmup_bias_lr: 0, min_lr: 0, iters_per_phase: 100000}}"
    )
    expect(simulator.status).to_contain_text("1,000,000 epochs")
    svg = download(page, "svg")
    assert len(svg) < 100_000
    assert "1,000,000" in texts(svg)


def test_no_picture_of_what_is_not_there(simulator: Simulator, page: Page) -> None:
    """While the configuration has problems there is nothing to save, and the buttons say why."""
    simulator.open().wait_until_ready()
    simulator.replace_text("training: {}")
    for kind in ("PNG", "SVG"):
        button = page.get_by_role("button", name=f"Download {kind}")
        expect(button).to_be_disabled()
        expect(button).to_have_attribute("title", "There is no curve while the configuration has problems.")
