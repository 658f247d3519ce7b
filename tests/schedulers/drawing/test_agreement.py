"""A drawing has the lines, ranges and ticks of the simulator's chart."""

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedulers.drawing.paint import COLOURS, DASHES
from schedulers.drawing.path import curve_path
from schedulers.drawing.scales import Scale, alike, epoch_ticks, logarithmic_ticks, rate_range, rate_ticks
from schedulers.numbers import DIGITS, rate_text
from site_plugins.simulator.toolchain.bundle import ASSETS
from tests.schedulers.drawing.lines import along, distances, places
from tests.sites.drawn import drawn
from tests.sites.page_modules import answer_of_the_page
from tests.support import budget

pytestmark = pytest.mark.slow

FUNCTIONS = """
import * as data from "./chart/data";
import * as format from "./ui/format";

export const answer = (questions) => questions.map(([name, ...values]) => ({ ...data, ...format })[name](...values));
"""

# A canvas keeps nothing of a path: here it keeps the places that the line leads through, part by part.
PATHS = """
import { chartData } from "./chart/data";
import { curvePath } from "./chart/curve-path";

globalThis.Path2D = class {
  parts = [];
  moveTo(...place) { this.parts.push([place]); }
  lineTo(...place) { this.parts.at(-1).push(place); }
};

export const answer = (cases) => cases.map(({ lr, from, to, x, y, logarithmic }) => {
  const log = (value) => (logarithmic ? Math.log10(value) : value);
  const across = (value) => x.start + ((value - from) / (to - from)) * (x.end - x.start);
  const up = (value) => y.start + ((log(value) - log(y.low)) / (log(y.high) - log(y.low))) * (y.end - y.start);
  const data = chartData([lr.map((rate) => rate ?? NaN)], Math.max(to, lr.length), logarithmic);
  const chart = { data, valToPos: (value, axis) => (axis === "x" ? across : up)(value) };
  return curvePath(chart, 1, from, to - 1).stroke.parts;
});
"""

rates = st.floats(-12, 6).map(lambda exponent: float(f"{10**exponent:.4g}"))


@st.composite
def curves(draw: st.DrawFn) -> dict[str, Any]:
    """A curve of some length, smooth or not, with gaps or without, and what is to be seen of it, and how."""
    epochs, seed = draw(st.sampled_from([1, 2, 50, 300, 640, 1300, 9000])), draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    lr = np.linspace(1, draw(st.sampled_from([0.0, 0.3, 1.0])), epochs)
    if draw(st.booleans()):
        lr *= 0.1 ** (random.random(epochs) < draw(st.sampled_from([0.01, 0.5]))).cumsum().clip(max=4)
    if draw(st.booleans()):
        lr[random.random(epochs) < draw(st.sampled_from([0.01, 0.5, 0.99]))] = np.nan
    first = draw(st.integers(0, epochs - 1))
    last = draw(st.integers(first + 1, epochs + 10))
    return {
        "lr": lr,
        "epochs": (first, last),
        "width": draw(st.sampled_from([160, 650])),
        "logarithmic": draw(st.booleans()),
    }


def test_the_page_draws_the_same_lines(tmp_path: Path) -> None:
    """Of any curve, whole or in part, the chart's line is that of a drawing, to a tenth of a pixel and gap by gap.

    Where epochs share a pixel, two lines may share them out differently, by one.
    """
    cases = drawn(curves(), budget.cases(60))
    questions, paths = [], []
    for case in cases:
        first, last = case["epochs"]
        x = Scale(first, last, 40, 40 + case["width"])
        y = Scale(1e-6 if case["logarithmic"] else 0, 1.06, 250, 12, case["logarithmic"])
        paths.append(places(curve_path(case["lr"], case["epochs"], x, y)))
        lr = [None if np.isnan(rate) else rate for rate in case["lr"].tolist()]
        scales = {"x": vars(x), "y": vars(y), "logarithmic": case["logarithmic"]}
        questions.append({"lr": lr, "from": first, "to": last, **scales})
    for case, answer, path in zip(cases, answer_of_the_page(PATHS, questions, tmp_path), paths, strict=True):
        first, last = case["epochs"]
        near = 0.1 if last - first <= case["width"] else 1.1
        chart = [np.array(part) for part in answer]
        if near == 0.1:
            assert len(chart) == len(path), case
        for one, other in ((chart, path), (path, chart)):
            if not one and not other:
                continue
            distant = np.min([distances(np.concatenate([along(part) for part in one]), part) for part in other], axis=0)
            assert distant.max() <= near, case


