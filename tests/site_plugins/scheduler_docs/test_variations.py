"""What the reference shows of a field differs visibly, and no note that a scheduler can give is missing."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings

from schedulers import REGISTRY, SCHEDULERS, TrainingConfig, simulate
from schedulers.curve import notes as notes_module
from schedulers.signature.spec import field_specs
from schedulers.writing.example import config_yaml, example_config
from site_plugins.scheduler_docs.dossier import Dossier, dossiers
from tests.schedulers.strategies import configurations
from tests.support.budget import cases

FIELDS = [(name, field) for name, scheduler in SCHEDULERS.items() for field in field_specs(scheduler)]


@cache
def dossier(name: str) -> Dossier:
    """What the reference shows of a scheduler. It is made for the first test, and not while tests are collected."""
    return dossiers(REGISTRY)[name]


def beginning(message: str) -> str:
    """How a note begins, whatever its numbers are: notes that begin alike say the same."""
    return " ".join(re.sub(r"[\d.]+(e-?\d+)?", "#", message).split()[:4])


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_effects(name: str, field: str) -> None:
    """Two or three values of each field, in order, with the example's value left out, and none that surprises."""
    found = dossier(name).effects[field].variations
    original = example_config(name)
    values = [variation.value for variation in found]
    assert 2 <= len(values) <= 3
    assert all(lower < higher for lower, higher in pairwise(values))
    assert original.fields[field] not in values
    for variation in found:
        assert variation.config.fields == {**original.fields, field: variation.value}
        assert len(variation.curve.notes) <= len(simulate(original).notes)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_effects_are_seen(name: str, field: str) -> None:
    """Within the epochs that are shown every curve differs from the example's in at least one epoch, by a tenth."""
    found = dossier(name).effects[field]
    original = simulate(example_config(name)).lr[: found.epochs]
    for variation in found.variations:
        lr = variation.curve.lr[: found.epochs]
        ratio = max((lr / original).max(), (original / lr).max())
        assert ratio > 1.1
        assert found.logarithmic or abs(lr - original).max() >= 0.1 * max(lr.max(), original.max())


@pytest.mark.parametrize("name", SCHEDULERS)
def test_each_surprise_gives_its_note(name: str) -> None:
    """The configuration is the example with at most one value changed, and simulating it gives the note."""
    example = config_yaml(example_config(name)).splitlines()
    for found in dossier(name).surprises:
        config = found.variation.config
        assert found.note in simulate(config).notes, found.note
        changed = sum(one != other for one, other in zip(example, config_yaml(config).splitlines(), strict=True))
        assert changed == bool(found.variation.field), found.note


@pytest.mark.parametrize("name", SCHEDULERS)
def test_no_surprise_is_shown_twice(name: str) -> None:
    """No two surprises of a scheduler say the same."""
    said = [(found.note.path, beginning(found.note.message)) for found in dossier(name).surprises]
    assert len(said) == len(set(said)) >= 2


@settings(max_examples=cases(1500), deadline=None)
@given(configurations())
def test_no_note_is_missing(config: TrainingConfig) -> None:
    """Whatever note a generated configuration gives, the scheduler's section shows one that says the same.

    A note about no field, but the scheduler as a whole, may take more than one value that is unlike the example's.
    """
    shown = {(found.note.path, beginning(found.note.message)) for found in dossier(config.scheduler).surprises}
    notes = [note for note in simulate(config).notes if note.path != config.path("")]
    assert {(note.path, beginning(note.message)) for note in notes} <= shown


def test_every_rule_is_shown() -> None:
    """Each rule of the notes gives at least one of the surprises, but for jumps: cosine says why of its own."""
    rules = {rule.__name__: rule for rule in notes_module._RULES}
    configs = [found.variation.config for name in SCHEDULERS for found in dossier(name).surprises]
    silent = {name for name, rule in rules.items() if not any(list(rule(each, simulate(each).lr)) for each in configs)}
    assert silent == {"_jumps"}


def test_decaying_too_often_surprises() -> None:
    """The example of step still trains at its end; that a shorter interval leaves it next to nothing is a surprise."""
    example = example_config("step")
    least = example.lr * notes_module.FLOAT32_SHARE
    assert simulate(example).lr[-1] > least
    [found] = [found for found in dossier("step").surprises if "float32" in found.note.message]
    assert found.variation.field == "iters_per_phase"
    assert found.variation.value < example.fields["iters_per_phase"]
    assert simulate(found.variation.config).lr[-1] < least
