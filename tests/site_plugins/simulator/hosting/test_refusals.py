"""What the policy will refuse is said once, with all that allows it."""

import yaml

from site_plugins.simulator.hosting.page_elements import PageElements
from site_plugins.simulator.hosting.policy import further_sources
from site_plugins.simulator.hosting.refusals import refusals

HERE = "https://here.example/"


def lines_of(said: str) -> dict[str, list[str]]:
    """The option that the warning advises."""
    advice = said.partition("mkdocs.yml:\n")[2].partition("They have")[0]
    [plugin] = yaml.safe_load(advice)["plugins"]
    return further_sources(plugin["simulator"]["policy"])


def test_all_that_is_loaded_from_elsewhere_is_told_with_the_lines_that_allow_it() -> None:
    """Scripts, styles, pictures, frames, films, forms and what is imported: with the lines of the warning nothing is
    refused any more.
    """
    html = """
        <script src="https://a.example/a.js"></script><script>import("https://b.example/b.js")</script>
        <link rel="stylesheet" href="https://c.example/c.css"><style>@import "https://d.example/d.css";</style>
        <img srcset="https://e.example/e.png 1x, //f.example/f.png 2x"><video poster="https://g.example/g.png"></video>
        <picture><source srcset="https://h.example/h.png"></picture><audio><source src="https://i.example/i.mp3"></audio>
        <iframe src="https://j.example/"></iframe><form action="https://k.example/"></form>
        <p style="background: url(https://l.example/l.png)"><img src="https://here.example/m.png">
        <a href="https://n.example">N</a>"""
    said = refusals({"a.html": PageElements(html)}, HERE, {})
    assert [host for host in "abcdefghijklmn" if f"//{host}.example" not in said] == ["m", "n"]
    assert refusals({"a.html": PageElements(html)}, HERE, lines_of(said)) == ""


def test_what_is_known_comes_with_all_that_it_needs() -> None:
    """What loads more by itself is allowed as a whole, and half of it is not taken for the whole."""
    pages = {"a.html": PageElements('<script src="https://giscus.app/client.js"></script>')}
    whole = {directive: ["https://giscus.app"] for directive in ("script-src", "style-src", "frame-src")}
    assert lines_of(refusals(pages, HERE, {})) == whole
    assert lines_of(refusals(pages, HERE, {"script-src": ["https://giscus.app"]})).keys() == {"style-src", "frame-src"}
    assert refusals(pages, HERE, whole) == ""


def test_each_is_told_once() -> None:
    """What is on many pages is one line, which names a few of them."""
    page = PageElements('<img src="https://a.example/a.png"><img src="https://a.example/a.png">')
    said = refusals({f"{number}.html": page for number in range(9)}, HERE, {})
    assert said.count("a.png") == 1
    assert "0.html, 1.html, 2.html and 6 more" in said


def test_scripts_in_attributes_are_told() -> None:
    """But not addresses that say nothing, which the theme has for a button."""
    html = (
        """<a onclick="f()" href="JavaScript:g()">A</a><a href="javascript:void(0)">B</a><a href="javascript:;">C</a>"""
    )
    said = refusals({"a.html": PageElements(html)}, HERE, {})
    assert said.splitlines()[2:] == ["  a.html: onclick", "  a.html: JavaScript:g()"]


def test_scripts_in_attributes_can_be_allowed() -> None:
    """Where the option `policy` allows all of them, there is nothing to tell."""
    page = PageElements('<iframe onload="f()"></iframe>')
    assert refusals({"a.html": page}, HERE, {"script-src-attr": ["'unsafe-inline'"]}) == ""
