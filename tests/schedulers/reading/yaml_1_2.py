"""Reads YAML as editors do: by the core schema of YAML 1.2, in which ``1e-5`` is a number and ``yes`` is text."""

import re
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own attribute


_TAG = "tag:yaml.org,2002:"
_CORE_SCHEMA = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    "merge": r"<<",
}
for _name, _pattern in _CORE_SCHEMA.items():
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(rf"(?:{_pattern})\Z"), None)


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node))
    return int(text, 16) if "x" in text else int(text)


_Loader.add_constructor(_TAG + "int", _integer)


def read(text: str) -> Any:
    """What an editor hands to its schema validator.

    >>> read("[1e-5, 5., .5, 0x10, yes, 12:30, 1_000]")
    [1e-05, 5.0, 0.5, 16, 'yes', '12:30', '1_000']
    """
    return yaml.load(text, _Loader)  # noqa: S506  # made from the safe loader
