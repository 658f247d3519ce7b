"""Prepares the browser's Python for its memory snapshot: it imports all that it will ever need.

The script assets/node/take-snapshot.mjs calls it. In the browser there is nothing left to import from.
"""

import ast
import contextlib
import gc
import importlib
import json
import linecache
import re
import sys
import zipimport
from collections.abc import Iterator
from importlib.util import resolve_name
from types import ModuleType
from typing import Any

ASKED_FOR_LATER = (
    # by Python, when an error is told, a warning given, or a long integer read
    *("linecache", "traceback", "_pylong", "encodings.ascii", "encodings.latin_1", "encodings.unicode_escape"),
    *("encodings.utf_16", "encodings.utf_16_be", "encodings.utf_16_le", "encodings.utf_8_sig"),
    *("encodings.utf_32", "encodings.utf_32_be", "encodings.utf_32_le"),
    # by Pyodide, when a function's result or its error is taken over
    *("pyodide.code", "pyodide.ffi"),
    *("dataclasses", "difflib", "numpy", "numpy.typing", "pathlib", "yaml"),
)
"""The modules that are imported later, by the page's Python or in functions of other modules."""

BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")
"""The fields of syntax nodes that hold statements. Imports are statements: no expression has one."""
PUBLIC = ("schedulers/", "simulator_page.")
"""Where the sources of this project itself are. Of these a traceback names file and line alone, which saves bytes."""


def import_library() -> None:
    """Import what every site's Python needs."""
    for name in ASKED_FOR_LATER:
        importlib.import_module(name)


def import_project(registry: str, root: str) -> None:
    """Import what the page calls and the schedulers of a registry, and do once what a visitor does first.

    Args:
        registry: What names it.
        root: Where the modules are imported from.
    """
    sys.path.append(root)
    page: Any = importlib.import_module("simulator_page")
    page.use(registry)
    used = importlib.import_module("schedulers.registries.option").find(registry)
    seen: set[str] = set()
    while new := {name: module for name, module in sys.modules.items() if _is_in(module, root)}.keys() - seen:
        seen |= new
        for name in new:
            for needed in imported_in(sys.modules[name]):
                with contextlib.suppress(ImportError):  # it is not imported here either
                    importlib.import_module(needed)
    example = importlib.import_module("schedulers.writing.example").example_yaml
    for name in used.schedules:
        # What can't be simulated is told when the examples are prerendered.
        with contextlib.suppress(Exception):
            text = example(name, used, complete=True)
            page.simulate_text(text)
            page.simulate_text(f"{text}?")
            asked = {"figure": {"title": name}, "texts": [text], "originals": [text], "rooms": ["wide", "narrow"]}
            page.figure(json.dumps(asked))
    for file in [file for file in linecache.cache if file.removeprefix(f"{root}/").startswith(PUBLIC)]:
        del linecache.cache[file]


def settle() -> None:
    """Remove caches, and every trace of the files that modules came from."""
    del sys.modules[__name__]
    sys.path.clear()
    sys.path_importer_cache.clear()
    directories = zipimport._zip_directory_cache  # type: ignore[attr-defined]  # noqa: SLF001
    while directories:
        directories.popitem()[1].clear()  # the loaders of all modules have it, too
    re.purge()
    gc.collect()
    gc.freeze()  # what is there stays there, and is not looked through again and again


def _is_in(module: ModuleType, root: str) -> bool:
    return (getattr(module, "__file__", None) or "").startswith(root)


def _source(module: ModuleType) -> str:
    """Return the source of a module. `linecache` keeps it under the name that tracebacks have: not the bytecode's."""
    return "".join(linecache.getlines(str(module.__file__).removesuffix("c"), vars(module)))


def imported_in(module: ModuleType) -> Iterator[str]:
    """Find the modules that a module imports anywhere, in its functions too."""
    nodes: list[Any] = [ast.parse(_source(module))]
    for node in nodes:
        for block in BLOCKS:
            nodes += getattr(node, block, ())
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found = resolve_name("." * node.level + (node.module or ""), str(module.__package__))
            yield from (found, *(f"{found}.{alias.name}" for alias in node.names))
