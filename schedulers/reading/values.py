"""Tells words from other scalars, and writes values as YAML."""

import re
from typing import Any

import yaml
from yaml.nodes import ScalarNode

from schedulers.reading.yaml.nodes import scalar_value

_WORD = re.compile(r"[^\W\d][\w.-]*")


def is_word(node: ScalarNode) -> bool:
    """Tell whether a scalar is a single word, as names are."""
    return isinstance(scalar_value(node), str) and _WORD.fullmatch(node.value) is not None


def yaml_text(value: Any) -> str:
    """Write a value as YAML that every loader reads alike. Plain PyYAML needs the point in ``1.0e-05``.

    >>> yaml_text(1e-5), yaml_text([30, 80])
    ('1.0e-05', '[30, 80]')
    """
    return str(yaml.safe_dump(value, default_flow_style=True)).removesuffix("...\n").strip()
