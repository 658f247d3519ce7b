"""The picture that stands beside a shared link: the schedulers' curves, painted by NumPy alone.

Networks that show such pictures read PNG and no SVG, and a program that turns one into the other would be the site's
heaviest dependency for its least part.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from schedulers import SCHEDULERS, simulate
from schedulers.drawing.paint import COLOURS
from schedulers.example import example_config
from schedulers.mirror import RateArray

WIDTH, HEIGHT = 1200, 630
"""The size that networks ask for, in pixels."""

_MARGIN = 70
_STROKE = 5.0

Picture = NDArray[np.float64]


def social_png() -> bytes:
    """The curve of each scheduler's example, on one scale.

    >>> social_png()[:8] == PNG_SIGNATURE
    True
    """
    curves = [simulate(example_config(name)).lr for name in SCHEDULERS]
    highest = max(float(lr.max()) for lr in curves)
    picture = np.ones((HEIGHT, WIDTH, 3)) * _rgb(COLOURS["background"])
    _paint(picture, np.array([[_MARGIN, WIDTH - _MARGIN], [HEIGHT - _MARGIN] * 2], dtype=float), "grid")
    for index, lr in reversed(list(enumerate(curves))):
        _paint(picture, _line(lr, highest), f"curve-{index % 6 + 1}")
    return png((picture * 255).round().astype(np.uint8))


def _line(lr: RateArray, highest: float) -> Picture:
    """The corners of a curve in pixels, shape ``[2, corners]``: each epoch is a level stretch."""
    epoch = np.arange(len(lr) + 1).repeat(2)[1:-1]
    across = _MARGIN + epoch / len(lr) * (WIDTH - 2 * _MARGIN)
    return np.stack([across, HEIGHT - _MARGIN - lr.repeat(2) / highest * (HEIGHT - 2 * _MARGIN)])


def _paint(picture: Picture, line: Picture, colour: str) -> None:
    """Blend a line into the picture, with soft edges."""
    covered = np.zeros((HEIGHT, WIDTH))
    for start, end in zip(line.T[:-1], line.T[1:], strict=True):
        reach = _STROKE / 2 + 1
        left, top = np.floor(np.minimum(start, end) - reach).astype(int).clip(0)
        right, bottom = np.ceil(np.maximum(start, end) + reach).astype(int) + 1
        y, x = np.mgrid[top : min(bottom, HEIGHT), left : min(right, WIDTH)] + 0.5
        along = end - start
        length = float(along @ along) or 1.0
        share = np.clip(((x - start[0]) * along[0] + (y - start[1]) * along[1]) / length, 0, 1)
        distance = np.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1])
        part = covered[top:bottom, left:right]
        np.maximum(part, np.clip(_STROKE / 2 + 0.5 - distance, 0, 1), out=part)
    picture += covered[..., np.newaxis] * (_rgb(COLOURS[colour]) - picture)


def _rgb(colour: str) -> Picture:
    """``"#ff0000"`` as three parts of 1."""
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(picture: NDArray[np.uint8]) -> bytes:
    """A picture of shape ``[height, width, 3]`` as a PNG file (ISO/IEC 15948)."""
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.tobytes() for row in picture)  # each row says first that it is not filtered
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
