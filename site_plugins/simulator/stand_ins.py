"""Small modules in the place of large ones that Pyodide and NumPy import when they start, and that no curve needs.

What is asked for all the same raises an ImportError that says what is left out.
"""

_LEFT_OUT = """\
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError(f"{__name__} is left out of the simulator: {name}")
"""

_WHEN_CALLED = '''\
class LinAlgError(ValueError):
    """As NumPy's."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def missing(*_, **__):
        raise ImportError(f"numpy.linalg is left out of the simulator: {name}")

    return missing
'''

# Pyodide asks for two directories and for what is installed there.
_NO_PACKAGES = '''\
class Directory:
    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Directory("/lib/python3.13/site-packages")
DSO_DIR = Directory("/usr/lib")


def init_loaded_packages():
    """None are."""


'''

_TYPES = """\
from typing import Any, TypeVar

import numpy as np

ArrayLike = DTypeLike = NBitBase = Any
NDArray = np.ndarray[Any, np.dtype[TypeVar("_Scalar", bound=np.generic)]]
"""

OF_THE_LIBRARY = {
    # Pyodide starts an event loop, which nothing in the page uses: a function is called, and has answered.
    "asyncio/__init__.py": _LEFT_OUT,
    "pyodide/webloop.py": "def _initialize_event_loop():\n    pass\n",
    # Packages are in the library; none is installed.
    "pyodide/_package_loader.py": _NO_PACKAGES + _LEFT_OUT,
    # Only abstract classes are asked for, of `importlib.abc`, which imports these.
    "importlib/resources/__init__.py": "",
    "importlib/resources/abc.py": "__all__ = []\n",
}

OF_NUMPY = {
    # Linear algebra is a third of NumPy's machine code. Some modules import functions from it that nothing calls.
    "numpy/linalg/__init__.py": _WHEN_CALLED,
    "numpy/typing/__init__.py": _TYPES,
    # Nothing but documentation.
    "numpy/_core/_add_newdocs.py": "",
    "numpy/_core/_add_newdocs_scalars.py": "",
}
