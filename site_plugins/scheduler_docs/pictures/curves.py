"""The curves of the reference, drawn when the site is built: each with its text alternative."""

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
"""Widths and heights of the drawings, in pixels."""

STEEP = 100
"""A rate so many times as high as any of the example's is drawn on a logarithmic scale."""


def chart(example: Variation) -> Chart:
    """The figure of a scheduler's example: wide, and narrow where that would be too small to read."""
    config = example.config
    title = f"{config.scheduler}: learning rate by {config.clock.one}"
    return Chart(title, sizes=(WIDE, NARROW), lead="The example.")


def plotted(shown: Variation) -> Plotted:
    """A configuration, for a figure."""
    return Plotted(shown.config.scheduler, shown.config, shown.curve, shown.marks)


def card(example: Variation, examples: Sequence[Variation]) -> str:
    """The curve of a scheduler's example on the scale that all examples share."""
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
    """What a field does: a small curve for each value, with the example's behind it, all on one scale."""
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
    """What is unusual about the scale of thumbnails."""
    said = []
    if effect.epochs < original.config.length:
        said.append(f"the first {original.config.clock.count(effect.epochs)}")
    if effect.logarithmic:
        said.append("on a logarithmic scale")
    return f"<p>{' '.join(said).capitalize()}</p>" if said else ""


def surprising(original: Variation, surprise: Surprise) -> SurpriseFigure:
    """The small figure of a note, with the example's curve behind its own and a line where the note points."""
    return SurpriseFigure(surprise.note.kind, is_steep(original, surprise))


def is_steep(original: Variation, surprise: Surprise) -> bool:
    """Whether the curve of a note needs a logarithmic scale to be seen beside the example's."""
    highest, usual = (lr[np.isfinite(lr)].max() for lr in (surprise.variation.curve.lr, original.curve.lr))
    return rounded(highest) > rounded(STEEP * usual)
