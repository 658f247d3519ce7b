"""Figures of the guides: curves of configurations, the rates of some epochs, and notes, computed by the build."""

from collections.abc import Sequence
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.drawing.figures import SCALES, Chart, Plotted, plotted
from schedulers.registry import Registry, own
from schedulers.signature.spec import summary
from schedulers.writing.example import example_yaml
from site_plugins.words import Words


def examples(registry: Registry | None) -> list[str]:
    """Return the example of each scheduler of a registry, as a text; by default of this package's own."""
    return [example_yaml(name, registry, complete=True) for name in (registry or own()).schedules]


def about(one: Plotted) -> str:
    """Return a sentence about the scheduler of a configuration."""
    return summary(one.config.schedule.declared)


def checked(texts: Sequence[str], registry: Registry | None, chart: Chart) -> list[Plotted]:
    """Read and check the configurations of a figure.

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
    """Return the drawings of a figure with their captions, as HTML."""
    return "".join(
        f'<figure class="schedules"><div class="live__stage"><div class="curve" data-part="drawing">{drawing}</div>'
        f"</div><figcaption>{escape(chart.caption(scale))}</figcaption></figure>"
        for scale, drawing in zip(chart.scales, drawings, strict=True)
    )


def source(text: str, say: Words) -> str:
    """Return the configurations of a figure as HTML that a reader can unfold."""
    code = pygments.highlight(text.strip(), YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    return f'<details class="example"><summary>{say("Configuration")}</summary>{code}</details>'
