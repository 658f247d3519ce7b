"""Whatever is declared builds a reference, a schema and a form, or is refused in one line."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schedulers import ConfigError, Registry, load_config, simulate
from schedulers.registries.check import check
from schedulers.writing.example import example_yaml
from schedulers.writing.schema import training_schema
from site_plugins.scheduler_docs.dossier import dossiers
from site_plugins.simulator.vocabulary import vocabulary
from tests.schedulers.registries.generated import registries
from tests.support.budget import cases

ADDRESS = "https://example.org/schema.json"
EXTENSION = "site_plugins.scheduler_docs.extension"
WRONG: list[Any] = [None, "some text", -1000, 10**9, 0.25, 3, True, [], [1, 2], ["a"], {"a": 1}]
"""Values that most fields refuse; what a schema can't express is not among them."""


many = settings(max_examples=cases(500), deadline=None, suppress_health_check=list(HealthCheck))


def is_sound(registry: Registry) -> bool:
    """Whether a registry is taken; what refuses it is one line that names a scheduler and a field."""
    try:
        check(registry)
    except ValueError as error:
        said = str(error)
    else:
        return True
    assert "\n" not in said
    assert said.split(":", maxsplit=1)[0] in registry.schedules
    return False


def changed(document: dict[str, Any], registry: Registry, name: str, draw: st.DataObject) -> dict[str, Any]:
    """A document in which a value is left out, is another, or stands under a further name, perhaps a second time."""
    specs = [*registry.layout.settings.values(), *registry.schedules[name].specs.values()]
    spec = draw.draw(st.sampled_from(specs))
    document = copy.deepcopy(document)
    parent = document
    for key in spec.path[:-1]:
        parent = parent.setdefault(key, {})
    before = parent.get(spec.key, spec.example)
    if draw.draw(st.booleans()):
        parent.pop(spec.key, None)
    *_, key = draw.draw(st.sampled_from(spec.paths))
    if draw.draw(st.booleans()):
        parent[key] = draw.draw(st.sampled_from([*WRONG, before]))
    return document


def problems(text: str, registry: Registry) -> Iterator[str]:
    """What the reader says of a document."""
    try:
        load_config(text, registry=registry)
    except ConfigError as error:
        yield from (problem.message for problem in error.problems)


@pytest.mark.slow
@many
@given(registries(), st.data())
def test_a_registry_builds_all_or_is_refused_in_one_line(registry: Registry, data: st.DataObject) -> None:
    """Its reference, its schema and its form are made; its examples are read and simulated."""
    if not is_sound(registry):
        return
    validator = Draft202012Validator(training_schema(ADDRESS, registry))
    validator.check_schema(validator.schema)
    assert json.loads(json.dumps(vocabulary(registry)))["schedulers"]
    for name in registry.schedules:
        text = example_yaml(name, registry, complete=True)
        simulate(load_config(text, registry=registry))
        document = yaml.safe_load(text)
        assert validator.is_valid(document), text
        for _ in range(5):
            other = changed(document, registry, name, data)
            written = yaml.safe_dump(other)
            refused = list(problems(written, registry))
            assert validator.is_valid(other) == (not refused), f"{written}\n{refused}"


@pytest.mark.slow
@settings(many, max_examples=cases(200))
@given(registries())
def test_a_registry_is_documented(registry: Registry) -> None:
    """The reference has a section for each scheduler, and a row for each field."""
    if not is_sound(registry):
        return
    options = {EXTENSION: {"dossiers": dossiers(registry)}}
    html = markdown.markdown("/// schedulers\n///\n", extensions=[EXTENSION], extension_configs=options)
    for name, schedule in registry.schedules.items():
        assert f'id="{name}"' in html
        for field in schedule.specs:
            assert f'href="#{name}.{field}"' in html
