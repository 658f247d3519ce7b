"""Generates the JSON Schema of a training configuration from the signatures, for editors that check YAML.

A field may hold a number or a reference such as ``${training.epochs}``, which is text to an editor. In a JSON Schema
each keyword speaks of one type and lets the others pass, so both stand side by side without alternatives.

Some keywords are for the YAML language server alone, and nothing to a validator: what it says of a value of the wrong
type (``errorMessage``) and of text that is no reference (``patternErrorMessage``), which are the words of `load_config`
instead of a regular expression, and what it offers to write (``defaultSnippets``, ``enumDescriptions``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from schedulers.field import Field
from schedulers.further_names import Path
from schedulers.kinds import Kind
from schedulers.kinds.number import FINITE, FINITE_SCHEMA
from schedulers.layout import Layout
from schedulers.reading.reader import MAX_BYTES, MAX_EPOCHS
from schedulers.reading.yaml.interpolation import REFERENCE
from schedulers.registry import Registry, Schedule, own
from schedulers.signature.spec import FieldSpec, summary, with_article
from schedulers.writing.example import example_fields

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_ANYTHING = True
"""The schema that allows everything, for what is checked elsewhere."""

_WHOLE_REFERENCE = f"^{REFERENCE}(?![\\s\\S])"


def training_schema(address: str, registry: Registry | None = None) -> dict[str, Any]:
    """Generate the schema (draft 2020-12) of a complete training configuration.

    Args:
        address: The URL that the schema is served at, which becomes its ``$id``.
        registry: The registry of the schedulers that a configuration may choose; by default, this package's own.

    >>> schema = training_schema("https://example.org/schema/training.json")
    >>> schema["properties"]["training"]["properties"]["epochs"]["minimum"]
    1
    """
    registry = registry or own()
    layout = registry.layout
    document: dict[str, Any] = {"type": "object", "required": [], "properties": {}}
    for spec in layout.settings.values():
        _put_field(document, spec, (), layout)
        for path in spec.paths if spec.path in lengths(layout) else ():
            _put(document, path, {"maximum": MAX_EPOCHS}, layout, required=False)
    anchor = _anchor(registry)
    _put(document, anchor, _choice(registry, anchor), layout)
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": "Training configuration",
        **document,
        "$defs": {
            FINITE: FINITE_SCHEMA,
            **{name: _fields_of(schedule, anchor) for name, schedule in registry.schedules.items()},
        },
    }


def _anchor(registry: Registry) -> Path:
    """Find the keys that lead to the innermost mapping with everything that the choice of a scheduler decides."""
    paths = [spec.path for schedule in registry.schedules.values() for spec in schedule.specs.values()]
    anchor = registry.layout.choice[:-1]
    while any(path[: len(anchor)] != anchor for path in paths):
        anchor = anchor[:-1]
    return anchor


def lengths(layout: Layout) -> list[Path]:
    """Find the setting that gives the length of training. It has the same value as the length, in the example."""
    length = layout.followed_by(layout.examples).length
    return [spec.path for spec in layout.settings.values() if spec.required and spec.example == length]


def beyond_schema(registry: Registry | None = None) -> Iterator[str]:
    """List what `load_config` refuses and the schema can't, or what the two read differently.

    Each is a phrase in Markdown.

    >>> next(beyond_schema())
    '`end_epoch` must be greater than `warmup_epochs`, where `epochs` is (`poly`, `cosine_no_sgdr`)'
    """
    related: dict[str, list[str]] = {}
    registry = registry or own()
    for name, schedule in registry.schedules.items():
        for spec in schedule.specs.values():
            for rule in _relations(spec):
                related.setdefault(rule, []).append(f"`{name}`")
    yield from (f"{rule} ({', '.join(names)})" for rule, names in related.items())
    if registry.layout.has_references:
        example = _reference(registry.layout)
        yield f"a reference such as `{example}` must lead to a value that may stand in its place"
        yield "no text of a document may begin a reference with `${` and not complete it, whatever the key"
    yield "where an int is asked for, `5.0` and `5e0` are refused; to a JSON Schema they are integers like `5`"
    yield f"a document may have at most {MAX_BYTES:,} bytes, each key once, and no tags but those of YAML itself"
    yield (
        f"a few spellings are numbers to {registry.layout.trainer}'s loader and text to an editor, "
        "or the other way round: "
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


def _choice(registry: Registry, anchor: Path) -> dict[str, Any]:
    """Generate the schema of the mapping at ``anchor``: the scheduler's name, and the fields that follow from it."""
    layout = registry.layout
    inner = layout.choice[len(anchor) :]
    names = [name for schedule in registry.schedules.values() for name in schedule.names]
    summaries = [summary(schedule.declared) for schedule in registry.schedules.values() for _ in schedule.names]
    must = f"must be one of {', '.join(names)}"
    named = {"enum": names, "enumDescriptions": summaries, "errorMessage": must}
    chosen = [named, _reference_or(must, layout)] if layout.has_references else [named]
    found: dict[str, Any] = {"description": "The scheduler and its fields.", "required": [], "properties": {}}
    name_schema = {
        "description": "Which scheduler; its fields follow from it.",
        "type": "string",
        "errorMessage": must,
        "anyOf": chosen,
    }
    _put(found, inner, name_schema, layout, required=not layout.default)
    branches = [
        {"if": _chosen(inner, _names(schedule)), "then": {"$ref": f"#/$defs/{name}"}}
        for name, schedule in registry.schedules.items()
    ]
    examples = [
        {
            "label": name,
            "description": summary(schedule.declared),
            "body": _nested(schedule, anchor, example_fields(name, registry)),
        }
        for name, schedule in registry.schedules.items()
    ]
    # Offered as long as no scheduler is named: later, the fields of the others would only be in the way.
    unnamed = {"if": _chosen(inner, {}), "else": {"defaultSnippets": examples}}
    return {**found, "allOf": [*branches, unnamed]}


