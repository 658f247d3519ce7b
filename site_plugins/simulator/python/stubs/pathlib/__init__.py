"""Paths, for annotations alone: the browser has no files. Saves 54 kB."""


class PurePath:
    """A path that can't be made."""

    def __init__(self, *_: object) -> None:
        raise ImportError("pathlib is left out of the simulator")


Path = PosixPath = PurePosixPath = PurePath
