"""Reads the configuration of a site without the builder that it is for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import add_env_tag

from site_plugins.any_builder.options import DocsOptions, SimulatorOptions, read_options
from site_plugins.errors import SiteError

DOCS, SIMULATOR = "scheduler-docs", "simulator"
"""What the plugins are called."""


@dataclass(frozen=True)
class Settings:
    """The settings of a site.

    Attributes:
        folder: The folder of the configuration.
        docs_dir: The folder of the pages.
        site_url: The address of the site; may be empty.
        language: The language of the pages.
        extra_css: The author's style sheets, seen from the folder of the pages.
        docs: The options of the plugin `scheduler-docs`.
        simulator: Those of the plugin `simulator`; none where the site does not have it.
    """

    folder: Path
    docs_dir: Path
    site_url: str
    language: str
    extra_css: tuple[str, ...]
    docs: DocsOptions
    simulator: SimulatorOptions | None


def read_settings(file: Path) -> Settings:
    """Read the settings in a file such as mkdocs.yml or zensical.toml.

    Raises:
        SiteError: It can't be read, or an option of one of the plugins is wrong.
    """
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8")) if file.suffix == ".toml" else _read_yaml(file)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SiteError(f"{file}: can't be read: {' '.join(str(error).split())}") from error
    given = read.get("project", read)
    plugins = _plugins(given.get("plugins") or [])
    folder, theme = file.resolve().parent, given.get("theme")
    return Settings(
        folder,
        folder / given.get("docs_dir", "docs"),
        given.get("site_url") or "",
        str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en",
        tuple(map(str, given.get("extra_css") or ())),
        read_options(DocsOptions, DOCS, plugins.get(DOCS, {})),
        read_options(SimulatorOptions, SIMULATOR, plugins[SIMULATOR]) if SIMULATOR in plugins else None,
    )


def _plugins(given: Any) -> dict[str, Mapping[str, Any]]:
    """Return the options by plugin. A configuration has a mapping of them, or a list of names and mappings."""
    entries = (
        [given] if isinstance(given, Mapping) else [one if isinstance(one, Mapping) else {one: {}} for one in given]
    )
    return {str(name): options or {} for entry in entries for name, options in entry.items()}


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs's configurations have in them, but for functions of Python, which are left out."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def _read_yaml(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _Loader) or {}  # noqa: S506  # a safe loader
    parent = read.pop("INHERIT", None)
    return _merged(_read_yaml(file.parent / parent), read) if parent else read


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Merge a configuration with the one that it inherits: mappings are merged, all else is replaced."""
    both = {
        key: _merged(parent[key], child[key]) for key in parent.keys() & child.keys() if _mappings(parent, child, key)
    }
    return {**parent, **child, **both}


def _mappings(parent: dict[str, Any], child: dict[str, Any], key: str) -> bool:
    return isinstance(parent[key], dict) and isinstance(child[key], dict)
