"""The configurations that the page offers to start from: each scheduler's example, and complete recipes."""

import importlib
from dataclasses import dataclass
from pathlib import Path

RECIPES = Path(__file__).parent / "recipes"
"""A YAML file for each recipe, whose first line is a comment with its name."""

EXAMPLES = "Examples"
"""The group of the schedulers' examples, each under the scheduler's name."""


@dataclass(frozen=True)
class Preset:
    """A complete configuration under a name, in a group of the select."""

    group: str
    name: str
    text: str


def presets() -> list[Preset]:
    """Every preset, in the order of the select.

    >>> [preset.name for preset in presets()][:2]
    ['step', 'poly']
    """
    # Not imported at the top, because the package is loaded anew when a class changes while the site is served.
    example_yaml = importlib.import_module("schedulers.example").example_yaml
    registry = importlib.import_module("schedulers.registry")
    found = [Preset(EXAMPLES, name, example_yaml(name, complete=True)) for name in registry.active().schedulers]
    if registry.active() is not registry.REGISTRY:
        return found  # the recipes are for this project's schedulers
    for path in sorted(RECIPES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found.append(Preset("Recipes", text.partition("\n")[0].removeprefix("#").strip(), text))
    return found
