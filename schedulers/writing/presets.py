"""Finds the configurations to start from: each scheduler's example, and complete recipes."""

from dataclasses import dataclass
from pathlib import Path

from schedulers.registry import Registry, own
from schedulers.signature.spec import source_file
from schedulers.writing.example import example_yaml

RECIPES = "recipes"
"""The name of the folder beside a scheduler's file that holds recipes.

The first line of each is a comment with its name.
"""

EXAMPLES = "Examples"
"""The name of the group that holds the schedulers' examples."""


@dataclass(frozen=True)
class Preset:
    """A complete configuration under a name, in a group of the select."""

    group: str
    name: str
    text: str


def presets(registry: Registry | None = None) -> list[Preset]:
    """List every preset of a registry in the order of the select. The default registry is this package's own.

    >>> [preset.name for preset in presets()][:2]
    ['step', 'poly']
    """
    schedules = (registry or own()).schedules
    found = [Preset(EXAMPLES, name, example_yaml(name, registry, complete=True)) for name in schedules]
    for path in sorted(path for folder in recipe_folders(registry) for path in folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found.append(Preset("Recipes", text.partition("\n")[0].removeprefix("#").strip(), text))
    return found


def recipe_folders(registry: Registry | None = None) -> list[Path]:
    """Find the folders that hold recipes for the schedulers of a registry.

    >>> [folder.name for folder in recipe_folders()]
    ['recipes']
    """
    files = [Path(source_file(each.declared)) for each in (registry or own()).schedules.values()]
    return [folder for folder in dict.fromkeys(file.parent / RECIPES for file in files) if folder.is_dir()]