def test_ranges_and_ticks_agree_with_the_page(tmp_path: Path) -> None:
    """For hundreds of curves the range of the rate, its logarithmic ticks and its labels are those of the page."""
    ranges = [
        (*sorted(pair), logarithmic)
        for pair, logarithmic in drawn(st.tuples(st.tuples(rates, rates), st.booleans()), 200)
    ]
    ranges += [(None, None, False), (None, None, True), (0, 0, False), (5e-324, 1.7e308, True), (0, 1.7e308, False)]
    ticks = [
        (low, low * factor, most)
        for low, factor, most in drawn(st.tuples(rates, st.floats(1.5, 1e9), st.floats(0.5, 12)), 200)
    ]
    labels = [[tick for tick, _ in rate_ticks(0, high, 250, logarithmic=False)] for high in drawn(rates, 200)]
    questions = [("rateRange", *each) for each in ranges] + [("logarithmicTicks", *each) for each in ticks]
    answers = answer_of_the_page(FUNCTIONS, [*questions, *(("rateTicks", each) for each in labels)], tmp_path)
    found: list[Any] = [list(rate_range(low, high, logarithmic=log)) for low, high, log in ranges]
    found += [logarithmic_ticks(*each) for each in ticks]
    found += [alike(each) for each in labels]
    for question, answer, ours in zip([*questions, *labels], answers, found, strict=True):
        # The page does not round ranges, as it draws them only.
        close = pytest.approx(answer, rel=10 ** (1 - DIGITS)) if isinstance(answer[0], float | int) else answer
        assert ours == close, question


def test_rates_are_written_as_on_the_page(tmp_path: Path) -> None:
    """A rate in six digits is the page's, also where it lies between two such numbers and is a last place off."""
    edges = [0.07500025, 0.02500075, 1.2345675e-5, 7.6543215]
    values = drawn(rates, 200) + [near for edge in edges for near in (edge, *np.nextafter(edge, (0, 1)).tolist())]
    answers = answer_of_the_page(FUNCTIONS, [("rate", value) for value in values], tmp_path)
    assert answers == [*map(rate_text, values)]
    by_edge = zip(*[iter(answers[200:])] * 3, strict=True)
    assert [len(set(texts)) for texts in by_edge] == [1] * len(edges)


@pytest.mark.parametrize("lowest", [0.12, math.nextafter(0.12, 0), math.nextafter(0.12, 1)])
def test_the_last_place_makes_no_tick(lowest: float) -> None:
    """Where an axis would begin at a tick but for the last place of the lowest rate, it begins there."""
    ticks = rate_ticks(*rate_range(lowest, 1.0, logarithmic=True), 250, logarithmic=True)
    assert ticks[0] == (0.1, "0.1")


@given(rates, st.floats(60, 600))
def test_linear_ticks_are_round_and_apart(high: float, height: float) -> None:
    """Linear ticks start at zero, stand at least 36 units apart, and are 1, 2, 2.5 or 5 times a power of ten."""
    ticks = [tick for tick, _ in rate_ticks(0, high, height, logarithmic=False)]
    assert ticks[0] == 0
    assert ticks[-1] <= high * (1 + 1e-9)
    if len(ticks) > 1:
        step = ticks[1]
        assert step / high * height >= 36 * (1 - 1e-9)
        mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
        assert min(abs(mantissa - digit) for digit in (1, 2, 2.5, 5)) < 1e-6
        assert high - ticks[-1] < step * (1 + 1e-9)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.floats(100, 700))
def test_epoch_ticks_are_whole_and_apart(first: int, count: int, width: float) -> None:
    """Epoch ticks lie in the range, at multiples of a round number of epochs, at least 60 units apart."""
    ticks = epoch_ticks(first, first + count, width)
    assert all(first <= tick <= first + count for tick in ticks)
    steps = {after - before for before, after in zip(ticks, ticks[1:], strict=False)}
    assert len(steps) <= 1
    for step in steps:
        assert all(tick % step == 0 for tick in ticks)
        assert step * width / count >= 60 or step == 500_000


def test_the_pins_of_the_page_look_like_the_curves_of_a_drawing() -> None:
    """The page's pins have the dashes of a drawing's curves after the first, and on a light ground their colours."""
    looks = (ASSETS / "src" / "chart" / "pin-styles.ts").read_text(encoding="utf-8")
    dashes = re.findall(r"^  \[([\d, ]+)\],$", looks, re.MULTILINE)
    assert tuple(dash.replace(",", "") for dash in dashes) == DASHES[1:]
    style = (ASSETS / "src" / "compare" / "compare.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"@property --simulator-pin-(\d) .* initial-value: (#\w+);", style))
    assert colours == {str(pin): COLOURS[f"curve-{pin + 1}"] for pin in range(1, len(DASHES))}
