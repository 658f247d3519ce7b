"""Finds the other hosts that a site's configuration loads from. The policy allows them without further options."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from site_plugins.simulator.hosting.policy import merged
from site_plugins.simulator.hosting.ready_made import GOOGLE_ANALYTICS, GOOGLE_FONTS, origin

SUPERFENCES = "pymdownx.superfences"
MERMAID = r"https://[\w.-]+/mermaid@[^\"]+"


def configured_sources(config: MkDocsConfig) -> dict[str, list[str]]:
    """Return the sources by directive that follow from `repo_url`, `extra.analytics`, `theme.font` and Mermaid."""
    if config.theme.name != "material":
        return {}
    found: list[Mapping[str, Sequence[str]]] = []
    repository = urlsplit(config.repo_url or "").netloc
    if repository == "github.com":
        found.append({"connect-src": ["https://api.github.com"]})
    elif "gitlab" in repository:
        found.append({"connect-src": [f"https://{repository}"]})
    analytics: Any = config.extra.get("analytics") or {}
    if analytics.get("provider") == "google":
        found.append(GOOGLE_ANALYTICS.sources)
    if config.theme.get("font"):
        found.append(GOOGLE_FONTS.sources)
    if _has_mermaid(config):
        found.append({"script-src": [origin(address) for address in _of_the_theme(config, MERMAID)]})
    return merged(*found)


def _has_mermaid(config: MkDocsConfig) -> bool:
    fences = (config.mdx_configs.get(SUPERFENCES) or {}).get("custom_fences") or []
    brought = any("mermaid" in str(script) for script in config.extra_javascript)  # the theme then loads none
    return not brought and any(fence.get("name") == "mermaid" for fence in fences)


def _of_the_theme(config: MkDocsConfig, address: str) -> list[str]:
    """Return the addresses in the theme's own script."""
    scripts = [file for folder in config.theme.dirs for file in Path(folder).glob("assets/javascripts/bundle.*.js")]
    return [found for file in scripts for found in re.findall(address, file.read_text(encoding="utf-8"))]
