"""The JSON Schema of a training configuration, generated from the signatures, for editors that check YAML.

A field may hold a number or a reference such as ``${training.epochs}``, which is text to an editor. In a JSON Schema
each keyword speaks of one type and lets the others pass, so both stand side by side without alternatives.
"""

from collections.abc import Collection, Iterator
from typing import Any

from schedulers.config_reader import MAX_BYTES, MAX_EPOCHS
from schedulers.fields import SCHEDULER_SECTION
from schedulers.interpolation import REFERENCE
from schedulers.kinds.number import FINITE, FINITE_SCHEMA
from schedulers.registry import Registry, Schedule, own
from schedulers.spec import FieldSpec, summary, training_fields, with_article

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_WHOLE_REFERENCE = f"^{REFERENCE}(?![\\s\\S])"


def training_schema(address: str, registry: Registry | None = None) -> dict[str, Any]:
    """The schema (draft 2020-12) of a complete training configuration.

    Args:
        address: The URL that the schema is served at, which becomes its ``$id``.
        registry: Whose schedulers a configuration may choose; this package's own when nothing is said.

    >>> schema = training_schema("https://example.org/schema/training.json")
    >>> schema["properties"]["training"]["properties"]["epochs"]["minimum"]
    1
    """
    schedules = (registry or own()).schedules
    document: dict[str, Any] = {"type": "object", "required": [], "properties": {}}
    for spec in training_fields().values():
        _put(document, spec.path, _field(spec))
    _put(document, SCHEDULER_SECTION, _scheduler(schedules.values()))
    _put(document, training_fields()["epochs"].path, {"maximum": MAX_EPOCHS})
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": "Training configuration",
        **document,
        "$defs": {FINITE: FINITE_SCHEMA, **{name: _fields_of(schedule) for name, schedule in schedules.items()}},
    }


def beyond_schema(registry: Registry | None = None) -> Iterator[str]:
    """What `load_config` refuses and the schema can't, or what the two read differently: a phrase each, in Markdown.

    >>> next(beyond_schema())
    '`end_epoch` must be greater than `warmup_epochs`, where `epochs` is (`poly`, `cosine_no_sgdr`)'
    """
    related: dict[str, list[str]] = {}
    for name, schedule in (registry or own()).schedules.items():
        for spec in schedule.specs.values():
            for rule in _relations(spec):
                related.setdefault(rule, []).append(f"`{name}`")
    yield from (f"{rule} ({', '.join(names)})" for rule, names in related.items())
    yield "a reference such as `${training.epochs}` must lead to a value that may stand in its place"
    yield "where an int is asked for, `5.0` and `5e0` are refused; to a JSON Schema they are integers like `5`"
    yield f"a document may have at most {MAX_BYTES:,} bytes, each key once, and no tags but those of YAML itself"
    yield (
        "a few spellings are numbers to the trainer's loader and text to an editor, or the other way round: "
        "`1_000`, `0b11`, `.5e3`, `0o17`; and `017` is 15 to the one and 17 to the other"
    )


def _relations(spec: FieldSpec) -> Iterator[str]:
    if spec.field.above:
        where = f", where `{spec.field.above_within}` is" if spec.field.above_within else ""
        yield f"`{spec.name}` must be greater than `{spec.field.above}`{where}"
    if spec.field.below:
        yield f"`{spec.name}` must be smaller than `{spec.field.below}`"
    if spec.field.increasing:
        yield f"the items of `{spec.name}` must be strictly increasing; the schema only refuses equal ones"


def _scheduler(schedules: Collection[Schedule]) -> dict[str, Any]:
    named = [{"const": schedule.name, "description": summary(schedule.scheduler)} for schedule in schedules]
    branches = [
        {"if": {"properties": {"name": {"const": name}}, "required": ["name"]}, "then": {"$ref": f"#/$defs/{name}"}}
        for name in (schedule.name for schedule in schedules)
    ]
    return {
        "description": "The scheduler and its fields.",
        "required": ["name"],
        "properties": {
            "name": {
                "description": "Which scheduler; its fields follow from it.",
                "type": "string",
                "anyOf": [*named, {"pattern": _WHOLE_REFERENCE}],
            }
        },
        "allOf": branches,
    }


def _fields_of(schedule: Schedule) -> dict[str, Any]:
    specs = schedule.specs
    return {
        "description": summary(schedule.scheduler),
        "required": ["name", *(field for field, spec in specs.items() if spec.required)],
        "properties": {"name": True, **{field: _field(spec) for field, spec in specs.items()}},
        "additionalProperties": False,
    }


def _field(spec: FieldSpec) -> dict[str, Any]:
    field = spec.field
    described = [field.description, f"{with_article(spec.requirement)} ({field.unit})"]
    default = {} if spec.required else {"default": spec.default}
    return {
        "description": "\n\n".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in described),
        "examples": [spec.example],
        **default,
        **spec.kind.schema(field, _WHOLE_REFERENCE),
    }


def _put(document: dict[str, Any], path: tuple[str, ...], schema: dict[str, Any]) -> None:
    """Add ``schema`` to what ``document`` says of the value at ``path``, and require it and the mappings around it."""
    parent = document
    for depth, key in enumerate(path):
        if key not in parent["required"]:
            parent["required"].append(key)
        is_section = depth < len(path) - 1 or "properties" in schema
        section = {"type": ["object", "string"], "pattern": _WHOLE_REFERENCE, "required": [], "properties": {}}
        parent = parent["properties"].setdefault(key, section if is_section else {})
    parent.update(schema)
