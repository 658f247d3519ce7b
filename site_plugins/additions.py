"""Adds files and options to a site. They may be added again, as for each of several languages."""

import atexit
from collections.abc import MutableSequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel


def add(to: MutableSequence[Any], *what: object) -> None:
    """Append what is not there yet.

    >>> names = ["toc"]
    >>> add(names, "toc", "tables")
    >>> names
    ['toc', 'tables']
    """
    to.extend(one for one in what if one not in to)


def copied(config: MkDocsConfig, address: str, path: Path) -> File:
    """Return a file of the site that is a copy of another, whatever the site excludes of its own documents."""
    return File.generated(config, address, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED)


class Written:
    """Writes files of a site into a temporary folder, because other plugins expect each file to be in one."""

    def file(self, config: MkDocsConfig, address: str, content: str | bytes) -> File:
        """Return a file of the site with this content."""
        path = self._folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return copied(config, address, path)

    @cached_property
    def _folder(self) -> Path:
        folder = TemporaryDirectory()
        atexit.register(folder.cleanup)
        return Path(folder.name)


class Adding:
    """A plugin that adds files to a site.

    Attributes:
        serving: Whether the site is served, so that classes and page code may change before the next build.
        dirty: Whether pages of an earlier build are kept.
        written: Writes the files that are added.
    """

    serving = dirty = False

    def __init__(self) -> None:
        super().__init__()
        self.written = Written()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what the command is."""
        self.serving, self.dirty = command == "serve", dirty
