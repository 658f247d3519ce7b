"""Calls a function of a declaration with the values that its parameters name."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


def call(function: Callable[..., Any], *positional: Any, values: Mapping[str, Any]) -> Any:
    """Call ``function`` with those of the named ``values`` that it has parameters for.

    >>> call(lambda epoch, *, base: epoch * base, 2, values={"base": 0.5, "epochs": 100})
    1.0
    """
    wanted = _parameters(function)
    named = values if wanted is None else {name: values[name] for name in wanted if name in values}
    return function(*positional, **named)


def takes(function: Callable[..., Any], name: str) -> bool:
    """Return whether ``function`` has a parameter of this name.

    >>> takes(lambda epoch, *, base: epoch * base, "base"), takes(lambda **everything: 0, "base")
    (True, True)
    """
    wanted = _parameters(function)
    return wanted is None or name in wanted


@cache
def _parameters(function: Callable[..., Any]) -> frozenset[str] | None:
    """Find the parameters that can be given by name. A function that takes any name gives ``None``."""
    parameters = inspect.signature(function).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return frozenset(parameter.name for parameter in parameters if parameter.kind is not parameter.POSITIONAL_ONLY)
