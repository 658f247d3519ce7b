"""A Griffe extension that turns the doctests of docstrings into code blocks."""

import re
from typing import Any

import griffe

_DOCTEST = re.compile(r"^( *)>>> .*(?:\n(?! *$).*)*", re.MULTILINE)


class Doctests(griffe.Extension):
    """Fences the doctests of every docstring."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called by Griffe."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    r"""Put each doctest of a docstring into a fence.

    >>> fenced("Adds.\n\n>>> add(1, 2)\n3")
    'Adds.\n\n```pycon\n>>> add(1, 2)\n3\n```'
    """
    return _DOCTEST.sub(lambda doctest: f"{doctest[1]}```pycon\n{doctest[0]}\n{doctest[1]}```", docstring)
