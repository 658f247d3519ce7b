"""Describes configurations to the page: every key, its type, range, unit, example and description."""

from pathlib import Path
from typing import Any

from schedulers.layout import Layout
from schedulers.reading.reader import MAX_BYTES, MAX_EPOCHS
from schedulers.registry import Registry
from schedulers.signature.spec import FieldSpec, summary
from schedulers.writing.schema import lengths


def vocabulary(registry: Registry) -> dict[str, Any]:
    """Describe the registered schedulers and the fields of a configuration, as JSON can express them.

    >>> from schedulers import REGISTRY
    >>> found = vocabulary(REGISTRY)
    >>> [".".join(field["path"]) for field in found["fields"]]
    ['training.epochs', 'training.optimizer.lr']
    >>> [field["example"] for field in found["schedulers"][-1]["fields"]]
    ['[30, 80]', '0.1']
    """
    layout = registry.layout
    return {
        "max_bytes": MAX_BYTES,
        "name_path": list(layout.choice),
        "shared": [list(path) for path in sorted(layout.shared)],
        "clock": {"one": layout.clock.one, "many": layout.clock.many},
        "fields": [_field(spec, layout) for spec in layout.settings.values()],
        "schedulers": [
            {
                "name": name,
                "names": list(schedule.names),
                "summary": summary(schedule.declared),
                "fields": [_field(spec, layout) for spec in schedule.specs.values()],
            }
            for name, schedule in registry.schedules.items()
        ],
    }


def control_modules(registry: Registry) -> list[Path]:
    """List the TypeScript modules that add controls for the kinds of a registry's fields, each once.

    >>> from schedulers import REGISTRY
    >>> control_modules(REGISTRY)
    []
    """
    fields = [spec for schedule in registry.schedules.values() for spec in schedule.specs.values()]
    modules = [spec.kind.control_module for spec in (*registry.layout.settings.values(), *fields)]
    return list(dict.fromkeys(module for module in modules if module is not None))


def _field(spec: FieldSpec, layout: Layout) -> dict[str, Any]:
    return {
        "name": spec.key,
        "path": list(spec.path),
        "further": list(spec.field.further),
        "allowed": spec.allowed,
        "requirement": spec.requirement,
        "required": spec.required,
        "control": spec.kind.control,
        **{name: one for name, one in spec.kind.control_options(spec.field).items() if one is not None},
        **({"maximum": MAX_EPOCHS} if spec.path in lengths(layout) else {}),
        "counted": spec.field.unit == layout.clock.many,
        "unit": spec.field.unit,
        "description": spec.field.description,
        "example": spec.kind.yaml(spec.example),
        "default": None if spec.required else spec.kind.yaml(spec.default),
    }
