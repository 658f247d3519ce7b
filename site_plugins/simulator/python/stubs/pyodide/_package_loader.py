"""Pyodide's installed packages, of which there are none: all are in the library. The real module needs `pathlib`."""

from types import SimpleNamespace

# Pyodide asks them for their text alone.
SITE_PACKAGES = SimpleNamespace(__str__=lambda: "/lib/python3.13/site-packages")
DSO_DIR = SimpleNamespace(__str__=lambda: "/usr/lib")


def init_loaded_packages() -> None:
    """Note the packages that are installed: none."""
