"""Looks at each scheduler of a registry before a site is built with it."""

from collections import defaultdict
from typing import Any

import numpy as np

from schedulers import registry
from schedulers.example import example_config
from schedulers.registry import active
from schedulers.spec import FieldSpec, field_specs


def check() -> None:
    """Look at every scheduler of the active registry: its fields, and whether its example has a curve.

    Raises:
        ValueError: Something is wrong with one; the message begins with its name.

    >>> check()
    """
    for name, scheduler in active().schedulers.items():
        try:
            _check_fields(field_specs(scheduler))
            _check_example(name)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}: {error}") from error


def _check_fields(specs: dict[str, FieldSpec]) -> None:
    """Notes, marks and phases know fields by their names, so such a name means what it means in this package."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    for ours in registry.SCHEDULERS.values():
        for field, spec in field_specs(ours).items():
            types[field].add(spec.type_name)
    for field, spec in specs.items():
        if field in types and spec.type_name not in types[field]:
            raise ValueError(
                f"a field of the name {field} must be of type {' or '.join(sorted(types[field]))}, because notes and "
                f"marks speak of it; got {spec.type_name}. Give it another type or another name"
            )


def _check_example(name: str) -> None:
    config = example_config(name)
    try:
        epoch = np.arange(config.epochs, dtype=np.int64)
        lr: Any = active().mirrors[name](epoch, base=config.lr, epochs=config.epochs, **config.fields)
    except Exception as error:
        raise ValueError(f"its mirror fails for its example: {type(error).__name__}: {error}") from error
    wanted = f"float64 of shape {(config.epochs,)}"
    got = f"{lr.dtype} of shape {lr.shape}" if isinstance(lr, np.ndarray) else repr(lr)
    if got != wanted:
        raise ValueError(f"its mirror must give {wanted} for its example; got {got}")
    if not np.isfinite(lr).all():
        first = int(np.flatnonzero(~np.isfinite(lr))[0])
        raise ValueError(f"the rate of its example must be finite; epoch {first} has {lr[first]}")
