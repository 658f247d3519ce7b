"""The page's CSV has the numbers of the command's."""

from pathlib import Path

from hypothesis import strategies as st

from tests.sites.drawn import drawn
from tests.sites.page_modules import answer_of_the_page

SOURCE = """
import { asPython } from "./take-away/csv";
export const answer = (texts) => texts.map((text) => asPython(Number(text)));
"""
EDGES = [number * 10.0**power for power in (-7, -5, -4, 0, 15, 16, 21) for number in (1, 1.5, 9.999999999999999)]
"""Rates at which one of the languages changes its notation."""


def test_the_page_writes_a_rate_as_python_does(tmp_path: Path) -> None:
    """Rates of every magnitude are written with the very same characters."""
    rates = [*EDGES, *drawn(st.floats(min_value=0, allow_infinity=False), 500)]
    assert answer_of_the_page(SOURCE, [repr(rate) for rate in rates], tmp_path) == [repr(rate) for rate in rates]
