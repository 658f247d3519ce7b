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

# What compiles programs for Pyodide asks for it; the rest of `ast` is large.
_SYNTAX_TREES = '''\
from _ast import *


def parse(source, filename="<unknown>", mode="exec"):
    return compile(source, filename, mode, PyCF_ONLY_AST)


def fix_missing_locations(node, line=1):
    """As `ast` does it, but for columns."""
    places = {"lineno": line, "end_lineno": line, "col_offset": 0, "end_col_offset": 0}
    for name in places.keys() & set(getattr(node, "_attributes", ())):
        if getattr(node, name, None) is None:
            setattr(node, name, places[name])
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, AST):
                fix_missing_locations(child, getattr(node, "lineno", line))
    return node


'''

# The module `inspect` asks for these names and nothing else.
_FLAGS_OF_CODE = """\
_NAMES = "OPTIMIZED NEWLOCALS VARARGS VARKEYWORDS NESTED GENERATOR NOFREE COROUTINE ITERABLE_COROUTINE ASYNC_GENERATOR"
COMPILER_FLAG_NAMES = {1 << place: name for place, name in enumerate(_NAMES.split())}


"""

# For annotations.
_NO_PATHS = '''\
class PurePath:
    """There are no files."""

    def __init__(self, *_):
        raise ImportError("pathlib is left out of the simulator")


Path = PosixPath = PurePosixPath = PurePath
'''

_BINARY_TEXT = """\
from binascii import a2b_base64 as decodebytes
from binascii import b2a_base64 as encodebytes
"""

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

# It is linked before Python starts (assets/src/python/memory-snapshot.ts).
_MACHINE_CODE = """\
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location

path = "/lib/numpy.so"
spec = spec_from_file_location(__name__, path, loader=ExtensionFileLoader(__name__, path))
sys.modules[__name__] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[__name__])
"""

_NO_FILES = '''\
from numpy._core.multiarray import packbits, unpackbits


class NpzFile:
    """No array is in a file."""


DataSource = NpzFile


def _missing(*_, **__):
    raise ImportError("Reading and writing files is left out of the simulator's NumPy")


fromregex = genfromtxt = load = loadtxt = save = savetxt = savez = savez_compressed = _missing
__all__ = ["fromregex", "genfromtxt", "load", "loadtxt", "save", "savetxt", "savez", "savez_compressed"]
__all__ += ["packbits", "unpackbits"]
'''

# Drawings escape their texts; the names of all characters are large.
_ESCAPE = '''\
def escape(s, quote=True):
    """As HTML shows it."""
    for character, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#x27"))[: 5 if quote else 3]:
        s = s.replace(character, f"&{name};")
    return s


'''

OF_THE_LIBRARY = {
    "ast.py": _SYNTAX_TREES + _LEFT_OUT,
    "base64.py": _BINARY_TEXT,
    "dis.py": _FLAGS_OF_CODE + _LEFT_OUT,
    "html/__init__.py": _ESCAPE + _LEFT_OUT,
    "pathlib/__init__.py": _NO_PATHS,
    "pickle.py": _LEFT_OUT,
    "platform.py": _LEFT_OUT,
    "site.py": "",
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
    "numpy/_core/_multiarray_umath.py": _MACHINE_CODE,
    "numpy/lib/_npyio_impl.py": _NO_FILES,
    # Nothing but documentation.
    "numpy/_core/_add_newdocs.py": "",
    "numpy/_core/_add_newdocs_scalars.py": "",
}