def _names(schedule: Schedule) -> dict[str, Any]:
    return {"const": schedule.name} if len(schedule.names) == 1 else {"enum": list(schedule.names)}


def _chosen(inner: Path, value: dict[str, Any]) -> dict[str, Any]:
    """Generate the condition that there is a value at ``inner`` with the schema ``value``."""
    condition: dict[str, Any] = value
    for key in reversed(inner):
        condition = {**({"properties": {key: condition}} if condition else {}), "required": [key]}
    return condition


def _nested(schedule: Schedule, anchor: Path, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Generate the schema of a chosen scheduler and its fields below ``anchor``."""
    found: dict[str, Any] = {}
    specs = schedule.specs
    values = {specs[name].path: specs[name].kind.json(value) for name, value in fields.items()}
    for path, value in {schedule.layout.choice: schedule.name, **values}.items():
        parent = found
        for key in path[len(anchor) : -1]:
            parent = parent.setdefault(key, {})
        parent[path[-1]] = value
    return found


def _fields_of(schedule: Schedule, anchor: Path) -> dict[str, Any]:
    """Generate the schema of a scheduler's fields below ``anchor``."""
    layout, inner = schedule.layout, schedule.layout.choice[len(anchor) :]
    found: dict[str, Any] = {"description": summary(schedule.declared), "required": [], "properties": {}}
    _put(found, inner, _ANYTHING, layout)
    for spec in schedule.specs.values():
        _put_field(found, spec, anchor, layout)
    closed = {layout.section, *(spec.section for spec in schedule.specs.values())} - layout.shared
    for section in closed:
        mapping: Any = found
        for key in section[len(anchor) :]:
            mapping = mapping["properties"].setdefault(key, {"required": [], "properties": {}})
        mapping["additionalProperties"] = False
    return found


def _put_field(mapping: dict[str, Any], spec: FieldSpec, anchor: Path, layout: Layout) -> None:
    """Put a field into the schema of the mapping at ``anchor``, under its own name and its further ones."""
    required = spec.required and not spec.field.further
    for path in spec.paths:
        _put(mapping, path[len(anchor) :], _field(spec, layout), layout, required=required)
    if spec.field.further:
        named: list[dict[str, Any]] = [{"required": [path[-1]]} for path in spec.paths]
        absent = [] if spec.required else [{"not": {"anyOf": named}}]
        one = {"allOf": [{"oneOf": [*named, *absent]}]}
        _put(mapping, spec.section[len(anchor) :], one, layout, required=spec.required)


def _field(spec: FieldSpec, layout: Layout) -> dict[str, Any]:
    field = spec.field
    described = [field.description, f"{with_article(spec.requirement)} ({field.unit})"]
    default = {} if spec.required else {"default": spec.kind.json(spec.default)}
    schema = _in_words(spec.kind.schema(field, _WHOLE_REFERENCE), spec.kind, field, layout)
    return {
        "description": "\n\n".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in described),
        "examples": [spec.kind.json(spec.example)],
        **default,
        **(schema if layout.has_references else _without_references(schema)),
    }


