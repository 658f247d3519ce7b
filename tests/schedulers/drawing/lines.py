"""The places that a path leads through, and how far they are from a line."""

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]


def places(path: str) -> list[Places]:
    """Of each part of the line, between two gaps, the places in their order; shape ``[places, 2]``."""
    parts: list[list[list[float]]] = []
    for command, numbers in re.findall(r"([Mlhv])([-\d. ]+)", path):
        given = [float(value) for value in numbers.split()]
        if command == "M":
            parts.append([given])
        else:
            parts[-1].append({"h": [given[0], 0], "v": [0, given[0]], "l": given}[command])
    return [np.cumsum(part, axis=0).round(1) for part in parts]


def along(line: Places) -> Places:
    """Places on a line that are at most a quarter of a unit apart, its corners among them."""
    pieces = [line[:1]]
    for start, end in pairwise(line):
        count = max(1, int(np.ceil(4 * np.abs(end - start).max())))
        pieces.append(start + np.arange(1, count + 1)[:, None] / count * (end - start))
    return np.concatenate(pieces)


def distances(points: Places, line: Places) -> Places:
    """How far each point is from the nearest place of the line."""
    starts, steps = line[:-1], np.diff(line, axis=0)
    along = ((points[:, None] - starts) * steps).sum(axis=2) / np.maximum((steps**2).sum(axis=1), 1e-12)
    nearest = starts + np.clip(along, 0, 1)[:, :, None] * steps
    closest: Places = np.sqrt(((points[:, None] - nearest) ** 2).sum(axis=2)).min(axis=1)
    return closest
