"""Draws the curve of the example, which the simulator's page shows before its script runs, or without it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from schedulers.curve.marks import Mark
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.layout import Clock

SIZES = {"wide": (679, 300), "narrow": (358, 240)}
"""Pixels of the chart's box in a window that is 1280 or 390 pixels wide; elsewhere the nearest drawing is scaled."""


def drawings(answer: Mapping[str, Any], clock: Clock) -> str:
    """Draw the curve of an answer of `prerendered_answers`, once for wide and once for narrow windows."""
    title = f"Learning rate by {clock.one}"
    report, rates = answer["report"], np.array(answer["curve"]["lr"])
    curve = DrawnCurve(report["scheduler"], rates, [Mark(**mark) for mark in report["marks"]])
    return "".join(
        f'<div class="simulator__drawing simulator__drawing--{name} simulator__example">'
        f"{chart_svg([curve], title=title, width=width, height=height, clock=clock)}</div>"
        for name, (width, height) in SIZES.items()
    )
