"""A drawing is sound SVG that shows each curve where it is, with marks, names and a text alternative."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings

from schedulers import SCHEDULERS, TrainingConfig, simulate
from schedulers.curve.marks import Mark, marks
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.drawing.paint import curve_stroke
from schedulers.writing.example import example_fields
from tests.schedulers.drawing.lines import places
from tests.schedulers.strategies import configurations
from tests.support.budget import cases

SVG = "{http://www.w3.org/2000/svg}"
ENOUGH = 100_000
"""Bytes that no drawing of one curve may exceed."""


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


def drawn(name: str, *, muted: bool = False, **changed: object) -> DrawnCurve:
    config = TrainingConfig(name, epochs=100, lr=0.1, fields={**example_fields(name), **changed})
    return DrawnCurve(name, simulate(config).lr, marks(config), muted)


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in read(svg).iter(f"{SVG}text")]


def lines(svg: str) -> list[str]:
    """What the curves' paths draw, in the order in which they are drawn."""
    curves = [path for path in read(svg).iter(f"{SVG}path") if path.get("stroke-width") in {"2", "1.5"}]
    return [path.get("d", "") for path in curves if not path.get("d", "").endswith("h28")]


def test_text_alternative() -> None:
    """The drawing is an image with a title and a description, and whatever they hold is only text."""
    title, description, name = '"><script>1</script>', "a & b < c", "<b>&amp;"
    curves = [DrawnCurve(name, np.ones(2), [Mark("decay", "<i>", epoch=1)]), DrawnCurve("other", np.ones(2))]
    svg = chart_svg(curves, title=title, description=description)
    root = read(svg)
    assert root.get("role") == "img"
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [title, description]
    assert {name, "<i>"} <= set(texts(svg))


def test_no_ids_and_no_styles_that_could_clash() -> None:
    """Nothing in a drawing acts on the rest of the page that it stands in."""
    svg = chart_svg([drawn("cosine"), drawn("poly")], title="two")
    assert not re.search(r"\bid=|<style|<script|href|url\(", svg)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_same_curve_gives_the_same_text(name: str) -> None:
    """A second drawing is the first, character for character."""
    assert chart_svg([drawn(name)], title=name) == chart_svg([drawn(name)], title=name)


def test_axes_and_marks_are_named() -> None:
    """Axes have units and ticks, and each mark its name."""
    found = texts(chart_svg([drawn("poly")], title="poly"))
    assert {"epoch", "learning rate", "0", "50", "100", "0.02", "0.10"} <= set(found)
    assert {"warm-up", "end_epoch", "min_lr"} <= set(found)


def test_names_do_not_overlap() -> None:
    """Of many restarts in little room only those are named that fit, and what says most is among them."""
    found = texts(chart_svg([drawn("cosine", iters_per_phase=3)], title="cosine", width=340))
    restarts = [name for name in found if name.startswith("restart")]
    assert 2 <= len(restarts) <= 6
    assert "warm-up" in found


def test_several_curves() -> None:
    """Several curves differ in dash and in colour, and a legend names each in its own."""
    svg = chart_svg([drawn(name) for name in SCHEDULERS], title="all")
    curves = [path for path in read(svg).iter(f"{SVG}path") if path.get("stroke-width") == "2"]
    assert len(curves) == 2 * len(SCHEDULERS)  # each once on the chart and once in the legend
    for attribute in ("stroke", "stroke-dasharray"):
        assert len({path.get(attribute) for path in curves}) == len(SCHEDULERS)
    assert set(SCHEDULERS) <= set(texts(svg))
    assert "poly" not in texts(chart_svg([drawn("poly")], title="one"))


def test_a_muted_curve_stands_behind() -> None:
    """The curve to compare with is drawn first, whatever its place in the list."""
    front, back = DrawnCurve("front", np.array([1.0, 0.5])), DrawnCurve("back", np.array([1.0, 1.0]), muted=True)
    svg = chart_svg([front, back], title="both", axes=False)
    assert [path.count("v") for path in lines(svg)] == [0, 1]


def test_thumbnail() -> None:
    """A thumbnail has no text in it, and no margin."""
    svg = chart_svg([drawn("poly")], title="poly", width=160, height=60, axes=False)
    assert texts(svg) == []
    assert lines(svg)[0].startswith("M1 ")


def test_colours_follow_the_page_and_are_fixed_without_one() -> None:
    """Each colour is a variable with a fallback, and the same plain colour for programs without variables."""
    svg = chart_svg([drawn("poly"), drawn("cosine")], title="poly")
    coloured = re.findall(r'(?:fill|stroke)="(#\w+)" style="(?:fill|stroke):var\(--drawing-[\w-]+,(#\w+)\)"', svg)
    assert len(coloured) >= 8
    assert all(plain == fallback for plain, fallback in coloured)
    assert len(re.findall(r'(?:fill|stroke)="#', svg)) == len(coloured)


