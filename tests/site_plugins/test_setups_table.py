"""The table of ordinary set-ups says what `nox -s setups` finds."""

import re
from pathlib import Path

from tests.browser.setups.setups import SETUPS

PAGE = Path(__file__).parents[2] / "docs" / "setups.md"


def test_the_table_is_what_is_tried() -> None:
    """Each set-up has its row with verdict and what to do, in their order, and there is no other row."""
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[2:] == [(setup.name, setup.verdict, setup.to_do) for setup in SETUPS]
