"""NumPy's machine code, which is linked before Python starts: see assets/src/python/memory-snapshot.ts."""

import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import module_from_spec

path = "/lib/numpy.so"
loader = ExtensionFileLoader(__name__, path)
sys.modules[__name__] = module_from_spec(ModuleSpec(__name__, loader, origin=path))
loader.exec_module(sys.modules[__name__])
