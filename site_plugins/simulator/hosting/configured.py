"""Finds the other hosts that a site's configuration loads from. The policy allows them without further options."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from site_plugins.simulator.hosting.policy import merged
from site_plugins.simulator.hosting.ready_made import GOOGLE_ANALYTICS, GOOGLE_FONTS, origin

Sources = Mapping[str, Sequence[str]]
SUPERFENCES = "pymdownx.superfences"


def configured_sources(config: MkDocsConfig) -> dict[str, list[str]]:
    """Return the sources by directive that follow from `repo_url`, `extra.analytics`, `theme.font` and Mermaid."""
    return merged(*(_material(config) if config.theme.name == "material" else ()))


def _material(config: MkDocsConfig) -> Iterator[Sources]:
    repository = urlsplit(config.repo_url or "")
    if repository.netloc == "github.com":
        yield {"connect-src": ["https://api.github.com"]}
    elif "gitlab" in repository.netloc:
        yield {"connect-src": [f"https://{repository.netloc}"]}
    analytics: Any = config.extra.get("analytics") or {}
    if analytics.get("provider") == "google":
        yield GOOGLE_ANALYTICS.sources
    if config.theme.get("font"):
        yield GOOGLE_FONTS.sources
    if _has_mermaid(config):
        yield {"script-src": [origin(address) for address in _of_the_theme(config, r"https://[\w.-]+/mermaid@[^\"]+")]}


def _has_mermaid(config: MkDocsConfig) -> bool:
    fences = (config.mdx_configs.get(SUPERFENCES) or {}).get("custom_fences") or []
    brought = any("mermaid" in str(script) for script in config.extra_javascript)  # the theme then loads none
    return not brought and any(fence.get("name") == "mermaid" for fence in fences)


def _of_the_theme(config: MkDocsConfig, address: str) -> list[str]:
    """Return the addresses in the theme's own script."""
    scripts = [file for folder in config.theme.dirs for file in Path(folder).glob("assets/javascripts/bundle.*.js")]
    return [found for file in scripts for found in re.findall(address, file.read_text(encoding="utf-8"))]
