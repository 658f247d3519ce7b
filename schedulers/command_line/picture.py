"""Writes the chart of configurations as an SVG or PNG file."""

from collections.abc import Sequence
from pathlib import Path

from schedulers.command_line.error import CommandError
from schedulers.command_line.messages import name
from schedulers.drawing import DrawnCurve, as_file, chart_svg
from schedulers.drawing.paint import FONT
from schedulers.layout import Clock

PNG_SCALE = 2
"""The pixels of a PNG for each unit of the drawing, so that it is sharp on fine screens."""

FAMILIES = "Segoe UI, Helvetica, Arial, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"
"""The font families to look for when text becomes pixels. The library has no default that every system has."""


def write_svg(path: Path, curves: Sequence[DrawnCurve], *, description: str, logarithmic: bool, clock: Clock) -> None:
    """Write the chart as an SVG file.

    Raises:
        CommandError: The file can't be written.
    """
    _write(path, _svg(curves, description=description, logarithmic=logarithmic, clock=clock).encode())


def write_png(path: Path, curves: Sequence[DrawnCurve], *, description: str, logarithmic: bool, clock: Clock) -> None:
    """Write the chart as a PNG file.

    Raises:
        CommandError: The file can't be written, or resvg_py is not installed.
    """
    try:
        import resvg_py  # noqa: PLC0415  # an extra, for this alone
    except ImportError:
        raise CommandError("--png needs resvg_py: python3 -m pip install resvg_py; --svg needs nothing") from None
    svg = _svg(curves, description=description, logarithmic=logarithmic, clock=clock).replace(FONT, FAMILIES, 1)
    _write(path, bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=PNG_SCALE)))


def _svg(curves: Sequence[DrawnCurve], *, description: str, logarithmic: bool, clock: Clock) -> str:
    title = f"Learning rate by {clock.one}"
    return as_file(chart_svg(curves, title=title, description=description, logarithmic=logarithmic, clock=clock))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{name(path)} can't be written: {error.strerror or error}. Choose another place") from None
