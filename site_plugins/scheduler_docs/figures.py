"""Figures of the guides: curves of configurations, the rates of single epochs, and the notes, all computed at build."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers import ConfigError, Curve, TrainingConfig, load_config, simulate
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.marks import Mark, marks
from schedulers.numbers import rate_text
from schedulers.registry import Registry
from schedulers.words import marked, summary

WIDE, NARROW = (800, 300), (340, 250)
"""Width and height of a drawing in pixels: beside the navigation, and on a phone."""

LINEAR, LOGARITHMIC = SCALES = ("linear", "logarithmic")
"""How the axis of the rate can be drawn."""


@dataclass(frozen=True)
class Plotted:
    """A configuration of a figure, what the figure calls it, its curve, and what is marked on that."""

    name: str
    config: TrainingConfig
    curve: Curve
    marks: Sequence[Mark]


def documents(text: str) -> list[str]:
    """The YAML documents of a text, between which lines of ``---`` stand."""
    return re.split(r"^---$\n?", text, flags=re.MULTILINE)


def plotted(text: str, registry: Registry | None = None) -> list[Plotted]:
    """The configurations of a text, a document for each, with its name as a comment at first.

    Args:
        text: The documents, with lines of ``---`` between them.
        registry: Whose schedulers they may choose; this package's own when nothing is said.

    Raises:
        ConfigError: A configuration can't be simulated.

    >>> [shown] = plotted('''# halved
    ... training: {epochs: 4, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [2], gamma: 0.5}}''')
    >>> shown.name, shown.curve.lr.tolist()
    ('halved', [1.0, 1.0, 0.5, 0.5])
    """
    found = []
    for document in documents(text):
        config = load_config(document, registry=registry)
        comment = re.match(r"\s*# *(.+)", document)
        found.append(Plotted(comment[1] if comment else config.scheduler, config, simulate(config), marks(config)))
    return found


def figure(
    text: str,
    registry: Registry | None = None,
    *,
    title: str,
    rows: Sequence[int] = (),
    scales: Sequence[str] = (LINEAR,),
) -> str:
    """The curves of some configurations on one scale, as HTML.

    Args:
        text: The configurations, as for `plotted`.
        registry: Likewise.
        title: The caption, in plain text.
        rows: Epochs whose rates a table gives.
        scales: How to draw them, each once: `LINEAR`, `LOGARITHMIC`.

    Raises:
        ValueError: A configuration can't be simulated, or has no such epoch, or there is no such scale.
    """
    for scale in scales:
        if scale not in SCALES:
            raise ValueError(f"'/// curve | {title}': a scale is one of {', '.join(SCALES)}; got {scale}")
    try:
        shown = plotted(text, registry)
    except ConfigError as error:
        raise ValueError(f"'/// curve | {title}': {error}") from error
    drawn = "".join(_drawn(shown, title, scale) for scale in scales)
    return f"{drawn}{_table(shown, rows)}{_notes(shown)}{_source(text)}"


def _drawn(shown: Sequence[Plotted], title: str, scale: str) -> str:
    caption = title if scale == LINEAR else f"{title}, on a logarithmic scale"
    svgs = "".join(
        f'<div class="curve__{size}">{_svg(shown, caption, *extent, logarithmic=scale == LOGARITHMIC)}</div>'
        for size, extent in (("wide", WIDE), ("narrow", NARROW))
    )
    return (
        f'<figure class="schedules"><div class="curve">{svgs}</div><figcaption>{escape(caption)}</figcaption></figure>'
    )


def _svg(shown: Sequence[Plotted], title: str, width: int, height: int, *, logarithmic: bool) -> str:
    alone = len(shown) == 1
    curves = [DrawnCurve(one.name, one.curve.lr, one.marks if alone else ()) for one in shown]
    described = [
        f"{summary(one.curve)} {marked(one.marks)}" if alone else f"{one.name}: {summary(one.curve)}" for one in shown
    ]
    return chart_svg(
        curves,
        title=title,
        description=" ".join(described),
        width=width,
        height=height,
        logarithmic=logarithmic,
        clock=shown[0].config.clock,
    )


def _table(shown: Sequence[Plotted], rows: Sequence[int]) -> str:
    """The rates of some epochs, a column for each curve; for a single curve the part of the schedule too."""
    if not rows:
        return ""
    clock = shown[0].config.clock
    for one in shown:
        if max(rows) >= one.config.length:
            raise ValueError(f"{one.name} has no {clock.one} {max(rows)}, only {clock.count(one.config.length)}")
    alone = len(shown) == 1
    titles = [clock.one, *(["learning rate", "part"] if alone else [one.name for one in shown])]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = ""
    for epoch in rows:
        cells = [rate_text(one.curve.lr[epoch]) for one in shown]
        cells += [str(shown[0].curve.phase[epoch])] if alone else []
        body += f'<tr><th scope="row">{epoch}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _notes(shown: Sequence[Plotted]) -> str:
    alone = len(shown) == 1
    said = [(one.name, note.message) for one in shown for note in one.curve.notes]
    items = "".join(f"<li>{escape(message if alone else f'{name}: {message}')}</li>" for name, message in said)
    return f'<ul class="curve__notes">{items}</ul>' if items else ""


def _source(text: str) -> str:
    code = pygments.highlight(text.strip(), YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    return f'<details class="example"><summary>Configuration</summary>{code}</details>'
