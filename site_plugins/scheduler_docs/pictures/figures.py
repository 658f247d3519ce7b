"""Figures of the guides: curves of configurations, the rates of single epochs, and the notes, all computed at build."""

from collections.abc import Sequence
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.drawing.figures import SCALES, Chart, Plotted, plotted
from schedulers.registry import Registry, own
from schedulers.signature.spec import summary
from schedulers.writing.example import example_yaml


def examples(registry: Registry | None) -> list[str]:
    """The example of each scheduler of a registry, by default this package's own, as a configuration's text."""
    return [example_yaml(name, registry, complete=True) for name in (registry or own()).schedules]


def about(one: Plotted) -> str:
    """What the scheduler of a configuration is, in a sentence."""
    return summary(one.config.schedule.declared)


def checked(texts: Sequence[str], registry: Registry | None, chart: Chart) -> list[Plotted]:
    """The configurations of a figure.

    Args:
        texts: The configurations.
        registry: As for `schedulers.drawing.figures.plotted`.
        chart: The figure.

    Raises:
        ValueError: A configuration can't be simulated, or has no such epoch, or there is no such scale.
    """
    for scale in chart.scales:
        if scale not in SCALES:
            raise ValueError(f"a scale is one of {', '.join(SCALES)}; got {scale}")
    shown = [one for text in texts for one in plotted(text, registry)]
    for one in shown if chart.rows else ():
        clock = one.config.clock
        if max(chart.rows) >= one.config.length:
            raise ValueError(f"{one.name} has no {clock.one} {max(chart.rows)}, only {clock.count(one.config.length)}")
    return shown


def drawn(chart: Chart, drawings: Sequence[str]) -> str:
    """The drawings of a figure with their captions, as HTML."""
    return "".join(
        f'<figure class="schedules"><div class="live__stage"><div class="curve" data-part="drawing">{drawing}</div>'
        f"</div><figcaption>{escape(chart.caption(scale))}</figcaption></figure>"
        for scale, drawing in zip(chart.scales, drawings, strict=True)
    )


def source(text: str) -> str:
    """The configurations of a figure, to be unfolded, as HTML."""
    code = pygments.highlight(text.strip(), YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    return f'<details class="example"><summary>Configuration</summary>{code}</details>'