def test_one_scale_for_several_drawings() -> None:
    """With the rates given, equal rates stand equally high in different drawings."""
    low, high = DrawnCurve("low", np.full(4, 0.1)), DrawnCurve("high", np.array([0.1, 1.0, 1.0, 1.0]))
    first, second = (chart_svg([curve], title="t", rates=(0.1, 1.0)) for curve in (low, high))
    assert lines(first)[0].split("h")[0] == lines(second)[0].split("h")[0]


def test_part_of_a_curve() -> None:
    """Only the visible epochs are drawn, and they alone set the scale."""
    curve = DrawnCurve("curve", np.array([1000.0, 1.0, 2.0, 1000.0]))
    svg = chart_svg([curve], title="part", epochs=(1, 3))
    assert lines(svg)[0].count("h") == 2
    assert "2.0" in texts(svg)
    assert "1000" not in texts(svg)


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "rates",
    [[], [np.inf], [np.nan, np.inf], [0.0], [0.0, 0.0], [5e-324], [1.7e308], [5e-324, 1.7e308], [1.0, np.inf, 0.0]],
)
def test_odd_rates(rates: list[float], logarithmic: bool) -> None:
    """Whatever the rates are, the drawing is sound and has no place that is not a number."""
    svg = chart_svg([DrawnCurve("odd", np.array(rates))], title="odd", logarithmic=logarithmic)
    read(svg)
    assert not re.search(r"\b(nan|inf)\b", svg)


@settings(max_examples=cases(100), deadline=None)
@given(configurations())
def test_any_configuration(config: TrainingConfig) -> None:
    """The drawing of any configuration is sound SVG of a reasonable size, on either scale."""
    curve = DrawnCurve(config.scheduler, simulate(config).lr, marks(config))
    for logarithmic in (False, True):
        svg = chart_svg([curve], title="any", logarithmic=logarithmic)
        read(svg)
        assert len(svg) < ENOUGH


def test_a_million_epochs() -> None:
    """A million epochs that go up and down are drawn in less than 100 kB, from the lowest rate to the highest."""
    rates = np.random.default_rng(0).random(1_000_000)
    rates[[123_456, 654_321]] = [-1.0, 3.0]
    svg = chart_svg([DrawnCurve("noise", rates)], title="noise", rates=(-1.0, 3.0))
    assert len(svg.encode()) < ENOUGH
    [line] = places(lines(svg)[0])
    assert line[:, 1].min() == pytest.approx(12 + 260 * (1 - 3.0 / 3.18), abs=0.1)
    assert line[:, 1].max() == pytest.approx(12 + 260 * (1 + 1.0 / 3.18), abs=0.1)


def test_a_heading_stands_above_everything() -> None:
    """The heading is shown above the legend and the plot, cut off where the drawing ends; no curve moves out of it."""
    heading = "<i>a & b</i> " + "x" * 500
    curves = [DrawnCurve("one", np.ones(2)), DrawnCurve("two", np.ones(3))]
    shown = read(chart_svg(curves, title="t", heading=heading))
    height = {element.text: float(element.get("y", "")) for element in shown.iter(f"{SVG}text")}
    [cut] = [text for text in height if text and text.startswith("<i>a & b</i> xxx")]
    assert cut.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert 50 < len(cut) < 150
    assert height[cut] < height["one"] == height["two"]
    assert all(at > height["one"] for text, at in height.items() if text not in {cut, "one", "two"})


def test_a_style_of_its_own() -> None:
    """A curve keeps the dash and colour that it is given, wherever it stands, in the plot as in the legend."""
    curves = [DrawnCurve("seventh", np.ones(2), style=6), DrawnCurve("first", np.ones(3), style=0)]
    svg = chart_svg(curves, title="t")
    assert svg.count(curve_stroke(6, muted=False)) == svg.count(curve_stroke(0, muted=False)) == 2


def test_a_long_legend_takes_several_rows() -> None:
    """Names that would not fit beside each other stand below each other, each of them whole."""
    names = [f"a configuration with a rather long name, number {number}" for number in range(1, 6)]
    svg = chart_svg([DrawnCurve(name, np.array([0.1, 0.2])) for name in names], title="Many", width=480)
    heights = {float(text.get("y", "nan")) for text in ET.fromstring(svg).iter() if text.text in names}  # noqa: S314
    assert len(heights) == len(names)
