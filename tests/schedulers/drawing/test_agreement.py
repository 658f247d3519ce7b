"""A drawing has the ranges and ticks of the simulator's chart."""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers.drawing.paint import COLOURS, DASHES
from schedulers.drawing.scales import alike, epoch_ticks, logarithmic_ticks, rate_range, rate_ticks
from schedulers.notes import rate_text
from schedulers.rounding import DIGITS
from site_plugins.simulator.bundle import ASSETS
from site_plugins.simulator.node import install_packages, run_node

PAGE = """
import { build } from "esbuild";
import { writeFile } from "node:fs/promises";
const source = 'export * from "./chart-data"; export * from "./format";';
const stdin = { contents: source, resolveDir: "src", loader: "ts" };
const { outputFiles: [built] } = await build({ stdin, bundle: true, format: "esm", write: false });
const page = await import("data:text/javascript;base64," + Buffer.from(built.contents).toString("base64"));
const found = QUESTIONS.map(([name, ...values]) => page[name](...values));
await writeFile(ANSWERS, JSON.stringify(found));
"""

rates = st.floats(-12, 6).map(lambda exponent: float(f"{10**exponent:.4g}"))


def of_the_page(questions: list[Any], directory: Path) -> list[Any]:
    """What the page's own functions answer: each question is a function's name and its arguments."""
    install_packages(ASSETS)
    file = directory / "answers.json"
    script = PAGE.replace("QUESTIONS", json.dumps(questions)).replace("ANSWERS", json.dumps(str(file)))
    run_node("--input-type=module", "--eval", script, directory=ASSETS)
    answers: list[Any] = json.loads(file.read_text())
    return answers


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


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
    answers = of_the_page([*questions, *(("rateTicks", each) for each in labels)], tmp_path)
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
    answers = of_the_page([("rate", value) for value in values], tmp_path)
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
    looks = (ASSETS / "src" / "pin-looks.ts").read_text(encoding="utf-8")
    dashes = re.findall(r"^  \[([\d, ]+)\],$", looks, re.MULTILINE)
    assert tuple(dash.replace(",", "") for dash in dashes) == DASHES[1:]
    style = (ASSETS / "src" / "compare.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"@property --simulator-pin-(\d) .* initial-value: (#\w+);", style))
    assert colours == {str(pin): COLOURS[f"curve-{pin + 1}"] for pin in range(1, len(DASHES))}
