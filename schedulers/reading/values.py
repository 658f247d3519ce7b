"""Tells words from other scalars, and writes values as YAML."""

import re
from typing import Any

import yaml
from yaml.nodes import ScalarNode

from schedulers.reading.yaml.nodes import scalar_value

_WORD = re.compile(r"[^\W\d][\w.-]*")


class _Dumper(yaml.SafeDumper):
    """Writes an exponent as sentences and axes do: without a zero in front of it."""

    def represent_float(self, data: float) -> ScalarNode:
        node = super().represent_float(data)
        node.value = re.sub(r"(?<=e[-+])0", "", node.value)
        return node


_Dumper.add_representer(float, _Dumper.represent_float)


def is_word(node: ScalarNode) -> bool:
    """Tell whether a scalar is a single word, as names are."""
    return isinstance(scalar_value(node), str) and _WORD.fullmatch(node.value) is not None


def yaml_text(value: Any) -> str:
    """Write a value as YAML that every loader reads alike. Plain PyYAML needs the point in ``1.0e-5``.

    >>> yaml_text(1e-5), yaml_text(1e16), yaml_text([30, 80])
    ('1.0e-5', '1.0e+16', '[30, 80]')
    >>> yaml.safe_load(yaml_text([1e-5, 2.5e-300])), yaml.safe_load("1e-5")
    ([1e-05, 2.5e-300], '1e-5')
    """
    return str(yaml.dump(value, Dumper=_Dumper, default_flow_style=True)).removesuffix("...\n").strip()
