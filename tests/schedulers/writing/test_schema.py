"""The JSON Schema says what `load_config` says, but for what a JSON Schema can't express."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import example, given, settings
from jsonschema import Draft202012Validator

from schedulers import SCHEDULERS, ConfigError, load_config
from schedulers.reading.reader import MAX_EPOCHS
from schedulers.reading.values import yaml_text
from schedulers.schedules.own_names import TRAINER
from schedulers.signature.spec import field_specs
from schedulers.writing.example import example_fields, example_yaml
from schedulers.writing.schema import beyond_schema, training_schema
from tests.schedulers.reading import yaml_1_2
from tests.schedulers.writing.spelled import BROKEN_REFERENCE, SPELLINGS, document, documents, valid_lines
from tests.support.budget import cases, some

pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/site/schema/training.json"
SCHEMA = training_schema(ADDRESS)
VALIDATOR = Draft202012Validator(SCHEMA)


# Every way to spell a value that YAML 1.2 and the trainer's loader read alike.
def accepted(text: str) -> bool:
    try:
        load_config(text)
    except ConfigError:
        return False
    return True


class LeadsNowhereError(Exception):
    """A reference that `load_config` can't follow."""


def resolved(value: Any, root: Any) -> Any:
    """``value``, or what its reference leads to."""
    for _ in range(10):
        if not isinstance(value, str) or "${" not in value:
            return value
        value = root_value(value, root)
    raise LeadsNowhereError


def root_value(reference: str, root: Any) -> Any:
    for key in reference[2:-1].split("."):
        if not isinstance(root, dict) or key not in root:
            raise LeadsNowhereError
        root = root[key]
    return root


def without_references(document: Any) -> Any:
    """``document`` with its references followed, wherever `load_config` looks."""
    training = dict(resolved(document["training"], document))
    training["epochs"] = resolved(training["epochs"], document)
    training["optimizer"] = dict(resolved(training["optimizer"], document))
    training["optimizer"]["lr"] = resolved(training["optimizer"]["lr"], document)
    scheduler = {key: resolved(value, document) for key, value in resolved(training["scheduler"], document).items()}
    for key, value in scheduler.items():
        if isinstance(value, list):
            scheduler[key] = [resolved(item, document) for item in value]
    return {"training": {**training, "scheduler": scheduler}}


def beyond(document: Any) -> bool:
    """Whether `load_config` refuses a document that the schema accepts, for one of the reasons that the docs list."""
    if BROKEN_REFERENCE in json.dumps(document):
        return True
    try:
        document = without_references(document)
    except (LeadsNowhereError, TypeError, ValueError, KeyError, AttributeError):
        return True
    if not VALIDATOR.is_valid(document):
        return True
    training = document["training"]
    fields = training["scheduler"]
    for field, spec in field_specs(SCHEDULERS[fields["name"]]).items():
        value = fields[field]
        items = value if isinstance(value, list) else [value]
        if spec.type is not float and any(isinstance(item, float) for item in items):
            return True
        other = fields[spec.field.above] if spec.field.above else None
        # Where the ramp outlasts training, nothing has to come after it.
        if other is not None and value <= other < training["epochs"]:
            return True
        if spec.field.increasing and any(after <= before for before, after in pairwise(items)):
            return True
    return isinstance(training["epochs"], float)


def test_it_is_a_schema() -> None:
    """It obeys its own draft, and carries the address that it is served at."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == ADDRESS


@settings(max_examples=cases(500), deadline=None)
@given(lines=valid_lines())
def test_both_accept_what_is_valid(lines: dict[str, str]) -> None:
    """A document whose every value lies in its field's range passes both."""
    text = document(lines, {})
    assert accepted(text)
    VALIDATOR.validate(yaml_1_2.read(text))


@settings(max_examples=cases(2000), deadline=None)
@given(text=documents())
@example(text=f"{example_yaml('step', complete=True)}seed: {BROKEN_REFERENCE}\n")
def test_both_judge_alike(text: str) -> None:
    """Whatever the schema refuses `load_config` refuses, and the reverse but for the reasons that the docs list."""
    data = yaml_1_2.read(text)
    says = VALIDATOR.is_valid(data)
    assert accepted(text) == (says and not beyond(data)), (says, text)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_spelling_in_every_field(name: str) -> None:
    """In each field of each scheduler, the two judge each spelling alike."""
    valid = {"epochs": "100", "optimizer.lr": "0.1", "scheduler.name": name}
    valid |= {f"scheduler.{field}": yaml_text(value) for field, value in example_fields(name).items()}
    for key, spelling in some([*product(valid, SPELLINGS)]):
        text = document({**valid, key: spelling}, {})
        data = yaml_1_2.read(text)
        assert accepted(text) == (VALIDATOR.is_valid(data) and not beyond(data)), text


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_field_is_explained(name: str) -> None:
    """A field carries the signature's description, range, unit and example, which an editor shows."""
    described = SCHEMA["$defs"][name]["properties"]
    for field, spec in field_specs(SCHEDULERS[name]).items():
        assert described[field]["examples"] == [spec.field.example]
        text = described[field]["description"].lower()
        assert spec.field.description.lower() in text
        assert spec.requirement.lower() in text
        assert spec.field.unit in text


