"""A kind of value that is not listed works everywhere by the one class that declares it."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import markdown
import numpy as np
import pytest
from jsonschema import Draft202012Validator
from omegaconf import OmegaConf

from schedulers import ConfigError, Registry, TrainingConfig, load_config, simulate
from schedulers.command_line.output import as_json
from schedulers.field import Field
from schedulers.kinds.list_of import ListKind
from schedulers.kinds.optional import OptionalKind
from schedulers.mirror import EpochArray, RateArray
from schedulers.registries.check import check
from schedulers.writing.example import config_yaml, example_config, example_yaml
from schedulers.writing.schema import training_schema
from schedulers.writing.snippet import build_snippet
from site_plugins.cache import BuildError
from site_plugins.scheduler_docs.dossier import dossiers
from site_plugins.simulator.toolchain.bundle import bundle
from site_plugins.simulator.vocabulary import control_modules, vocabulary
from tests.schedulers.signature.days import Day
from tests.sites.page_modules import answer_of_the_page

START = dt.date(2026, 1, 1)
ABOUT: dict[str, Any] = {"unit": "days", "description": "when the rate falls"}
Until = Annotated[dt.date, Field(**ABOUT, example=dt.date(2026, 1, 9), kind=Day(), further=("last_day",))]
Again = Annotated[dt.date | None, Field(**ABOUT, kind=OptionalKind(Day()))]
Pauses = Annotated[list[dt.date], Field(**ABOUT, example=[dt.date(2026, 1, 3)], kind=ListKind(Day()))]

REGISTRY = Registry()


@REGISTRY.curve(stands_for="example.Daily")
def daily(epoch: EpochArray, *, base: float, until: Until, pauses: Pauses, again: Again = None) -> RateArray:
    """Halves the rate on each of some days, and is zero on others."""
    falls = [(day - START).days for day in (until, again) if day is not None]
    halved = np.sum([epoch >= day for day in falls], axis=0)
    rates: RateArray = np.where(np.isin(epoch, [(day - START).days for day in pauses]), 0.0, base * 0.5**halved)
    return rates


def text(**written: str) -> str:
    """A document."""
    fields = {"until": "2026-01-05", "pauses": "[2026-01-02]", **written}
    says = "".join(f", {name}: {value}" for name, value in fields.items() if value)
    return f"training: {{epochs: 8, optimizer: {{lr: 1}}, scheduler: {{name: daily{says}}}}}"


def read(document: str) -> TrainingConfig:
    """The configuration that a document says."""
    return load_config(document, registry=REGISTRY)


def is_read(document: str) -> bool:
    """Whether a document is taken."""
    try:
        read(document)
    except ConfigError:
        return False
    return True


def refusal(document: str) -> str:
    """What is said of a document."""
    with pytest.raises(ConfigError) as caught:
        read(document)
    [problem] = caught.value.problems
    return problem.message


def test_days_are_read() -> None:
    """They reach the curve as Python's dates: single ones, several in a list, and where ``null`` may stand instead."""
    check(REGISTRY)
    config = read(text(again="2026-01-07"))
    assert config.fields == {
        "until": dt.date(2026, 1, 5),
        "pauses": [dt.date(2026, 1, 2)],
        "again": dt.date(2026, 1, 7),
    }
    assert simulate(config).lr.tolist() == [1, 0, 1, 1, 0.5, 0.5, 0.25, 0.25]
    assert read(text(again="null")) == read(text())
    assert read(text(until="", last_day="'2026-01-05'")).fields["until"] == dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"until": "2026-01-35"}, "until must be a date; got 2026-01-35"),
        ({"until": "12"}, "until must be a date; got 12"),
        ({"until": "'1,5'"}, "until must be a date; got '1,5'"),
        ({"until": "[2026-01-05]"}, "until must be a date; got [2026-01-05], which is a list, and one value is read"),
        ({"until": "{day: 5}"}, "until must be a date; got {day: 5}, which is a mapping"),
        ({"until": "null"}, "until must be a date; got null, which is no value"),
        ({"again": "[]"}, "again must be a date, or null; got [], which is a list, and one value is read"),
        ({"pauses": "[2026-01-02, soon]"}, "pauses must be a list of date; got soon as item 2"),
        ({"until": ""}, "until is missing; daily needs training.scheduler.until, a date, for example 2026-01-09"),
    ],
)
def test_what_is_no_day_is_refused_in_the_kinds_words(written: Mapping[str, str], message: str) -> None:
    """The message names the kind, what is written, and an example; that a day is text is no reproach."""
    assert refusal(text(**written)).removeprefix("training.scheduler.") == message


def test_a_day_in_brackets_is_mended() -> None:
    """The day alone is offered in place of a list of it."""
    with pytest.raises(ConfigError) as caught:
        read(text(until="[2026-01-05]"))
    assert [problem.suggestion for problem in caught.value.problems] == ["2026-01-05"]


