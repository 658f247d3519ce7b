"""Example configurations, generated from the signatures."""

from collections.abc import Iterable
from typing import Any

import yaml

from schedulers.registry import SCHEDULERS
from schedulers.spec import field_specs, training_fields


class _Dumper(yaml.SafeDumper):
    """Writes lists on one line, as people do."""

    def represent_sequence(
        self,
        tag: str,
        sequence: Iterable[Any],
        flow_style: bool | None = None,  # noqa: ARG002, FBT001  # PyYAML's own signature
    ) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style=True)


def example_fields(name: str) -> dict[str, Any]:
    """The example value of each field of the scheduler ``name``.

    >>> example_fields("multi_step")
    {'milestones': [30, 80], 'gamma': 0.1}
    """
    return {field: spec.field.example for field, spec in field_specs(SCHEDULERS[name]).items()}


def example_yaml(name: str, *, complete: bool = False) -> str:
    """An example configuration of the scheduler ``name``.

    Args:
        name: The scheduler's name.
        complete: Say epochs and rate too, so that nothing has to be assumed.

    >>> print(example_yaml("multi_step"), end="")
    training:
      scheduler:
        name: multi_step
        milestones: [30, 80]
        gamma: 0.1
    """
    document: dict[str, Any] = {}
    for spec in training_fields().values() if complete else ():
        _put(document, spec.path, spec.field.example)
    _put(document, ("training", "scheduler"), {"name": name, **example_fields(name)})
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _put(document: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        document = document.setdefault(key, {})
    document[path[-1]] = value
