"""Between YAML and Python: what a field's node is worth, and why it is not what was meant."""

from typing import Any

import yaml
from yaml.nodes import Node, ScalarNode

from schedulers.spec import FieldSpec
from schedulers.yaml_document import number_meant, scalar_value


def number_or_text(node: Node) -> int | float | bool | str | None:
    """The value of a scalar; a mapping or a list, which no number is, counts as nothing."""
    return scalar_value(node) if isinstance(node, ScalarNode) else None


def explain(node: Node, spec: FieldSpec) -> tuple[str, str | None]:
    """Why the node is no number although it may look like one, and what to write instead.

    Returns:
        A clause to end a sentence with (empty when the value is plainly out of range), and a replacement for what is
        written where one is obvious.
    """
    if not isinstance(node, ScalarNode):
        return "", None
    value = scalar_value(node)
    if isinstance(value, bool):
        return ", which is a truth value", None
    if value is None:
        return ", which is no value", None
    if isinstance(value, float) and spec.type is not float and value.is_integer():
        return ", which has a decimal point or exponent", _fitting(int(value), spec)
    if isinstance(value, str):
        meant = number_meant(value)
        if meant is None:
            return ", which is text", None
        number = int(meant) if meant.is_integer() and spec.type is not float else meant
        return ", which the trainer's loader reads as text", _fitting(number, spec)
    return "", None


def yaml_text(value: Any) -> str:
    """A value as YAML that every loader reads alike: ``1e-05`` gets a point, because plain PyYAML needs one.

    >>> yaml_text(1e-5), yaml_text([30, 80])
    ('1.0e-05', '[30, 80]')
    """
    return str(yaml.safe_dump(value, default_flow_style=True)).removesuffix("...\n").strip()


def _fitting(number: float, spec: FieldSpec) -> str | None:
    candidate = [number] if spec.field.min_items is not None else number
    return yaml_text(number) if spec.accepts(candidate) else None
