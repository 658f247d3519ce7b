"""The kinds of values that a field takes: each class owns how its values are read, described, checked and written.

A field's kind follows from its Python type. A project adds a kind of its own by naming it in the field:
``Annotated[date, Field(kind=DateKind(), ...)]``.
"""

import typing
from types import NoneType, UnionType
from typing import Any, Literal

from schedulers.kinds.choice import ChoiceKind
from schedulers.kinds.kind import Kind as Kind
from schedulers.kinds.list_of import ListKind
from schedulers.kinds.number import FloatKind, IntKind
from schedulers.kinds.optional import OptionalKind
from schedulers.kinds.truth import BoolKind

_PLAIN: dict[Any, Kind] = {bool: BoolKind(), int: IntKind(), float: FloatKind()}

EXPRESSIBLE = "int, float, bool, Literal of strings, list[int], list[float], or one of these with | None"
"""The Python types that have a kind."""


def kind_of(python_type: Any) -> Kind:
    """Find the kind of the values of a Python type.

    Raises:
        TypeError: No kind follows from the type.

    >>> [kind_of(each).name for each in (int, list[float], Literal["a", "b"], bool | None)]
    ['int', 'list of float', 'one of a, b', 'bool or null']
    """
    if python_type in _PLAIN:
        return _PLAIN[python_type]
    origin, arguments = typing.get_origin(python_type), typing.get_args(python_type)
    if origin is Literal and all(isinstance(option, str) for option in arguments):
        return ChoiceKind(arguments)
    if origin is list and arguments[0] in {int, float}:
        return ListKind(kind_of(arguments[0]))
    if origin in {typing.Union, UnionType} and NoneType in arguments:
        others = [argument for argument in arguments if argument is not NoneType]
        if len(others) == 1:
            return OptionalKind(kind_of(others[0]))
    raise TypeError(f"a field is one of {EXPRESSIBLE}, not {python_type!r}")
