"""Decides which plain scalars are numbers, truth values or null. Each way of reading YAML has its own rules.

``12:30`` is text in all of them, although YAML 1.1 reads it as 750: nobody means that.
"""

import re
from functools import cache

from yaml.resolver import BaseResolver, Resolver

OMEGACONF, YAML_1_1, YAML_1_2 = "omegaconf", "yaml 1.1", "yaml 1.2"
"""OmegaConf's way, that of plain PyYAML, in which ``1e-5`` is text, and that of YAML's newest version."""

TAG = "tag:yaml.org,2002:"

_DIGITS = "[0-9]+(?:_[0-9]+)*"
_INFINITE = r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_PLAIN_FLOAT = r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
_ADDED_FLOAT = rf"|[-+]?{_DIGITS}\.[0-9_]*[eE][-+]?[0-9]+|[-+]?{_DIGITS}[eE][-+]?[0-9]+"
_INTEGER = r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"

_NUMBERS: dict[str, tuple[str, str]] = {
    OMEGACONF: (_PLAIN_FLOAT + _ADDED_FLOAT + _INFINITE, _INTEGER),
    YAML_1_1: (_PLAIN_FLOAT + _INFINITE, _INTEGER),
    YAML_1_2: (
        r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+" + _INFINITE,
        "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    ),
}
"""The patterns of a float and of an int, by the way of reading."""

_TRUTH = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")


@cache
def resolver(rules: str) -> type[BaseResolver]:
    """Return the class that resolves plain scalars by one of these ways."""

    class NumberResolver(BaseResolver):
        pass

    for first, found in Resolver.yaml_implicit_resolvers.items():
        for tag, pattern in found:
            if tag in {TAG + "null", TAG + "merge", TAG + "value"} or (tag == TAG + "bool" and rules != YAML_1_2):
                NumberResolver.add_implicit_resolver(tag, pattern, [first])
    if rules == YAML_1_2:
        NumberResolver.add_implicit_resolver(TAG + "bool", _TRUTH, list("tTfF"))
    floats, integers = _NUMBERS[rules]
    NumberResolver.add_implicit_resolver(TAG + "float", re.compile(rf"(?:{floats})\Z"), list("-+0123456789."))
    NumberResolver.add_implicit_resolver(TAG + "int", re.compile(rf"(?:{integers})\Z"), list("-+0123456789"))
    return NumberResolver


def in_yaml_1_1(number: str) -> str:
    """Write an int of YAML 1.2 as YAML 1.1 does, where a leading zero means base eight.

    >>> in_yaml_1_1("017"), in_yaml_1_1("0o17"), in_yaml_1_1("0x1f")
    ('17', '017', '0x1f')
    """
    if number.startswith(("0o", "0x")):
        return number.replace("o", "")
    sign = number[: len(number) - len(number.lstrip("-+"))]
    return sign + (number[len(sign) :].lstrip("0") or "0")
