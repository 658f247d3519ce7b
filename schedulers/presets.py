"""Configurations to start from: each scheduler's example, and complete recipes."""

from dataclasses import dataclass
from pathlib import Path

from schedulers.example import example_yaml
from schedulers.registry import Registry, own

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


def presets(registry: Registry | None = None) -> list[Preset]:
    """Every preset of a registry, this package's own when none is given, in the order of the select.

    >>> [preset.name for preset in presets()][:2]
    ['step', 'poly']
    """
    names = (registry or own()).schedules
    found = [Preset(EXAMPLES, name, example_yaml(name, registry, complete=True)) for name in names]
    if (registry or own()) is not own():
        return found  # the recipes are for this package's schedulers
    for path in sorted(RECIPES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found.append(Preset("Recipes", text.partition("\n")[0].removeprefix("#").strip(), text))
    return found
