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
KINDS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "docs_dir": (str, "a text"),
    "site_url": (str, "a text"),
    "extra_css": (list, "a list"),
    "plugins": ((list, dict), "a list or a mapping"),
    "INHERIT": (str, "a text"),
}
"""What the settings that are read have to be, and how that is said. Nothing stands for the default."""


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
        SiteError: It can't be read, or a setting or an option of one of the plugins is wrong.
    """
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8")) if file.suffix == ".toml" else _read_yaml(file)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SiteError(f"{file}: can't be read: {' '.join(str(error).split())}") from error
    given = _checked(read.get("project", read), file)
    plugins = _plugins(given.get("plugins") or [], file)
    folder, theme = file.resolve().parent, given.get("theme")
    return Settings(
        folder,
        folder / (given.get("docs_dir") or "docs"),
        given.get("site_url") or "",
        str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en",
        tuple(map(str, given.get("extra_css") or ())),
        read_options(DocsOptions, DOCS, plugins.get(DOCS, {})),
        read_options(SimulatorOptions, SIMULATOR, plugins[SIMULATOR]) if SIMULATOR in plugins else None,
    )


def _checked(given: Any, file: Path) -> dict[str, Any]:
    """Return settings that are what they have to be."""
    if not isinstance(given, dict):
        raise SiteError(f"{file}: must be a mapping of settings; got {given!r}")
    for key, (kind, said) in KINDS.items():
        if given.get(key) is not None and not isinstance(given[key], kind):
            raise SiteError(f"{file}: {key}: must be {said}; got {given[key]!r}")
    return given


def _plugins(given: list[Any] | dict[str, Any], file: Path) -> dict[str, Mapping[str, Any]]:
    """Return the options by plugin. A configuration has a mapping of them, or a list of names and mappings."""
    listed = [given] if isinstance(given, dict) else given
    found: dict[str, Mapping[str, Any]] = {}
    for entry in listed:
        if not isinstance(entry, str | dict):
            raise SiteError(f"{file}: plugins: each must be a name, or a name with its options; got {entry!r}")
        for name, options in (entry if isinstance(entry, dict) else {entry: None}).items():
            if name in {DOCS, SIMULATOR} and not isinstance(options, Mapping | None):
                raise SiteError(f"{file}: {name}: must be a mapping of options; got {options!r}")
            found[str(name)] = options or {}
    return found


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs's configurations have in them, but for functions of Python, which are left out."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def _read_yaml(file: Path) -> dict[str, Any]:
    read = _checked(yaml.load(file.read_text(encoding="utf-8"), _Loader) or {}, file)  # noqa: S506  # a safe loader
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
