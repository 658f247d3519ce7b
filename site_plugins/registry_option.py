"""Finds the schedulers of a site: both plugins follow the option `registry` of the plugin scheduler-docs."""

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from schedulers.registries.option import DEFAULT, top_level
from schedulers.registry import Registry
from schedulers.stepping.without_torch import without_torch
from site_plugins.any_builder.options import DocsOptions, read_options
from site_plugins.errors import SiteError
from site_plugins.modules import forget, needed_by, place_of
from site_plugins.themes import refuse_other_themes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

OWNER = "scheduler-docs"
"""The plugin that has the option."""


def find_registry(config: "MkDocsConfig", *, anew: bool) -> tuple[str, Registry]:
    """Find the registry that mkdocs.yml names, and check each scheduler in it.

    Args:
        config: The site's configuration; without the option, or without its plugin, this project's own schedulers are
            used.
        anew: Import its modules again, because they may have changed since the last build.

    Returns:
        What names it, such as ``my_trainer.schedulers:REGISTRY``, and the registry.

    Raises:
        SiteError: There is no such option or registry, something is wrong with a scheduler in it, or the theme can't
            show them.
    """
    refuse_other_themes(config)
    plugin = config.plugins.get(OWNER)
    # MkDocs takes any other option with a warning, and a misspelt one would leave the site to other schedulers.
    reference = read_options(DocsOptions, OWNER, plugin.config).registry if plugin else DEFAULT
    if anew:
        _forget_last_build(config, reference)
    return reference, checked_registry(reference, _folder(config))


def checked_registry(reference: str, folder: Path) -> Registry:
    """Find a registry by its name, and check each scheduler in it.

    Args:
        reference: What names it.
        folder: Where its modules are looked for when Python does not find them: the folder of mkdocs.yml.

    Raises:
        SiteError: There is no such registry, or something is wrong with a scheduler in it.
    """
    # `mkdocs` is a program, so Python does not look beside mkdocs.yml by itself; what is installed comes first.
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    _refuse_hidden(reference, folder)
    option = importlib.import_module("schedulers.registries.option")
    try:
        # The site is built from signatures and mirrors, and torch takes longer to import than all of that.
        with without_torch():
            registry: Registry = option.find(reference)
            if not any(registry is each for each in _checked):  # the other plugin has asked for it before
                importlib.import_module("schedulers.registries.check").check(registry)
                _checked[:] = [registry]
    except ValueError as error:
        raise SiteError(f"{OWNER}: registry: {error}") from error
    return registry


def sources(config: "MkDocsConfig", reference: str) -> list[Path]:
    """Find the folders of packages and the files of modules that an imported registry is made of.

    The registry is in the first one, which imports the others. All of them are beside mkdocs.yml.
    """
    return sources_beside(_folder(config), reference)


def sources_beside(folder: Path, reference: str) -> list[Path]:
    """Find them in the same way, given the folder of mkdocs.yml."""
    return needed_by(top_level(reference), folder)


_checked: list[Registry] = []
"""The registry that was looked at last."""

_last: list["MkDocsConfig"] = []
"""The configuration of the last build, for which the modules have been imported already."""


def _forget_last_build(config: "MkDocsConfig", reference: str) -> None:
    """Forget, once in a build, what may have changed, and the plugins' modules, which hold what they imported of it."""
    if any(config is each for each in _last):
        return
    _last[:] = [config]
    package = Path(str(importlib.import_module("schedulers").__file__)).resolve().parent
    own = place_of(top_level(reference))
    forget({package, Path(__file__).resolve().parent, _folder(config), *([own] if own else [])})
    importlib.invalidate_caches()


def _folder(config: "MkDocsConfig") -> Path:
    return Path(config.config_file_path or "").resolve().parent


def _refuse_hidden(reference: str, folder: Path) -> None:
    """Refuse a package beside mkdocs.yml that has the name of this one, which is what would be documented instead."""
    package = Path(str(importlib.import_module("schedulers").__file__)).resolve().parent
    hidden = folder / package.name
    is_a_copy = (hidden / "schedules" / "own_registry.py").is_file()
    if top_level(reference) == package.name and (hidden / "__init__.py").is_file() and not is_a_copy:
        raise SiteError(
            f"{OWNER}: registry: {reference} is the registry of this generator's own package, which hides the package "
            f"{package.name} beside mkdocs.yml. Give yours another name, and name its registry"
        )
