"""Finds the registry that a site documents, from the one line that names it: ``package:REGISTRY``."""

import importlib
import re
import traceback
from types import FrameType

from schedulers.registry import Registry

DEFAULT = "schedulers:REGISTRY"
"""The name of this package's own registry."""

_PACKAGE = __name__.partition(".")[0]
_REFERENCE = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*):([^\W\d]\w*)")


class RegistryError(ValueError):
    """The named registry can't be documented. The message says why on one line."""


def find(reference: str) -> Registry:
    """Find the registry with a name.

    Raises:
        RegistryError: There is no such registry, or it is empty.

    >>> find("schedulers")
    Traceback (most recent call last):
    ...
    schedulers.registries.option.RegistryError: must be a module and a name in it, such as \
my_trainer.schedulers:REGISTRY; got 'schedulers'
    >>> list(find(DEFAULT).schedules)
    ['step', 'poly', 'cosine_no_sgdr', 'cosine', 'multi_step']
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise RegistryError(
            f"must be a module and a name in it, such as my_trainer.schedulers:REGISTRY; got {reference!r}"
        )
    module_name, name = match.groups()
    try:
        module = importlib.import_module(module_name)
    except Exception as error:
        raise RegistryError(f"{reference}: {_why_not_imported(module_name, error)}") from error
    found = getattr(module, name, None)
    if not isinstance(found, Registry):
        there = [each for each, value in vars(module).items() if isinstance(value, Registry)]
        got = f"{name} is {found!r:.80}" if hasattr(module, name) else f"{module_name} has no {name}"
        instead = f"Did you mean {' or '.join(there)}?" if there else "Make one with schedulers.Registry()"
        raise RegistryError(f"{reference}: must be a schedulers.Registry, but {got}. {instead}")
    if not found.schedules:
        raise RegistryError(f"{reference}: must have at least one scheduler, but is empty. Call its register()")
    return found


def top_level(reference: str) -> str:
    """Find the package or module that holds a registry.

    >>> top_level("my_trainer.schedulers:REGISTRY")
    'my_trainer'
    """
    return reference.partition(":")[0].partition(".")[0]


def _why_not_imported(module: str, error: Exception) -> str:
    missing = error.name or "" if isinstance(error, ModuleNotFoundError) else ""
    if missing and f"{module}.".startswith(f"{missing}."):
        return f"there is no module {missing}. It is looked for where Python finds its modules, then beside mkdocs.yml"
    where = f"{error.filename}, line {error.lineno}" if isinstance(error, SyntaxError) else _place(error)
    if missing.partition(".")[0] == "torch":
        return (
            f"{where} imports torch, which is neither where a site is built nor in the browser. Take Optimizer from "
            "schedulers.base, and import torch only where a scheduler is instantiated"
        )
    reason = " ".join(str(error).split())
    return f"it can't be imported: {type(error).__name__}: {reason} ({where})"


def _place(error: Exception) -> str:
    """Return where an error was made: in the file that declares something, not where this package refuses it."""
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__) if _is_file(frame)]
    declaring = [(frame, line) for frame, line in frames if top_level(frame.f_globals.get("__name__", "")) != _PACKAGE]
    return next((f"{frame.f_code.co_filename}, line {line}" for frame, line in reversed(declaring or frames)), "")


def _is_file(frame: FrameType) -> bool:
    # Those of the import system are of no use to anybody.
    name = frame.f_code.co_filename
    return not name.startswith("<") and name != importlib.__file__
