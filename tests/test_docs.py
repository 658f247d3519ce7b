"""Everything in the docs that can run runs, and everything that can load loads."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schedulers import SCHEDULERS, ConfigError, Registry, load_config
from schedulers.drawing.figures import plotted
from schedulers.reading.values import yaml_text
from schedulers.schedules.own_layout import LAYOUT
from schedulers.signature.spec import field_specs
from tests.sites.sixth import code_of_guide

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```(python|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = [(page, *block) for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]
CURVE = re.compile(r"^/// curve \| [^\n]+\n(?: {4}[^\n]*\n)*\n?(.*?)^///$", re.DOTALL | re.MULTILINE)
_MANY_LINES = re.DOTALL | re.MULTILINE
CURVES = [(page, text) for page in PAGES for text in CURVE.findall(page.read_text(encoding="utf-8")) if text]
FIELDS = {
    name: spec
    for scheduler in SCHEDULERS.values()
    for name, spec in {**LAYOUT.settings, **field_specs(scheduler)}.items()
}


def test_there_are_blocks() -> None:
    """The patterns above find blocks, so the tests below run something."""
    assert len(BLOCKS) >= 6
    assert len(CURVES) >= 6


def test_every_block_is_tested() -> None:
    """A block of code is run, loaded, part of the sixth scheduler, or a command; there is no fence of another kind."""
    for page in PAGES:
        fences = re.findall(r"^ *```+(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        titled = [f'python title="{file}"' for file in code_of_guide()]
        known = {"python", "yaml", "console", *(titled if page.stem == "adding" else [])}
        assert set(fences) <= known, page


@pytest.mark.parametrize(
    ("page", "language", "code"), BLOCKS, ids=[f"{block[0].name}-{i}" for i, block in enumerate(BLOCKS)]
)
def test_block(page: Path, language: str, code: str) -> None:
    """A Python block runs without an error; a YAML block with a training section loads."""
    if language == "python":
        names: dict[str, Any] = {"__name__": "docs"}
        exec(compile(code, str(page), "exec"), names)  # noqa: S102  # our own docs
    elif code.startswith("training:"):
        load_config(code, epochs=100, lr=0.1)


def test_further_names_of_a_layout_do_what_the_guide_says() -> None:
    """With the guide's names, a near miss and a document of the first versions are each told in one message."""
    names: dict[str, Any] = {"__name__": "docs"}
    blocks = [code for page, _, code in BLOCKS if page.stem == "own-site"]
    for code in (code for word in ("Layout(\n    choice", "FormerLayout(") for code in blocks if word in code):
        exec(code, names)  # noqa: S102  # our own docs
    registry = Registry(replace(names["LAYOUT"], names=names["NAMES"]))
    registry.curve(name="constant")(lambda epoch: 0.1 + 0.0 * epoch)
    for text, said in (
        ("lr: 1\ntotal_steps: 9\nscheduler: {type: constant}", "Did you mean the key total_steps to be max_steps?"),
        (
            "lr: 1\nmax_steps: 9\nlr_policy: constant",
            "this is the layout of the first versions. Put lr_policy (as type) ",
        ),
    ):
        with pytest.raises(ConfigError, match=re.escape(said)):
            load_config(text, registry=registry)


@pytest.mark.parametrize(
    ("page", "text"), CURVES, ids=[f"{page.stem}-{index}" for index, (page, _) in enumerate(CURVES)]
)
def test_drawn_configuration(page: Path, text: str) -> None:  # noqa: ARG001
    """Each configuration that a page draws loads as it stands there, without an assumption."""
    for shown in plotted(text):
        assert shown.config.assumed == ()


def prose(page: Path) -> str:
    """What a person has written about fields: everything but code and directives."""
    text = re.sub(
        r"^(```.*?^```|/// .*?^///|---\n.*?^---)$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    return " ".join(text.split())


_RANGE = r">=|<=|[<>] ?\d|at least|at most|greater than|less than|must be|positive|non-negative"
_TYPE = r"\ban? (?:int|float|integer|list)\b|\bdefaults?\b"


def typed_facts(text: str) -> list[str]:
    """Where a text says a field's range, type, example or description, which the signature says already."""
    found = []
    for name, spec in FIELDS.items():
        facts = {spec.allowed, yaml_text(spec.field.example), str(spec.field.example)}
        said = "|".join(map(re.escape, facts))
        found += re.findall(rf"`{name}`[^.]{{0,40}}(?:{_RANGE}|{_TYPE})", text)
        found += re.findall(rf"\b{name}\b\W{{0,12}}(?:is |of |at |at the )?`?(?:{said})(?![\w.])", text)
        found += re.findall(re.escape(spec.field.description), text)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_fact_of_a_signature_is_typed(page: Path) -> None:
    """No page says what a field's range, type, example or description is: the site derives that."""
    assert typed_facts(prose(page)) == []


def test_typed_facts_are_found() -> None:
    """The test above finds what it looks for."""
    for fact in (
        "`gamma` must be above 0.",
        "`epochs`, an int,",
        "`warmup_epochs: 5`",
        "`min_lr` is 1.0e-6 here",
        "the factor that multiplies the rate at each decay",
        "`milestones` needs at least one",
    ):
        assert typed_facts(fact), fact


def test_prose_is_free_of_hosts_and_machines() -> None:
    """No package registry and no path of somebody's machine stands in what is published."""
    for page in [*PAGES, ROOT / "pyproject.toml", ROOT / "noxfile.py"]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"registry\.npmjs|pypi\.org|pythonhosted|/home/|/root/|/Users/", text), page


def test_every_fault_has_its_test() -> None:
    """Each test that the page of faults names exists, and each test of faults is named there."""
    tests = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "browser").rglob("test_*.py")}
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
    for file, name in named:
        assert re.search(rf"^def {name}\(", tests[file], re.MULTILINE), (file, name)
    there = re.findall(r"^def (test_\w+)", tests["test_faults.py"], re.MULTILINE)
    assert {name for file, name in named if file == "test_faults.py"} == set(there) != set()
