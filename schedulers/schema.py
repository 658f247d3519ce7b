"""The JSON Schema of a training configuration, generated from the signatures, for editors that check YAML.

A field may hold a number or a reference such as ``${training.epochs}``, which is text to an editor. In a JSON Schema
each keyword speaks of one type and lets the others pass, so both stand side by side without alternatives.

Some keywords are for the YAML language server alone, and nothing to a validator: what it says of a value of the wrong
type (``errorMessage``) and of text that is no reference (``patternErrorMessage``), which are the words of `load_config`
instead of a regular expression, and what it offers to write (``defaultSnippets``, ``enumDescriptions``).
"""

from collections.abc import Iterator
from typing import Any

from schedulers.config_reader import MAX_BYTES, MAX_EPOCHS
from schedulers.example import example_fields
from schedulers.fields import SCHEDULER_SECTION, Field
from schedulers.interpolation import REFERENCE
from schedulers.kinds import Kind
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
    registry = registry or own()
    document: dict[str, Any] = {"type": "object", "required": [], "properties": {}}
    for spec in training_fields().values():
        _put(document, spec.path, _field(spec))
    _put(document, SCHEDULER_SECTION, _scheduler(registry))
    _put(document, training_fields()["epochs"].path, {"maximum": MAX_EPOCHS})
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": "Training configuration",
        **document,
        "$defs": {
            FINITE: FINITE_SCHEMA,
            **{name: _fields_of(schedule) for name, schedule in registry.schedules.items()},
        },
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


def _scheduler(registry: Registry) -> dict[str, Any]:
    names = list(registry.schedules)
    summaries = [summary(schedule.scheduler) for schedule in registry.schedules.values()]
    must = f"must be one of {', '.join(names)}"
    named = {"enum": names, "enumDescriptions": summaries, "errorMessage": must}
    branches = [
        {"if": {"properties": {"name": {"const": name}}, "required": ["name"]}, "then": {"$ref": f"#/$defs/{name}"}}
        for name in names
    ]
    examples = [
        {"label": name, "description": described, "body": {"name": name, **example_fields(name, registry)}}
        for name, described in zip(names, summaries, strict=True)
    ]
    # Offered as long as no scheduler is named: later, the fields of the others would only be in the way.
    unnamed = {"if": {"required": ["name"]}, "else": {"defaultSnippets": examples}}
    return {
        "description": "The scheduler and its fields.",
        "required": ["name"],
        "properties": {
            "name": {
                "description": "Which scheduler; its fields follow from it.",
                "type": "string",
                "errorMessage": must,
                "anyOf": [named, _reference_or(must)],
            }
        },
        "allOf": [*branches, unnamed],
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
        **_in_words(spec.kind.schema(field, _WHOLE_REFERENCE), spec.kind, field),
    }


def _in_words(schema: dict[str, Any], kind: Kind, field: Field) -> dict[str, Any]:
    """The schema of a value, with what an editor says where it is of another type, or text."""
    must = f"must be {with_article(kind.requirement(field))}"
    told = dict(schema)
    if "type" in schema:
        told["errorMessage"] = must
    if "pattern" in schema:
        told |= _reference_or(must)
    if kind.item is not None and "items" in schema:
        told["items"] = _in_words(schema["items"], kind.item, field)
    if "anyOf" in schema:
        told["anyOf"] = [_in_words(branch, kind, field) for branch in schema["anyOf"]]
    return told


def _reference_or(must: str) -> dict[str, str]:
    """The pattern of a reference, and what an editor says of other text: what must be there instead."""
    example = f"${{{'.'.join(training_fields()['epochs'].path)}}}"
    message = f"{must}; this is text, and no reference such as {example}"
    return {"pattern": _WHOLE_REFERENCE, "patternErrorMessage": message}


def _put(document: dict[str, Any], path: tuple[str, ...], schema: dict[str, Any]) -> None:
    """Add ``schema`` to what ``document`` says of the value at ``path``, and require it and the mappings around it."""
    parent = document
    for depth, key in enumerate(path):
        if key not in parent["required"]:
            parent["required"].append(key)
        is_section = depth < len(path) - 1 or "properties" in schema
        section = {"type": ["object", "string"], **_reference_or("must be a mapping"), "required": [], "properties": {}}
        parent = parent["properties"].setdefault(key, section if is_section else {})
    parent.update(schema)
