"""Which of a page's scripts and other things a policy decides on, however the page writes them."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_plugins.simulator.hosting.page_elements import PageElements


@pytest.mark.parametrize(
    ("html", "inline"),
    [
        ("<SCRIPT>1</SCRIPT >", ["1"]),
        ("<script\ntype='module'\n>1</script>", ["1"]),
        ("<script>'<script>' + \"<img onerror='f()'>\"</script>", ["'<script>' + \"<img onerror='f()'>\""]),
        ("<p title='<script>1</script>'>", []),
        ('<p title="a>b" lang=\'"\'><script>1</script>', ["1"]),
        ("<p it's><script>1</script>", ["1"]),
        ("<p =' class><script>1</script>", ["1"]),
        ("<p title=it's><script>1</script>", ["1"]),
        ("<!-- <script>1</script> --><script>2</script>", ["2"]),
        ("<!--><script>1</script>-->", ["1"]),
        ("</ <script>1</script>", []),
        ("<title><script>1</script></title>", []),
        ("<textarea><script>1</script></textarea>", []),
        ("<style><script>1</script></style>", []),
        ("<scripts>1</scripts><titles><script>2</script></titles>", ["2"]),
        ("1 < 2<script>3</script>", ["3"]),
    ],
)
def test_scripts_are_found_where_a_browser_runs_them(html: str, inline: list[str]) -> None:
    """In text, comments and attributes there are none, whatever quotes and letters surround them."""
    assert PageElements(html).inline == inline


@pytest.mark.parametrize(
    ("html", "handlers"),
    [
        ("<p onclick='f()'>", ["onclick"]),
        ("<p class='a'ONCLICK = f()>", ["onclick"]),
        ("<svg/onload=f()>", ["onload"]),
        ("<a href=' JavaScript:f()'>", [" JavaScript:f()"]),
        ("<a href='&#106;avascript:f()'>", ["javascript:f()"]),
        ("<p data-on='onclick'>on=</p>", []),
    ],
)
def test_scripts_in_attributes_are_found(html: str, handlers: list[str]) -> None:
    """However they are written."""
    assert PageElements(html).handlers == handlers


class _Everything(HTMLParser):
    """Reads every element in full, by the standard library alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}, []))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.elements[-1][2].append(data)


def test_nothing_is_overlooked_in_the_site(site: Path) -> None:
    """Whoever reads each element of each page in full finds the same."""
    found = 0
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        few, all_ = PageElements(html), PageElements("")
        for name, attributes, content in _Everything(html).elements:
            all_.add(name, attributes, "".join(content))
        assert (few.inline, few.handlers, few.foreign) == (all_.inline, all_.handlers, all_.foreign)
        found += len(few.inline)
    assert found > 50