@pytest.mark.parametrize("name", ["stepp", *TRAINER.reactive])
def test_a_scheduler_that_is_none_of_ours_is_refused(name: str) -> None:
    """An unknown name and one that reacts to the training are refused by the schema too."""
    text = example_yaml("step", complete=True).replace("name: step", f"name: {name}")
    assert not accepted(text)
    [error] = VALIDATOR.iter_errors(yaml_1_2.read(text))
    assert list(error.absolute_path) == ["training", "scheduler", "name"]


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and everything in it that is one, too."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts_of(inner)


def test_no_editor_shows_a_regular_expression() -> None:
    """Wherever text must match a pattern, an editor is told in words what must be there instead."""
    patterns = [part for part in parts_of(SCHEMA) if "pattern" in part]
    assert len(patterns) > 20
    for part in patterns:
        assert re.fullmatch(r"must be .+; this is text, and .+ \$\{training\.epochs\}", part["patternErrorMessage"])


@pytest.mark.parametrize("name", SCHEDULERS)
@pytest.mark.parametrize("wrong", ["abc", "{a: 1}"])
def test_an_editor_says_what_the_reader_says(name: str, wrong: str) -> None:
    """Of text, and of a value of the wrong type, the schema says what `load_config` says must be there."""
    valid = {"epochs": "100", "optimizer.lr": "0.1", "scheduler.name": name}
    valid |= {f"scheduler.{field}": yaml_text(value) for field, value in example_fields(name).items()}
    told = SCHEMA["properties"]["training"]["properties"]
    told = {"epochs": told["epochs"], **told["optimizer"]["properties"], **SCHEMA["$defs"][name]["properties"]}
    for key in valid:
        field = key.rpartition(".")[2]
        if field == "name":
            continue
        with pytest.raises(ConfigError) as caught:
            load_config(document({**valid, key: wrong}, {}))
        [problem] = caught.value.problems
        assert f"training.{key} {told[field]['errorMessage']}; got " in problem.message
        assert told[field]["patternErrorMessage"].startswith(f"{told[field]['errorMessage']}; this is text")


def test_examples_that_an_editor_offers_are_valid() -> None:
    """An editor offers each scheduler's example as a whole, until a scheduler is named."""
    scheduler = SCHEMA["properties"]["training"]["properties"]["scheduler"]
    [offered] = [part["else"]["defaultSnippets"] for part in scheduler["allOf"] if "else" in part]
    assert [snippet["label"] for snippet in offered] == list(SCHEDULERS)
    for snippet in offered:
        text = yaml_text({"training": {"epochs": 100, "optimizer": {"lr": 0.1}, "scheduler": snippet["body"]}})
        assert load_config(text).fields == example_fields(snippet["label"])
        VALIDATOR.validate(yaml_1_2.read(text))


def test_the_limit_of_epochs_is_in_the_schema() -> None:
    """The longest training passes, one epoch more does not."""
    text = example_yaml("step", complete=True)
    for epochs in (MAX_EPOCHS, MAX_EPOCHS + 1):
        longer = re.sub(r"epochs: \d+", f"epochs: {epochs}", text)
        assert VALIDATOR.is_valid(yaml_1_2.read(longer)) == accepted(longer) == (epochs == MAX_EPOCHS)


def test_equal_items_are_refused_by_the_schema_alone() -> None:
    """Of a list that is not increasing, the schema refuses what it can: an item that stands there twice."""
    text = example_yaml("multi_step", complete=True)
    assert VALIDATOR.is_valid(yaml_1_2.read(text.replace("[30, 80]", "[80, 30]")))
    assert not VALIDATOR.is_valid(yaml_1_2.read(text.replace("[30, 80]", "[30, 30]")))


def test_every_relation_between_values_is_listed() -> None:
    """What the docs say of the schema's limits names each rule that a single value can't break."""
    listed = "\n".join(beyond_schema())
    for name, scheduler in SCHEDULERS.items():
        for spec in field_specs(scheduler).values():
            if spec.field.above:
                assert re.search(rf"`{spec.name}` must be greater than `{spec.field.above}`.* \(.*`{name}`", listed)
            if spec.field.increasing:
                assert re.search(rf"`{spec.name}` must be strictly increasing.*\(.*`{name}`", listed)
