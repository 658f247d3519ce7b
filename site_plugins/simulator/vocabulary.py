"""What the page knows of the configuration: every key, its type, range, unit, example and description."""

from typing import Any

from schedulers.config_reader import MAX_BYTES, MAX_EPOCHS
from schedulers.fields import SCHEDULER_SECTION
from schedulers.registry import Registry
from schedulers.spec import FieldSpec, summary, training_fields
from schedulers.values import yaml_text


def vocabulary(registry: Registry) -> dict[str, Any]:
    """The registered schedulers and the fields of a configuration, as JSON can express them.

    >>> from schedulers import REGISTRY
    >>> found = vocabulary(REGISTRY)
    >>> [".".join(field["path"]) for field in found["fields"]]
    ['training.epochs', 'training.optimizer.lr']
    >>> [field["example"] for field in found["schedulers"][-1]["fields"]]
    ['[30, 80]', '0.1']
    """
    return {
        "max_bytes": MAX_BYTES,
        "name_path": [*SCHEDULER_SECTION, "name"],
        "fields": [_field(spec) for spec in training_fields().values()],
        "schedulers": [
            {
                "name": name,
                "summary": summary(schedule.scheduler),
                "fields": [_field(spec) for spec in schedule.specs.values()],
            }
            for name, schedule in registry.schedules.items()
        ],
    }


def _field(spec: FieldSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "path": list(spec.path),
        "type": spec.type_name,
        "allowed": spec.allowed,
        "requirement": spec.requirement,
        "minimum": spec.field.minimum,
        "exclusive_minimum": spec.field.exclusive_minimum,
        "maximum": MAX_EPOCHS if spec is training_fields()["epochs"] else None,
        "min_items": spec.field.min_items,
        "increasing": spec.field.increasing,
        "unit": spec.field.unit,
        "description": spec.field.description,
        "example": yaml_text(spec.example),
    }
