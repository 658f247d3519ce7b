"""The reference follows from the signatures, through Python-Markdown alone."""

import re
from html import unescape
from pathlib import Path

import markdown
import pytest

from schedulers import SCHEDULERS, load_config
from schedulers.spec import field_specs, summary

EXTENSIONS = ["site_plugins.scheduler_docs.extension", "toc"]
DOCS = Path(__file__).parents[3] / "docs"


def rendered(text: str) -> tuple[str, markdown.Markdown]:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    return converter.convert(text), converter


def plain(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(re.sub("<[^>]+>", "", html))


def test_all_schedulers_are_documented_in_order() -> None:
    """One directive documents every scheduler under a heading that the table of contents knows."""
    html, converter = rendered("# Reference\n\n/// schedulers\n///\n")
    assert re.findall(r'<h2 id="([^"]+)">', html) == list(SCHEDULERS)
    [top] = converter.toc_tokens  # type: ignore[attr-defined]  # the toc extension adds it
    assert [heading["id"] for heading in top["children"]] == list(SCHEDULERS)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_section_says_what_the_class_says(name: str) -> None:
    """A section has the class's own summary, its name, the torch class it follows, and a row for each field."""
    html, _ = rendered(f"/// scheduler | {name}\n///\n")
    scheduler = SCHEDULERS[name]
    text = plain(html)
    assert summary(scheduler) in text
    assert f"schedulers.{scheduler.__name__}" in text
    assert f"generated/torch.optim.lr_scheduler.{scheduler.follows}.html" in html
    rows = [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in html.split("<tr")[2:]]
    assert [row[0] for row in rows] == list(field_specs(scheduler))
    for row, spec in zip(rows, field_specs(scheduler).values(), strict=True):
        assert row[1:4] == [spec.type_name, spec.allowed, spec.field.unit]
        assert row[5] == spec.field.description


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_example_is_collapsed_and_loads(name: str) -> None:
    """The example YAML stands in a collapsed block and loads as it stands there."""
    html, _ = rendered(f"/// scheduler | {name}\n///\n")
    [block] = re.findall(r"<details[^>]*>(.*?)</details>", html, flags=re.DOTALL)
    assert "<details open" not in html
    [code] = re.findall(r"<code>(.*?)</code>", block, flags=re.DOTALL)
    assert load_config(plain(code), epochs=100, lr=0.1).scheduler == name


def test_an_unknown_scheduler_stops_the_build() -> None:
    """A page that asks for a scheduler that does not exist is an error with the known names."""
    with pytest.raises(ValueError, match="there is no such scheduler, only step, poly"):
        rendered("/// scheduler | poli\n///\n")


def test_a_directive_in_a_code_block_is_left_alone() -> None:
    """A page can show the directive without being documented itself."""
    html, _ = rendered("    /// schedulers\n    ///\n")
    assert "<table>" not in html


def test_the_reference_page_types_no_field() -> None:
    """What the signatures know is not typed in the page that documents them."""
    page = (DOCS / "reference.md").read_text(encoding="utf-8")
    names = {field for scheduler in SCHEDULERS.values() for field in field_specs(scheduler)}
    assert not names & set(re.findall(r"\w+", page))
