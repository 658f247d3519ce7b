"""Generates example configurations from the signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from schedulers.config import TrainingConfig
from schedulers.registry import Registry, Schedule, own
from schedulers.signature.spec import FieldSpec


@dataclass(frozen=True)
class _Written:
    """A value with the text that its kind writes."""

    text: str


class _Dumper(yaml.SafeDumper):
    """Writes values as their kinds do."""

    def represent_written(self, written: _Written) -> yaml.Node:
        node = yaml.compose(written.text, Loader=yaml.SafeLoader)
        if node is None:
            raise ValueError(f"a kind writes a value as YAML that is empty: {written.text!r}")
        return node


_Dumper.add_representer(_Written, _Dumper.represent_written)


def example_fields(name: str, registry: Registry | None = None) -> dict[str, Any]:
    """Return the example value of each field of the scheduler ``name``. The default registry is this package's own.

    >>> example_fields("multi_step")
    {'milestones': [30, 80], 'gamma': 0.1}
    """
    return {field: spec.example for field, spec in (registry or own()).schedules[name].specs.items() if spec.is_shown}


def example_yaml(name: str, registry: Registry | None = None, *, complete: bool = False) -> str:
    """Write an example configuration of the scheduler ``name``.

    Args:
        name: The scheduler's name.
        registry: The registry of the scheduler; by default, this package's own.
        complete: Say the settings too, so that nothing has to be assumed.

    >>> print(example_yaml("multi_step"), end="")
    training:
      scheduler:
        name: multi_step
        milestones: [30, 80]
        gamma: 0.1
    """
    known = registry or own()
    settings = known.layout.examples if complete else {}
    return _yaml(known.schedules[name], settings, example_fields(name, registry))


def example_config(name: str, registry: Registry | None = None, **changed: Any) -> TrainingConfig:
    """Return the example of the scheduler ``name``, with some settings or fields changed.

    >>> example_config("multi_step", epochs=50).epochs
    50
    """
    settings = (registry or own()).layout.examples
    values = {**settings, **example_fields(name, registry), **changed}
    outside = {name: values.pop(name) for name in (registry or own()).layout.settings if name in values}
    return TrainingConfig(name, settings=outside, fields=values, registry=registry)


def config_yaml(config: TrainingConfig) -> str:
    """Write a complete document of a configuration.

    >>> from schedulers import load_config
    >>> config = example_config("cosine", min_lr=1e-5)
    >>> load_config(config_yaml(config)) == config
    True
    """
    settings, fields = config.layout.settings, config.schedule.specs
    return _yaml(config.schedule, _told(config.settings, settings), _told(config.fields, fields))


def _told(values: Mapping[str, Any], specs: Mapping[str, FieldSpec]) -> dict[str, Any]:
    """Find the values that a document has to show."""
    return {name: value for name, value in values.items() if specs[name].required or value != specs[name].default}


def _yaml(schedule: Schedule, settings: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    layout = schedule.layout
    document: dict[str, Any] = {}
    for name, value in settings.items():
        _put(document, layout.settings[name].path, _Written(layout.settings[name].kind.yaml(value)))
    _put(document, layout.choice, schedule.name)
    for name, value in fields.items():
        _put(document, schedule.specs[name].path, _Written(schedule.specs[name].kind.yaml(value)))
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _put(document: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        document = document.setdefault(key, {})
    document[path[-1]] = value
