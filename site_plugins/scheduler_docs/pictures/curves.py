"""Draws the curves of the reference while the site is built, each with a text alternative."""

from collections.abc import Sequence
from html import escape

import numpy as np

from schedulers.curve.words import summary
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.drawing.figures import Chart, Plotted, in_words
from schedulers.drawing.figures import Surprise as SurpriseFigure
from schedulers.numbers import rounded
from site_plugins.scheduler_docs.variations import Effect, Surprise, Variation

WIDE, NARROW, CARD, THUMBNAIL = (700, 280), (340, 230), (340, 210), (150, 64)
"""The widths and heights of the drawings, in pixels."""

STEEP = 100
"""A rate that is as many times higher than all of the example's is drawn on a logarithmic scale."""


def chart(example: Variation) -> Chart:
    """Make the figure of a scheduler's example: a wide drawing, and a narrow one for phones."""
    config = example.config
    title = f"{config.scheduler}: learning rate by {config.clock.one}"
    return Chart(title, sizes=(WIDE, NARROW), lead="The example.")


def plotted(shown: Variation) -> Plotted:
    """Plot a configuration for a figure."""
    return Plotted(shown.config.scheduler, shown.config, shown.curve, shown.marks)


def card(example: Variation, examples: Sequence[Variation]) -> str:
    """Draw the curve of a scheduler's example on the scale that all examples share."""
    rates = np.concatenate([one.curve.lr for one in examples])
    finite = rates[np.isfinite(rates)]
    name = example.config.scheduler
    return chart_svg(
        [DrawnCurve(name, example.curve.lr)],
        title=f"{name}: learning rate by {example.config.clock.one}",
        description=in_words([plotted(example)]),
        width=CARD[0],
        height=CARD[1],
        epochs=(0, max(one.config.length for one in examples)),
        rates=(float(finite.min()), float(finite.max())),
        clock=example.config.clock,
    )


def thumbnails(original: Variation, effect: Effect) -> str:
    """Draw the effect of a field: a small curve for each value, with the example's behind it, on one scale."""
    rates = np.concatenate([shown.curve.lr[: effect.epochs] for shown in (original, *effect.variations)])
    visible = rates[rates > 0] if effect.logarithmic else rates
    drawn = []
    for shown in effect.variations:
        value = shown.value_text
        changed = f"{shown.field}: {value}"
        svg = chart_svg(
            [DrawnCurve(changed, shown.curve.lr), DrawnCurve("example", original.curve.lr, muted=True)],
            title=f"{changed}: {summary(shown.curve)}",
            width=THUMBNAIL[0],
            height=THUMBNAIL[1],
            axes=False,
            logarithmic=effect.logarithmic,
            epochs=(0, effect.epochs),
            rates=(float(visible.min()), float(visible.max())),
        )
        drawn.append(f"<figure>{svg}<figcaption><code>{escape(value)}</code></figcaption></figure>")
    return f'<div class="thumbnails">{"".join(drawn)}{_scale(effect, original)}</div>' if drawn else ""


def _scale(effect: Effect, original: Variation) -> str:
    """Say what is unusual about the scale of thumbnails."""
    said = []
    if effect.epochs < original.config.length:
        said.append(f"the first {original.config.clock.count(effect.epochs)}")
    if effect.logarithmic:
        said.append("on a logarithmic scale")
    return f"<p>{' '.join(said).capitalize()}</p>" if said else ""


def surprising(original: Variation, surprise: Surprise) -> SurpriseFigure:
    """Make the small figure of a note: its curve, the example's behind it, and a line at the note's epoch."""
    return SurpriseFigure(surprise.note.kind, is_steep(original, surprise))


def is_steep(original: Variation, surprise: Surprise) -> bool:
    """Tell whether the curves of a note and of the example can be seen together only on a logarithmic scale."""
    highest, usual = (lr[np.isfinite(lr)].max() for lr in (surprise.variation.curve.lr, original.curve.lr))
    return rounded(highest) > rounded(STEEP * usual)
