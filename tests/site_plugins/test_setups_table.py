"""The table of ordinary set-ups says what `nox -s setups` finds."""

import re
from pathlib import Path

import yaml

from site_plugins.simulator.hosting.ready_made import READY_MADE, ready_made
from tests.browser.setups.setups import SETUPS

ADDRESSES = {
    "Google Fonts": "https://fonts.googleapis.com/css?family=Roboto",
    "Google Analytics": "https://www.googletagmanager.com/gtag/js?id=G-1",
    "KaTeX": "https://unpkg.com/katex@0/dist/katex.min.js",
    "MathJax": "https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js",
    "Mermaid": "https://unpkg.com/mermaid@11/dist/mermaid.min.js",
    "giscus": "https://giscus.app/client.js",
    "Vega": "https://cdn.jsdelivr.net/npm/vega@5",
    "YouTube": "https://www.youtube-nocookie.com/embed/a",
    "Plausible": "https://plausible.io/js/script.js",
    "badges": "https://img.shields.io/badge/a-b-blue",
}
"""An address of each service, as a page loads it."""
PAGE = Path(__file__).parents[2] / "docs" / "setups.md"


def test_the_table_is_what_is_tried() -> None:
    """Each set-up has its row with verdict and what to do, in their order, and there is no other row."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[2:] == [(setup.name, setup.verdict, setup.to_do) for setup in SETUPS]


def test_the_ready_made_lines_are_those_of_the_build() -> None:
    """The lines of `policy` that the page offers are those that a build writes when it sees the address."""
    rows = re.findall(r"^\| ([^|]+) \| `([^|]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    lines = {name: yaml.safe_load(line)["policy"] for name, line in rows}
    assert lines.keys() == {one.name for one in READY_MADE}
    for name, address in ADDRESSES.items():
        found = ready_made(address)
        assert found is not None
        assert (found.name, found.sources_for(address)) == (name, lines.pop(name))
    assert lines == {}
