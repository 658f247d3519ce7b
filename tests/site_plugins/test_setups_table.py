"""The table of ordinary set-ups says what `nox -s setups` finds."""

import re
from pathlib import Path

import yaml

from site_plugins.simulator.hosting.ready_made import READY_MADE
from tests.browser.setups.setups import SETUPS

PAGE = Path(__file__).parents[2] / "docs" / "setups.md"


def test_the_table_is_what_is_tried() -> None:
    """Each set-up has its row with verdict and what to do, in their order, and there is no other row."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[2:] == [(setup.name, setup.verdict, setup.to_do) for setup in SETUPS]


def test_the_ready_made_lines_are_those_of_the_build() -> None:
    """The lines of `policy` that the page offers are those that a build writes when it sees the address."""
    rows = re.findall(r"^\| ([^|]+) \| `([^|]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    lines = {name: yaml.safe_load(line)["policy"] for name, line in rows}
    assert lines == {one.name: one.sources_for(one.example) for one in READY_MADE}
