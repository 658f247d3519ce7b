"""Arrays in files, of which the browser has none. Saves 48 kB."""

from typing import NoReturn

from numpy._core.multiarray import packbits, unpackbits


class NpzFile:
    """An archive of arrays, which can't be opened."""


DataSource = NpzFile


def _missing(*_: object, **__: object) -> NoReturn:
    raise ImportError("Reading and writing files is left out of the simulator's NumPy")


fromregex = genfromtxt = load = loadtxt = save = savetxt = savez = savez_compressed = _missing
__all__ = ["fromregex", "genfromtxt", "load", "loadtxt", "save", "savetxt", "savez", "savez_compressed"]
__all__ += ["packbits", "unpackbits"]
