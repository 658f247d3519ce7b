"""Example configurations, generated from the signatures."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from schedulers.config import TrainingConfig
from schedulers.registry import Registry, Schedule, own


class _Dumper(yaml.SafeDumper):
    """Writes lists on one line, as people do."""

    def represent_sequence(
        self,
        tag: str,
        sequence: Iterable[Any],
        flow_style: bool | None = None,  # noqa: ARG002, FBT001  # PyYAML's own signature
    ) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style=True)


def example_fields(name: str, registry: Registry | None = None) -> dict[str, Any]:
    """The example value of each field of the scheduler ``name``, of this package's own where no registry is given.

    >>> example_fields("multi_step")
    {'milestones': [30, 80], 'gamma': 0.1}
    """
    return {
        field: spec.example
        for field, spec in (registry or own()).schedules[name].specs.items()
        if spec.required or spec.example != spec.default
    }


def example_yaml(name: str, registry: Registry | None = None, *, complete: bool = False) -> str:
    """An example configuration of the scheduler ``name``.

    Args:
        name: The scheduler's name.
        registry: Where it is registered; this package's own when nothing is said.
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
    """The example of the scheduler ``name``, but for what is changed: settings, or any of its fields.

    >>> example_config("multi_step", epochs=50).epochs
    50
    """
    settings = (registry or own()).layout.examples
    values = {**settings, **example_fields(name, registry), **changed}
    outside = {setting: values.pop(setting) for setting in settings}
    return TrainingConfig(name, settings=outside, fields=values, registry=registry)


def config_yaml(config: TrainingConfig) -> str:
    """A document that says everything of a configuration.

    >>> from schedulers import load_config
    >>> config = example_config("cosine", min_lr=1e-5)
    >>> load_config(config_yaml(config)) == config
    True
    """
    return _yaml(config.schedule, config.settings, config.fields)


def _yaml(schedule: Schedule, settings: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    layout = schedule.layout
    document: dict[str, Any] = {}
    for name, value in settings.items():
        _put(document, layout.settings[name].path, value)
    _put(document, layout.choice, schedule.name)
    for name, value in fields.items():
        _put(document, schedule.specs[name].path, value)
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _put(document: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        document = document.setdefault(key, {})
    document[path[-1]] = value
