"""Paints the picture beside a shared link with NumPy alone: the schedulers' curves.

Networks that show such pictures read PNG and no SVG. A library that converts SVG would be one more compiled dependency
of every site, for a single picture without text.
"""

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from schedulers.drawing.paint import COLOURS, curve_colour
from schedulers.drawing.scales import PLACE_DECIMALS
from schedulers.mirror import RateArray

WIDTH, HEIGHT = 1200, 630
"""The size that networks ask for, in pixels."""

_MARGIN = 70
_STROKE = 3  # pixels on either side of the line


def social_png(curves: Sequence[RateArray]) -> bytes:
    """Paint some curves on one scale. Each has the rates of a scheduler's example; float64, shape ``[epochs]``.

    >>> social_png([np.array([0.1, 0.05])])[:8] == PNG_SIGNATURE
    True
    """
    highest = max(float(lr.max()) for lr in curves)
    picture = np.full((HEIGHT, WIDTH, 3), _rgb(COLOURS["background"]), dtype=np.uint8)
    _paint(picture, [_MARGIN, WIDTH - _MARGIN], [HEIGHT - _MARGIN] * 2, "grid")
    for index, lr in reversed(list(enumerate(curves))):
        _paint(picture, *_line(lr, highest), curve_colour(index))
    return png(picture)


def _line(lr: RateArray, highest: float) -> tuple[list[int], list[int]]:
    """Return the corners of a curve in pixels. Each epoch is a level line."""
    epoch = np.arange(len(lr) + 1).repeat(2)[1:-1]
    across = _MARGIN + epoch / len(lr) * (WIDTH - 2 * _MARGIN)
    up = HEIGHT - _MARGIN - lr.repeat(2) / highest * (HEIGHT - 2 * _MARGIN)
    return _pixels(across), _pixels(up)


def _pixels(places: NDArray[np.float64]) -> list[int]:
    """Return the nearest pixels. The last digits of a rate, which differ between processors, do not change them."""
    pixels: list[int] = places.round(PLACE_DECIMALS).round().astype(int).tolist()
    return pixels


def _paint(picture: NDArray[np.uint8], across: Sequence[int], up: Sequence[int], colour: str) -> None:
    """Draw a line of level and upright stretches."""
    for (left, right), (first, last) in zip(pairwise(across), pairwise(up), strict=True):
        top, bottom = sorted((first, last))
        picture[top - _STROKE : bottom + _STROKE, left - _STROKE : right + _STROKE] = _rgb(COLOURS[colour])


def _rgb(colour: str) -> list[int]:
    """Return ``"#ff0000"`` as three bytes.

    >>> _rgb("#ff0000")
    [255, 0, 0]
    """
    return list(bytes.fromhex(colour[1:]))


PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(picture: NDArray[np.uint8]) -> bytes:
    """Encode a picture of shape ``[height, width, 3]`` as a PNG file (ISO/IEC 15948)."""
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.tobytes() for row in picture)  # the first byte of each row says that it is not filtered
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