def test_days_are_written() -> None:
    """The example YAML, a whole document, the command's JSON and the Python program say them so that they are read."""
    assert "until: 2026-01-09\n    pauses: [2026-01-03]\n" in example_yaml("daily", REGISTRY)
    assert read(example_yaml("daily", REGISTRY, complete=True)) == example_config("daily", REGISTRY)
    config = read(text(again="2026-01-07"))
    assert read(config_yaml(config)) == config
    assert json.loads(as_json(config, simulate(config)))["fields"] == {
        "until": "2026-01-05",
        "pauses": ["2026-01-02"],
        "again": "2026-01-07",
    }
    program = build_snippet(config)
    assert program.startswith("import datetime\nimport torch\n")
    assert "again=datetime.date(2026, 1, 7),\n" in program
    assert "pauses=[datetime.date(2026, 1, 2)],\n" in program
    assert "again" not in build_snippet(read(text()))


def test_the_schema_takes_what_the_reader_takes() -> None:
    """Days, further names and references pass; what is no day, and a document without a day, does not."""
    schema = json.loads(json.dumps(training_schema("https://example.org/a.json", REGISTRY)))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    scheduler = schema["$defs"]["daily"]["properties"]
    assert scheduler["until"]["examples"] == ["2026-01-09"]
    assert scheduler["pauses"]["examples"] == [["2026-01-03"]]
    assert scheduler["again"]["default"] is None
    taken: list[dict[str, str]] = [
        {},
        {"until": "", "last_day": "2026-01-05"},
        {"until": "'${training.scheduler.again}'", "again": "2026-01-07"},
        {"again": "null"},
    ]
    refused = [
        {"again": "soon"},
        {"until": "2026-02-30"},
        {"until": "12"},
        {"until": ""},
        {"pauses": "[2026-01-35]"},
        {"pauses": "2026-01-05"},
    ]
    for written in taken + refused:
        document = OmegaConf.to_container(OmegaConf.create(text(**written)))
        assert validator.is_valid(document) == is_read(text(**written)) == (written in taken), written


def test_days_are_in_the_reference_and_in_the_form() -> None:
    """The table has their kind, default and example; the form has their control and the module that adds it."""
    options = {"site_plugins.scheduler_docs.extension": {"dossiers": dossiers(REGISTRY)}}
    html = markdown.markdown("/// schedulers\n///\n", extensions=list(options), extension_configs=options)
    for cell in ("date", "list of date", "date or null", "2026-01-09", "[2026-01-03]", "null"):
        assert f"<code>{cell}</code></td>" in html, cell
    fields = json.loads(json.dumps(vocabulary(REGISTRY)))["schedulers"][0]["fields"]
    assert [(field["control"], field["example"], field["default"]) for field in fields] == [
        ("date", "2026-01-09", None),
        ("list", "[2026-01-03]", None),
        ("date", "null", "null"),
    ]
    assert control_modules(REGISTRY) == [Day.control_module]


CONTROL = """
MODULE
import { controlFor } from "./form/controls";
import { isWritable } from "./form/field-value";
import { YamlTree } from "./document/yaml-tree";

export const answer = ([fields, text]) => {
  const edits = [];
  const shown = fields.map((field) => {
    const control = controlFor(field, (edit) => edits.push(edit));
    control.update(YamlTree.ofText(text));
    control.choose("2026-03-01");
    return control.shown;
  });
  const edited = edits.sort((one, other) => other.from - one.from).reduce(
    (before, { from, to, insert }) => before.slice(0, from) + insert + before.slice(to),
    text,
  );
  return [shown, edited, ["2026-03-01", "", "a, b", "a: b", "[a]", "'a'"].map((each) => isWritable(fields[0], each))];
};
"""


def test_a_control_of_its_own_edits_a_day(tmp_path: Path) -> None:
    """The module that a kind names adds the control: it shows what the text says, and what it writes is read."""
    fields = [each for each in vocabulary(REGISTRY)["schedulers"][0]["fields"] if each["control"] == "date"]
    [module] = control_modules(REGISTRY)
    source = CONTROL.replace("MODULE", module.read_text())
    shown, edited, writable = answer_of_the_page(source, (fields, text()), tmp_path)
    assert shown == ["2026-01-05", ""]
    assert read(edited).fields == {**read(text()).fields, "until": dt.date(2026, 3, 1), "again": dt.date(2026, 3, 1)}
    assert writable == [True, False, False, False, False, True]


def test_the_page_is_bundled_with_the_control(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's code has the module's, under names that do not depend on where the project lies."""
    elsewhere = tmp_path / "elsewhere.ts"
    elsewhere.write_text(control_modules(REGISTRY)[0].read_text())
    made = []
    for number, modules in enumerate([control_modules(REGISTRY), [elsewhere], []]):
        monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / str(number)))
        directory = bundle(modules=modules).directory
        made.append({path.name: path.read_bytes() for path in directory.iterdir()})
    assert made[0] == made[1]
    assert [any(b'type="date"' in code for code in files.values()) for files in made] == [True, True, False]


def test_a_control_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A build ends with the path of the module, not with a traceback of the bundler."""
    with pytest.raises(BuildError, match=r"control_module can't be read: .*none\.ts: No such file"):
        bundle(modules=[tmp_path / "none.ts"])
