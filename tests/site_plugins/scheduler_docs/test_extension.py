"""The reference follows from the signatures, through Python-Markdown alone."""

import base64
import json
import re
import zlib
from html import escape, unescape
from pathlib import Path
from typing import Any

import markdown
import pytest

from schedulers import SCHEDULERS, load_config, simulate
from schedulers.curve.marks import marks
from schedulers.curve.words import marked
from schedulers.curve.words import summary as summary_of_curve
from schedulers.signature.spec import field_specs, summary
from schedulers.writing.example import example_config, example_yaml
from site_plugins.scheduler_docs.pictures import curves
from site_plugins.scheduler_docs.variations import Variation

EXTENSIONS = ["site_plugins.scheduler_docs.extension", "toc"]
PARTS = ["Formula", "Fields", "Compared with torch", "Surprises"]
DOCS = Path(__file__).parents[3] / "docs"


def rendered(text: str) -> tuple[str, markdown.Markdown]:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    return converter.convert(text), converter


def configuration(fragment: str) -> str:
    """The text that a link into the simulator holds."""
    packed = fragment.removeprefix("#s1.")
    return str(json.loads(zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))))["text"])


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
    rows = [
        [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r'<tr[^>]* id="[^"]+" role="row">(.*?)</tr>', html, flags=re.DOTALL)
    ]
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
    assert "<table" not in html


@pytest.mark.parametrize("page", ["reference.md", "index.md"])
def test_pages_from_the_signatures_type_no_field(page: str) -> None:
    """What the signatures know is not typed in the pages that are made from them."""
    text = (DOCS / page).read_text(encoding="utf-8")
    names = {field for scheduler in SCHEDULERS.values() for field in field_specs(scheduler)}
    assert not (names | set(SCHEDULERS)) & set(re.findall(r"\w+", text))


def test_the_reference_without_mkdocs() -> None:
    """Python-Markdown alone renders the whole page, every scheduler with a heading for each part."""
    page = (DOCS / "reference.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    html, converter = rendered(page)
    [top] = converter.toc_tokens  # type: ignore[attr-defined]
    for name, section in zip(SCHEDULERS, top["children"], strict=True):
        assert [heading["name"] for heading in section["children"]] == PARTS
        assert [heading["id"] for heading in section["children"]] == [
            f"{name}-{part.lower().replace(' ', '-')}" for part in PARTS
        ]
    assert "klzzwxh" not in html  # what stood for stored HTML
    assert html.count('id="') == len(set(re.findall('id="[^"]+"', html)))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_curve_is_there_without_javascript(name: str) -> None:
    """A section starts with its example's curve, whose text alternative says what it does and what is marked on it."""
    html, _ = rendered(f"/// scheduler | {name}\n///\n")
    config = example_config(name)
    image = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="img"' in image
    assert f"<desc>{summary_of_curve(simulate(config))} {marked(marks(config))}</desc>" in image
    assert html.index("<h2") < html.index("<svg") < html.index("<h3")
    assert not re.search("<script|<canvas|<img", html)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_each_field_is_shown_at_work(name: str) -> None:
    """Below each field's row stand one to three small curves of other values."""
    html, _ = rendered(f"/// scheduler | {name}\n///\n")
    for field in field_specs(SCHEDULERS[name]):
        [below] = re.findall(
            rf'<tr[^>]* id="{name}.{field}".*?</tr>\s*<tr class="effect".*?>(.*?)</tr>', html, flags=re.DOTALL
        )
        assert 2 <= below.count("<svg") <= 3
        assert all(title.startswith(f"{field}: ") for title in re.findall("<title>(.*?)</title>", below))


@pytest.mark.parametrize("name", SCHEDULERS)
def test_links_open_the_simulator_with_what_is_shown(name: str) -> None:
    """The first link holds exactly the example; each of the others a configuration that gives the note beside it."""
    html, _ = rendered(f"/// scheduler | {name}\n///\n")
    figures = re.findall(r"<figure class=.*?</figcaption>", html, flags=re.DOTALL)
    texts = [configuration(re.findall(r'href="/simulator.md(#[^"]+)"', figure)[-1]) for figure in figures]
    assert texts[0] == example_yaml(name, complete=True)
    assert len(figures) >= 3
    for figure, text in zip(figures[1:], texts[1:], strict=True):
        messages = [note.message for note in simulate(load_config(text)).notes]
        assert re.findall(r"<p>(.*?)</p>", figure)[-1] in [escape(message) for message in messages]


def test_the_gallery_leads_everywhere() -> None:
    """Each card has a curve, a link to the section, and one into the simulator with exactly the example."""
    html, _ = rendered("/// gallery\n///\n")
    cards = re.findall(r"<li>(.*?)</li>", html, flags=re.DOTALL)
    for name, card in zip(SCHEDULERS, cards, strict=True):
        assert f"<title>{name}: learning rate by epoch</title>" in card
        assert f'href="/reference.md#{name}"' in card
        assert configuration(re.findall(r'href="/simulator.md(#[^"]+)"', card)[0]) == example_yaml(name, complete=True)


def test_the_gallery_has_one_scale() -> None:
    """Whatever the examples are, all cards have the same axes: here one trains longer, and at a higher rate."""
    changed: dict[str, dict[str, Any]] = {"poly": {"lr": 0.35, "epochs": 170}}
    examples = [Variation("", None, example_config(name, **changed.get(name, {}))) for name in SCHEDULERS]
    cards = [curves.card(example, examples) for example in examples]
    assert len({tuple(re.findall(r"<text[^>]*>[^<]*</text>", card)) for card in cards}) == 1


def test_assumptions_are_told_once() -> None:
    """The fields outside the scheduler have rows to which formulas lead, and the notes on their absence stand below."""
    html, _ = rendered("/// training\n///\n")
    assert re.findall(r'<tr id="([^"]+)"', html) == ["training.epochs", "training.optimizer.lr"]
    notes = simulate(load_config(example_yaml("step"), epochs=100, lr=0.1)).notes
    assert re.findall("<li>(.*?)</li>", html) == [note.message for note in notes]
