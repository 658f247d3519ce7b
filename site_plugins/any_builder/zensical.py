"""Writes a configuration for Zensical, which runs Markdown extensions and no plugins."""

import os
from pathlib import Path

import yaml

from site_plugins.any_builder.manifest import Manifest

EXTENSION = "site_plugins.any_builder.directives"


def write_configuration(file: Path, inherited: Path, prepared: Manifest) -> None:
    """Write a configuration that adds to another one what the plugins would.

    Args:
        file: Where it goes: beside the other one, because Zensical looks for the pages from there.
        inherited: The other one.
        prepared: What was prepared.
    """
    boot = [{"path": prepared.boot, "type": "module"}] if prepared.boot else []
    written = {
        "INHERIT": Path(os.path.relpath(inherited.resolve(), file.resolve().parent)).as_posix(),
        "markdown_extensions": [EXTENSION],
        "extra_css": [*prepared.styles],
        "extra_javascript": [*prepared.scripts, *boot],
    }
    file.write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")
