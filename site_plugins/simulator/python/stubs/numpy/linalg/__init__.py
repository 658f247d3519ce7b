"""Linear algebra, whose machine code would be served too: 504 kB, compressed."""

from typing import NoReturn


class LinAlgError(ValueError):
    """The error that NumPy exports under this name."""


def _missing(*_: object, **__: object) -> NoReturn:
    raise ImportError("numpy.linalg is left out of the simulator")


eigvals = inv = lstsq = matrix_power = _missing