def _without_references(schema: Any) -> Any:
    """Generate the schema of a value that no reference can replace."""
    if isinstance(schema, list):
        # A branch that is for references alone would take everything without its pattern.
        return [found for each in schema if (found := _without_references(each)) != {}]
    if not isinstance(schema, dict):
        return schema
    found = {key: _without_references(value) for key, value in schema.items()}
    if found.get("pattern") == _WHOLE_REFERENCE:
        del found["pattern"], found["patternErrorMessage"]
        types = [each for each in found.get("type", []) if each != "string"]
        found |= {"type": types[0] if len(types) == 1 else types} if types else {}
    return found


def _in_words(schema: dict[str, Any], kind: Kind, field: Field, layout: Layout) -> dict[str, Any]:
    """Generate the schema of a value, with what an editor says where it is of another type, or text."""
    must = f"must be {with_article(kind.requirement(field))}"
    told = dict(schema)
    if "type" in schema:
        told["errorMessage"] = must
    if schema.get("pattern") == _WHOLE_REFERENCE:
        told |= _reference_or(must, layout)
    if kind.item is not None and "items" in schema:
        told["items"] = _in_words(schema["items"], kind.item, field, layout)
    if "anyOf" in schema:
        told["anyOf"] = [_in_words(branch, kind, field, layout) for branch in schema["anyOf"]]
    return told


def _reference_or(must: str, layout: Layout) -> dict[str, str]:
    """Generate the pattern of a reference, with what an editor says of other text."""
    message = f"{must}; this is text, and no reference such as {_reference(layout)}"
    return {"pattern": _WHOLE_REFERENCE, "patternErrorMessage": message}


def _reference(layout: Layout) -> str:
    """Return a reference to a setting, as an example."""
    first = next(iter(layout.settings.values()))
    return f"${{{'.'.join(first.path)}}}"


def _put(document: dict[str, Any], path: Path, schema: Any, layout: Layout, *, required: bool = True) -> None:
    """Add ``schema`` to what ``document`` says of the value at ``path``, and require it and the mappings around it."""
    parent = document
    for depth, key in enumerate(path):
        if required and key not in parent["required"]:
            parent["required"].append(key)
        is_section = depth < len(path) - 1 or (isinstance(schema, dict) and "properties" in schema)
        mapping: dict[str, Any] = {"required": [], "properties": {}}
        if layout.has_references:
            section = {"type": ["object", "string"], **_reference_or("must be a mapping", layout), **mapping}
        else:
            section = {"type": "object", "errorMessage": "must be a mapping", **mapping}
        if schema is _ANYTHING and not is_section:
            parent["properties"][key] = schema
            return
        parent = parent["properties"].setdefault(key, section if is_section else {})
    _merge(parent, schema)


def _merge(mapping: dict[str, Any], schema: dict[str, Any]) -> None:
    """Add what ``schema`` says to what is said of the same value."""
    for keyword, said in schema.items():
        if keyword == "required":
            mapping[keyword] = [*dict.fromkeys([*mapping.get(keyword, []), *said])]
        elif keyword == "properties":
            mapping[keyword] = {**mapping.get(keyword, {}), **said}
        elif keyword == "allOf":
            mapping[keyword] = [*mapping.get(keyword, []), *said]
        else:
            mapping[keyword] = said
