"""Reads the formula in a scheduler's docstring, and evaluates it.

The docstring says it in a few words of Python: assignments, of which the last is to ``lr``, on their own or in the
branches of one ``if``. Read here once, for the page that shows it and for whoever evaluates it.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.mirror import RateArray
from schedulers.signature.docstring import formula

RATE = "lr"

FUNCTIONS: Mapping[str, Any] = {
    **{name: getattr(np, name) for name in ("ceil", "cos", "exp", "floor", "log", "sin", "sqrt", "tanh", "pi")},
    "abs": abs,
    "len": len,
    "max": max,
    "min": min,
}
"""The functions that a formula may use."""


@dataclass(frozen=True)
class Interval:
    """One line of a formula: the rate of the epochs that fulfil a condition.

    Attributes:
        condition: When it applies; ``None`` for all epochs that no interval before it takes.
        definitions: Names and what they stand for, in the order in which they can be computed.
        rate: The rate used during epoch ``e``.
    """

    condition: ast.expr | None
    definitions: tuple[tuple[str, ast.expr], ...]
    rate: ast.expr

    def applies(self, values: Mapping[str, Any]) -> bool:
        """Return whether the condition holds for the epoch ``values["e"]``."""
        return self.condition is None or bool(_value(self.condition, values))

    def value(self, values: Mapping[str, Any]) -> Any:
        """Compute the rate from the value of each symbol and function."""
        known = dict(values)
        for name, meaning in self.definitions:
            known[name] = _value(meaning, known)
        return _value(self.rate, known)


def intervals(scheduler: Callable[..., Any]) -> list[Interval]:
    """Read the intervals of a scheduler's formula, from epoch 0 on. There are none when its docstring has no formula.

    Raises:
        ValueError: The formula is anything but assignments in the branches of one ``if``.

    >>> from schedulers import SCHEDULERS
    >>> [interval.condition is None for interval in intervals(SCHEDULERS["poly"])]
    [False, True]
    """
    source = formula(scheduler)
    try:
        return _branches(ast.parse(source).body) if source else []
    except (SyntaxError, TypeError) as error:
        raise ValueError(
            f"The formula in the docstring of {scheduler.__name__} can't be read ({error}). It must consist of "
            f"assignments, of which the last is to {RATE}, on their own or in the branches of one if:\n{source}"
        ) from error


def formula_rates(config: TrainingConfig, epochs: Iterable[int]) -> RateArray:
    """Evaluate the formula of a scheduler for some epochs.

    Raises:
        ValueError: There is no formula, or it can't be evaluated.

    >>> config = TrainingConfig("multi_step", epochs=9, lr=1.0, fields={"milestones": [3, 6], "gamma": 0.5})
    >>> formula_rates(config, [0, 4, 8]).tolist()
    [1.0, 0.5, 0.25]
    """
    found = intervals(config.schedule.declared)
    if not found:
        raise ValueError(f"the docstring of {config.scheduler} has no formula")
    values = {**FUNCTIONS, **config.values, "base": np.float64(config.base)}
    rates = []
    with np.errstate(all="ignore"):
        for epoch in epochs:
            at_epoch = {**values, "e": epoch}
            try:
                interval = next(each for each in found if each.applies(at_epoch))
                rates.append(float(interval.value(at_epoch)))
            except Exception as error:
                message = f"{type(error).__name__}: {error}"
                raise ValueError(
                    f"the formula of {config.scheduler} can't be evaluated: {message}. It may use fields, "
                    f"settings, base, e, what it has given a name, and {', '.join(FUNCTIONS)}"
                ) from error
    return np.array(rates, dtype=np.float64)


def _branches(statements: list[ast.stmt]) -> list[Interval]:
    if len(statements) == 1 and isinstance(statements[0], ast.If):
        branch = statements[0]
        if not branch.orelse:
            raise TypeError("the if has no else")
        return [_interval(branch.test, branch.body), *_branches(branch.orelse)]
    return [_interval(None, statements)]


def _interval(condition: ast.expr | None, statements: list[ast.stmt]) -> Interval:
    *definitions, (name, rate) = map(_assignment, statements)
    if name != RATE:
        raise TypeError(f"the last assignment is to {name}")
    return Interval(condition, tuple(definitions), rate)


def _assignment(statement: ast.stmt) -> tuple[str, ast.expr]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, value
    raise TypeError(f"{ast.unparse(statement)!r} is no assignment to a name")


def _value(expression: ast.expr, values: Mapping[str, Any]) -> Any:
    # The project's own docstrings are evaluated, never what somebody else wrote.
    return eval(_compiled(expression), dict(values))  # noqa: S307


@lru_cache(maxsize=100)
def _compiled(expression: ast.expr) -> CodeType:
    """Compile an expression, once for all epochs."""
    return compile(ast.Expression(expression), "<formula>", "eval")
