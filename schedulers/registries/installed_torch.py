"""Finds the schedulers of the installed torch without importing it."""

import re
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from schedulers.registry import TORCH_MODULE


@cache
def torch_classes() -> frozenset[str]:
    """Find the names of the classes in torch's module of schedulers; none where torch is not installed.

    Importing torch takes longer than all else that a build of a site does, so its source is read.

    >>> torch_classes() == set() or "StepLR" in torch_classes()
    True
    """
    found = PathFinder.find_spec("torch")
    for folder in (found.submodule_search_locations or ()) if found else ():
        source = Path(folder, *TORCH_MODULE.split(".")[1:]).with_suffix(".py")
        if source.is_file():
            return frozenset(re.findall(r"^class (\w+)", source.read_text(encoding="utf-8"), re.MULTILINE))
    return frozenset()
