"""A scheduler's formula by interval, as its docstring states it.

The docstring says it in a few words of Python: assignments, of which the last is to ``lr``, on their own or in the
branches of one ``if``. Read here once, for the page that shows it and for the test that evaluates it.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from schedulers.docstring import formula

RATE = "lr"


@dataclass(frozen=True)
class Interval:
    """The formula of the epochs that fulfil a condition.

    Attributes:
        condition: When it applies; ``None`` for all epochs that no interval before it takes.
        definitions: Names and what they stand for, in the order in which they can be computed.
        rate: The rate used during epoch ``e``.
    """

    condition: ast.expr | None
    definitions: tuple[tuple[str, ast.expr], ...]
    rate: ast.expr

    def applies(self, values: Mapping[str, Any]) -> bool:
        """Whether it gives the rate of the epoch ``values["e"]``."""
        return self.condition is None or bool(_value(self.condition, values))

    def value(self, values: Mapping[str, Any]) -> Any:
        """The rate, where ``values`` says what each symbol and function stands for."""
        known = dict(values)
        for name, meaning in self.definitions:
            known[name] = _value(meaning, known)
        return _value(self.rate, known)


def intervals(scheduler: Callable[..., Any]) -> list[Interval]:
    """The intervals of a scheduler's formula, from epoch 0 on; none when its docstring has no formula.

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
    return eval(compile(ast.Expression(expression), "<formula>", "eval"), dict(values))  # noqa: S307
