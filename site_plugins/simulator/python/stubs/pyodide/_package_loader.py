"""Pyodide's installed packages, of which there are none: all are in the library. The real module needs `pathlib`."""


class Directory:
    """A path that is asked for as text."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Directory("/lib/python3.13/site-packages")
DSO_DIR = Directory("/usr/lib")


def init_loaded_packages() -> None:
    """Note the packages that are installed: none."""
