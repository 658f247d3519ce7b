"""The guides' directives draw, tabulate and note what their configurations give, through Python-Markdown alone."""

import re
from html import unescape

import markdown
import pytest

from schedulers import SCHEDULERS, load_config, simulate
from schedulers.writing.example import example_yaml
from schedulers.writing.schema import beyond_schema
from site_plugins.scheduler_docs.pictures.social import HEIGHT, WIDTH, social_png
from tests.browser.links import held

CONFIGURATION = """training:
  epochs: 10
  optimizer: {lr: 0.5}
  scheduler: {name: multi_step, milestones: [4, 30], gamma: 0.1}
"""


def rendered(text: str) -> str:
    extensions = [f"site_plugins.scheduler_docs.{name}" for name in ("extension", "guides")]
    options = {extensions[1]: {"site_url": "https://example.org/site/"}}
    return markdown.markdown(text, extensions=extensions, extension_configs=options)


def curve(configurations: str, *options: str) -> str:
    lines = "".join(f"    {option}\n" for option in options)
    return rendered(f"/// curve | A & B\n{lines}\n{configurations}///\n")


def texts(tag: str, html: str) -> list[str]:
    return [unescape(re.sub("<[^>]+>", "", inner)) for inner in re.findall(rf"<{tag}[ >].*?</{tag}>", html, re.DOTALL)]


def test_a_configuration_is_drawn_with_its_notes() -> None:
    """A figure has the curve, wide and narrow, in words too, a caption, the notes, and the way to the simulator."""
    html = curve(CONFIGURATION)
    assert html.count("<svg") == 2
    assert texts("figcaption", html) == ["A & B"]
    assert "starts at 0.5" in texts("desc", html)[0]
    [note] = simulate(load_config(CONFIGURATION)).notes
    assert texts("li", html) == [note.message]
    assert 'href="/simulator.md#s1.' in html
    source = texts("code", html)[-1]
    assert load_config(source).lr == 0.5


def test_the_rates_of_single_epochs_are_computed() -> None:
    """A table gives the rate and the part of the schedule of each epoch that is asked for."""
    html = curve(CONFIGURATION, "rows: [0, 3, 4]")
    assert texts("td", html) == ["0.5", "constant", "0.5", "constant", "0.05", "decay 1"]


def test_several_configurations_share_a_drawing() -> None:
    """Each curve is called what its comment says, and the table has a column for each."""
    other = CONFIGURATION.replace("[4, 30]", "[2]")
    html = curve(f"# late\n{CONFIGURATION}---\n# early\n{other}", "rows: [3]", "scales: [linear, logarithmic]")
    assert html.count("<svg") == 4
    assert texts("figcaption", html) == ["A & B", "A & B, on a logarithmic scale"]
    assert texts("th", html) == ["epoch", "late", "early", "3"]
    assert texts("td", html) == ["0.5", "0.05"]


def test_fields_are_those_that_change_the_curve_or_those_that_are_named() -> None:
    """A reader is offered the fields that change the curve; ``fields`` names others, by name or path."""
    offered = 'data-field="(.+?)"'
    flat = CONFIGURATION.replace("multi_step, milestones: [4, 30]", "step, end_epoch: 90, iters_per_phase: 40")
    assert re.findall(offered, curve(flat)) == ["training.scheduler.iters_per_phase"]
    named = curve(flat, "fields: [gamma, training.epochs]")
    assert re.findall(offered, named) == ["training.epochs", "training.scheduler.gamma"]


def test_a_figure_can_be_told_to_stand_still() -> None:
    """With ``live: false`` there is nothing to change, but the way into the simulator; without it there is."""
    changing = re.compile('data-figure=|data-field=|<button class="live__button"')
    still, live = curve(CONFIGURATION, "live: false"), curve(CONFIGURATION)
    assert (len(changing.findall(still)), len(changing.findall(live))) == (0, 4)
    assert still.count('class="simulate"') == live.count('class="simulate"') == 1


def test_tabs_show_one_configuration_at_a_time() -> None:
    """Without a configuration the examples of all schedulers are drawn; with ``tabs`` each is a figure of its own, of
    which the first is chosen. Two such directives of a page do not share their choice.
    """
    block = "/// curve | Rates\n    tabs: true\n///\n"
    html = rendered(f"{block}\n{block}")
    assert texts("label", html) == [*SCHEDULERS] * 2
    assert re.findall('<input checked="checked" name="(.*?)"[^>]*>(\\w+)', html) == [
        ("curve-1", next(iter(SCHEDULERS))),
        ("curve-2", next(iter(SCHEDULERS))),
    ]
    assert html.count("data-figure=") == 2 * len(SCHEDULERS)
    links = re.findall('href="/simulator.md(#.*?)"', html)
    assert [held(link)["text"] for link in links[: len(SCHEDULERS)]] == [
        example_yaml(name, complete=True) for name in SCHEDULERS
    ]
    assert texts("figcaption", html)[0] == f"Rates: {next(iter(SCHEDULERS))}"


@pytest.mark.parametrize(("before", "marked"), [("# Title\n\nWords.", 2), ("# Title", 0), ("Words.\n\nMore.", 0)])
def test_what_stands_before_tabs_at_the_top_is_known_to_the_style_sheet(before: str, marked: int) -> None:
    """A title and a paragraph before tabs have a class, so that all of it fits the first screen."""
    block = "/// curve | Rates\n    tabs: true\n///\n"
    assert rendered(f"{before}\n\n{block}").count('class="before-curve-tabs"') == marked
    assert "before-curve-tabs" not in rendered(f"{before}\n\n{block.replace('true', 'false')}")


@pytest.mark.parametrize(
    ("configuration", "option", "words"),
    [
        (CONFIGURATION.replace("gamma", "gama"), "rows: [0]", "curve | A & B.*gama is unknown"),
        (CONFIGURATION, "rows: [10]", "has no epoch 10, only 10 epochs"),
        (CONFIGURATION, "fields: [gama]", "curve | A & B.*there is no gama, only epochs, lr, milestones, gamma$"),
        (CONFIGURATION, "scales: [log]", "curve | A & B.*a scale is one of linear, logarithmic; got log$"),
    ],
)
def test_what_cannot_be_drawn_stops_the_build(configuration: str, option: str, words: str) -> None:
    """A wrong configuration, or an epoch or a scale that there is not, is an error that says where and why."""
    with pytest.raises(ValueError, match=words):
        curve(configuration, option)


def test_the_schema_is_shown_by_its_address() -> None:
    """The line for editors names the schema on the site that is built."""
    html = rendered("/// schema-modeline\n///\n")
    assert texts("code", html) == ["# yaml-language-server: $schema=https://example.org/site/schema/training.json\n"]


def test_the_limits_of_the_schema_are_listed() -> None:
    """Each thing that the schema can't say is an item."""
    html = rendered("/// schema-limits\n///\n")
    assert [item.lower() for item in texts("li", html)] == [
        f"{phrase.replace('`', '')}.".lower() for phrase in beyond_schema()
    ]


def test_the_picture_of_shared_links_is_a_png_of_the_right_size() -> None:
    """The picture says its size where PNG files say it."""
    picture = social_png([simulate(load_config(CONFIGURATION)).lr])
    assert picture[12:16] == b"IHDR"
    assert [int.from_bytes(picture[start : start + 4]) for start in (16, 20)] == [WIDTH, HEIGHT]
