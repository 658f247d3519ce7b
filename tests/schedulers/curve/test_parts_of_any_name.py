"""A scheduler with parts of new names and a choice with a default touches the place that declares it alone."""

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any, Literal

import markdown
import numpy as np
import pytest
from jsonschema import Draft202012Validator
from omegaconf import OmegaConf

from schedulers import ConfigError, Registry, TrainingConfig, load_config, simulate
from schedulers.curve.marks import marks
from schedulers.curve.words import marked
from schedulers.field import Field
from schedulers.mirror import EpochArray, RateArray
from schedulers.parts import DeclaredNote, Item, Level, Part, Place, Series
from schedulers.registries.check import check
from schedulers.writing.example import example_yaml
from schedulers.writing.schema import training_schema
from site_plugins.scheduler_docs.dossier import dossiers
from site_plugins.simulator.vocabulary import vocabulary

# All that there is of the scheduler: its declaration, and the line that registers it.
Dusk = Annotated[int, Field(unit="epochs", example=6, minimum=3, description="first epoch of the dusk", symbol="d")]
Fall = Annotated[Literal["linear", "held"], Field(unit="dimensionless", description="how the dusk goes")]


def parts(*, dusk: int) -> Iterator[Item]:
    """Three parts, whose names no other scheduler has."""
    yield Part("noon", constant=True)
    yield Part("dawn", end=3, shaded=True)
    yield Series("dusk", every=3, start=dusk, mark="bell", field="dusk")
    yield Place("sunset", dusk, field="dusk")
    yield Level("moonlight", 0.01)


def notes(lr: RateArray, *, fall: str) -> Iterator[DeclaredNote]:
    """What only this scheduler knows."""
    if fall == "held":
        yield DeclaredNote("fall", len(lr) - 1, "The night never comes.")


REGISTRY = Registry()


@REGISTRY.curve(parts=parts, notes=notes)
def day(epoch: EpochArray, *, base: float, dusk: Dusk, fall: Fall = "linear") -> RateArray:
    """Rises for three epochs, holds the rate, and falls from the dusk on."""
    late = base if fall == "held" else base * np.maximum(1 - (epoch - dusk + 1) / 10, 0.01)
    rates: RateArray = np.select([epoch < 3, epoch < dusk], [base * (epoch + 1) / 4, base], late)
    return rates


def read(fields: str, epochs: int = 12) -> TrainingConfig:
    """A configuration of the scheduler."""
    return load_config(
        f"training: {{epochs: {epochs}, optimizer: {{lr: 1}}, scheduler: {{name: day, {fields}}}}}", registry=REGISTRY
    )


def test_it_is_read_and_simulated() -> None:
    """The choice has its default where the document leaves it out; another text is refused with those that it takes."""
    check(REGISTRY)
    assert read("dusk: 6").fields == {"dusk": 6, "fall": "linear"}
    assert simulate(read("dusk: 6, fall: held")).lr.tolist() == [0.25, 0.5, 0.75, *[1.0] * 9]
    assert simulate(read("dusk: 6")).lr[-2:] == pytest.approx([0.5, 0.4])
    with pytest.raises(ConfigError, match=r"fall must be one of linear, held; got steep$"):
        read("dusk: 6, fall: steep")


def test_its_phases_and_marks_have_its_names() -> None:
    """Each epoch lies in one of the three parts; marks stand where parts begin, at the place and at the level."""
    config = read("dusk: 6")
    curve = simulate(config)
    phases = [(name, len(list(each))) for name, each in groupby(curve.phase.tolist())]
    assert phases == [("dawn", 3), ("noon", 3), ("dusk 1", 3), ("dusk 2", 3)]
    assert marked(marks(config), config.clock) == (
        "Marked: dawn before epoch 3, bell 1 at epoch 6, bell 2 at epoch 9, sunset at epoch 6, moonlight at 0.01."
    )


def test_its_notes_follow_from_its_parts_and_are_its_own() -> None:
    """Training that ends too early, and what the scheduler itself says, each with its field."""

    def said(config: TrainingConfig) -> list[tuple[str, str]]:
        return [(note.path, note.message) for note in simulate(config).notes]

    assert said(read("dusk: 6")) == []
    assert said(read("dusk: 6, fall: held")) == [("training.scheduler.fall", "The night never comes.")]
    assert said(read("dusk: 9", epochs=5)) == [
        (
            "training.scheduler.dusk",
            "Training ends with epoch 4 at a rate of 1, before the first dusk, at epoch 9.",
        )
    ]
    [(_, message)] = said(read("dusk: 9", epochs=2))[:1]
    assert message == "Dawn takes all of training: epoch 1, the last, still lies in it, at 0.5."


def test_its_schema_and_its_form_have_the_choice() -> None:
    """Both know its texts and its default, and the schema takes what the reader takes."""
    schema = training_schema("https://example.org/a.json", REGISTRY)
    validator = Draft202012Validator(schema)
    assert schema["$defs"]["day"]["properties"]["fall"]["default"] == "linear"
    for fields, is_taken in {"dusk: 6": True, "dusk: 6, fall: held": True, "dusk: 6, fall: steep": False}.items():
        text = f"training: {{epochs: 12, optimizer: {{lr: 1}}, scheduler: {{name: day, {fields}}}}}"
        assert validator.is_valid(OmegaConf.to_container(OmegaConf.create(text))) == is_taken
    [_, fall] = vocabulary(REGISTRY)["schedulers"][0]["fields"]
    told: dict[str, Any] = {"control": "choice", "options": ["linear", "held"], "default": "linear", "required": False}
    assert {name: fall[name] for name in told} == told


def test_its_section_in_the_reference() -> None:
    """It has the example, a row for each field with the default, the phases' names, and its own note as a trap."""
    options = {"site_plugins.scheduler_docs.extension": {"dossiers": dossiers(REGISTRY)}}
    html = markdown.markdown("/// schedulers\n///\n", extensions=list(options), extension_configs=options)
    for told in ('id="day.fall"', "<code>linear</code>", "dawn before epoch 3", "moonlight", "The night never comes."):
        assert told in html, told
    assert "fall" not in example_yaml("day", REGISTRY)
