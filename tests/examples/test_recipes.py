"""The recipes that the example projects offer as presets are complete and right."""

from pathlib import Path

import pytest

from schedulers import load_config, simulate
from tests.examples.families import FAMILIES, folder, registry

RECIPES = [
    pytest.param(library, path, id=f"{library}-{path.stem}")
    for library in FAMILIES
    for path in sorted(folder(library).glob("*/recipes/*.yaml"))
]


@pytest.mark.parametrize(("library", "path"), RECIPES)
def test_a_recipe_says_everything(library: str, path: Path) -> None:
    """A recipe has a name in its first line, and a rate for every epoch or step with nothing assumed."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    config = load_config(text, registry=registry(library))
    assert not config.assumed
    assert simulate(config).lr.max() > 0


def test_every_family_has_recipes() -> None:
    """Each family has several."""
    assert {library: sum(each.values[0] == library for each in RECIPES) >= 3 for library in FAMILIES} == dict.fromkeys(
        FAMILIES, True
    )
