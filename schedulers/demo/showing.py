"""Writes what the demo shows, as HTML. Text of a configuration is always escaped."""

from html import escape
from urllib.parse import quote

from schedulers.command_line.output import note_line
from schedulers.config import TrainingConfig
from schedulers.curve.marks import marks
from schedulers.curve.notes import Note, rate_text
from schedulers.curve.simulate import Curve
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.mirror import RateArray
from schedulers.problems import Problem

MOST_ROWS = 1000
"""The most rows of the table. A longer one would block the browser."""

SIZES = {"wide": (720, 360), "narrow": (360, 260)}
"""The width and height of the chart in pixels, on a wide and on a narrow page."""

DOWNLOAD = "curve.csv"
"""The address of the download of the curve."""


def chart(config: TrainingConfig, lr: RateArray, *, stale: bool = False) -> str:
    """Draw the curve. ``lr`` may end before training does.

    Args:
        config: The configuration.
        lr: The rates of the epochs so far; float64, shape ``[epochs so far]``.
        stale: Whether the text has changed into one that has no curve.
    """
    curve, whole = DrawnCurve(config.scheduler, lr, marks(config)), (0, config.length)
    title = f"Learning rate by {config.clock.one}"
    drawn = "".join(
        f'<div class="chart__{name}">'
        f"{chart_svg([curve], title=title, width=width, height=height, epochs=whole, clock=config.clock)}</div>"
        for name, (width, height) in SIZES.items()
    )
    remark = '<p class="aside">The curve of the text before, until the problems are mended.</p>' if stale else ""
    return f'<div class="chart{" chart--stale" if stale else ""}">{drawn}{remark}</div>'


def problem_list(problems: list[Problem]) -> str:
    """List the problems of the text, each with its place."""
    return _messages("Problems", [(f"line {each.line}, column {each.column}:", each.message) for each in problems])


def note_list(config: TrainingConfig, notes: list[Note]) -> str:
    """List the notes on the configuration, each with its line."""
    lines = [(note_line(config, note), note.message) for note in notes]
    return _messages("Notes", [("" if line is None else f"line {line}:", message) for line, message in lines])


def table(curve: Curve) -> str:
    """Write a table of epoch, rate and phase. A long training has rows at regular intervals only."""
    counted = curve.clock.one
    step = -(-len(curve.lr) // MOST_ROWS)
    rows = "".join(
        f'<tr><th scope="row">{epoch}</th><td>{rate_text(lr)}</td><td>{escape(phase)}</td></tr>'
        for epoch, lr, phase in zip(
            curve.epoch[::step].tolist(), curve.lr[::step].tolist(), curve.phase[::step].tolist(), strict=True
        )
    )
    left_out = f'<p class="aside">One {counted} in {step:,} is listed; the CSV has all of them.</p>' if step > 1 else ""
    head = "".join(f'<th scope="col">{title}</th>' for title in (counted.capitalize(), "Rate", "Phase"))
    return (
        f'{left_out}<div class="epochs" role="region" aria-label="Every {counted}" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def download(session: str) -> str:
    """Return the link that downloads the curve of a session."""
    return f'<a class="download" href="{DOWNLOAD}?session={quote(session)}" download="{DOWNLOAD}">Download CSV</a>'


def _messages(heading: str, messages: list[tuple[str, str]]) -> str:
    if not messages:
        return ""
    items = "".join(f"<li><b>{place}</b> {escape(message)}</li>" for place, message in messages)
    kind = heading.lower()
    return f'<section class="{kind}"><h2>{heading}</h2><ul aria-label="{heading}">{items}</ul></section>'
