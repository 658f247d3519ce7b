"""A handler of mkdocstrings that keeps what the Python handler gives between builds, for the same sources.

Loading, formatting and rendering a package takes longer than all that the site itself computes. Mkdocstrings imports a
handler from this folder's name, as ``default_handler: cached_python`` in mkdocs.yml asks for.
"""

import importlib
import importlib.metadata
import importlib.util
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler
from mkdocstrings import BaseHandler, CollectionError

from site_plugins.cache import cache_root, make_directory, sha256

MADE_WITH = (
    *("black", "griffelib", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-autorefs", "mkdocstrings"),
    *("mkdocstrings-python", "pygments", "pymdown-extensions", "ruff"),
)
"""Packages on whose versions the HTML depends; black would lay out the signatures if it were there."""
RENDERED = "rendered.json"
EXTENSION = "site_plugins.scheduler_docs.rendering.docstrings"
"""What changes docstrings before they are rendered."""


class _WarnedError(Exception):
    """Something was given, with warnings that the next build has to give, too."""

    def __init__(self, rendered: dict[str, Any]) -> None:
        super().__init__()
        self.rendered = rendered


class CachedPythonHandler(BaseHandler):
    """Gives what the Python handler gives; the package is the one that Python imports.

    Args:
        handler_config: The configuration, as the Python handler takes it, but for ``paths``.
        tool_config: The configuration of MkDocs.
        given: What every handler is given.
    """

    name = "python"  # whose style sheet it has
    domain = "py"
    enable_inventory = True
    fallback_theme = "material"

    def __init__(self, handler_config: Mapping[str, Any], tool_config: Any, **given: Any) -> None:
        super().__init__(**given)
        self._handler_config, self._tool_config, self._given = handler_config, tool_config, given
        self._found_headings: list[Element] = []
        self._aliases: dict[str, tuple[str, ...]] = {}

    def collect(self, identifier: str, options: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Return the name of the object. Its source is only read if there is nothing in the cache."""
        return identifier, options

    def render(
        self, data: tuple[str, Mapping[str, Any]], options: Mapping[str, Any], *, locale: str | None = None
    ) -> str:
        """Return the HTML of an object, from the cache or made anew."""
        identifier, _ = data
        package = _package(identifier)

        def fill(directory: Path) -> None:
            made, warned = self._render_anew(identifier, options, locale, package)
            if warned:
                raise _WarnedError(made)
            (directory / RENDERED).write_text(json.dumps(made), encoding="utf-8")

        kept = cache_root() / f"documented-{self._version(identifier, options, locale, package)}"
        try:
            rendered = json.loads((make_directory(kept, fill) / RENDERED).read_text(encoding="utf-8"))
        except _WarnedError as warned:
            rendered = warned.rendered
        for heading in rendered["headings"]:
            self._found_headings.append(Element(heading["tag"], heading["attributes"]))
            self._found_headings[-1].text = heading["text"]
            self._aliases[heading["attributes"]["id"]] = tuple(heading["aliases"])
        return str(rendered["html"])

    def get_headings(self) -> Sequence[Element]:
        """Return the headings of what was rendered since the last call."""
        found, self._found_headings = self._found_headings, []
        return found

    def get_aliases(self, identifier: str) -> tuple[str, ...]:
        """Return the names by which the object of a heading can be linked to."""
        return self._aliases.get(identifier, ())

    def _render_anew(
        self, identifier: str, options: Mapping[str, Any], locale: str | None, package: Path | None
    ) -> tuple[dict[str, Any], bool]:
        """Render an object for the cache, and tell whether there were warnings."""
        module = importlib.import_module("mkdocstrings_handlers.python")
        paths = [str(package.parent)] if package else []
        handler = module.get_handler({**self._handler_config, "paths": paths}, self._tool_config, **self._given)
        log, counted = logging.getLogger("mkdocs"), CountHandler()
        counted.setLevel(logging.WARNING)
        log.addHandler(counted)
        try:
            combined = handler.get_options(options)
            found = handler.collect(identifier, combined)
            handler._update_env(self.md, config=self._tool_config)  # noqa: SLF001  # as mkdocstrings does it
            html = handler.render(found, combined, locale=locale)
        except CollectionError as error:
            raise PluginError(f"Could not collect {identifier!r}: {error}") from error
        finally:
            log.removeHandler(counted)
        headings = [
            {
                "tag": heading.tag,
                "attributes": heading.attrib,
                "text": heading.text,
                "aliases": handler.get_aliases(heading.attrib["id"]),
            }
            for heading in handler.get_headings()
        ]
        return {"html": html, "headings": headings}, bool(counted.get_counts())

    def _version(self, identifier: str, options: Mapping[str, Any], locale: str | None, package: Path | None) -> str:
        """A hash of everything that the HTML follows from."""
        made_from = {
            "object": (identifier, options, locale),
            "configuration": (self._handler_config, self.theme, self.custom_templates),
            "markdown": (list(map(_name, self.mdx)), self._markdown_options()),
            # Docstrings may have links.
            "pages": list(self._pages()),
            "versions": [sys.version_info[:2], *map(_version, MADE_WITH)],
            "sources": {name: sha256(path.read_bytes()) for name, path in _sources(package)},
        }
        return sha256(json.dumps(made_from, default=_name, sort_keys=True).encode())[:16]

    def _markdown_options(self) -> dict[str, Any]:
        """Return the options of the Markdown extensions, but for this site's directives, which only pages have."""
        return {name: options for name, options in self.mdx_config.items() if not name.startswith("site_plugins.")}

    def _pages(self) -> Iterator[str]:
        """List the page of the object, and all pages that it could link to."""
        if "relpath" in self.md.treeprocessors:  # otherwise the builder looks after links when a page has been rendered
            links: Any = self.md.treeprocessors["relpath"]
            yield links.file.src_uri
            yield from sorted(file.src_uri for file in links.files.documentation_pages())


def get_handler(*, handler_config: Mapping[str, Any], tool_config: Any, **given: Any) -> CachedPythonHandler:
    """Called by mkdocstrings."""
    return CachedPythonHandler(handler_config, tool_config, **given)


def _package(identifier: str) -> Path | None:
    """Find the folder of an object's package, or the file of its module; return ``None`` if there is neither."""
    found = importlib.util.find_spec(identifier.partition(".")[0])
    if found is None or found.origin is None:
        return None
    origin = Path(found.origin)
    return origin.parent if origin.name == "__init__.py" else origin


def _sources(package: Path | None) -> Iterator[tuple[str, Path]]:
    """List the files of the package and of what documents it, with names that hold on any machine."""
    for name in (__name__, EXTENSION):
        if (found := importlib.util.find_spec(name)) and found.origin:
            yield name, Path(found.origin)
    if package:
        files = [*package.rglob("*.py"), *package.rglob("*.pyi")] if package.is_dir() else [package]
        yield from ((path.relative_to(package.parent).as_posix(), path) for path in sorted(files))


def _name(value: Any) -> str:
    """Return the name of a Markdown extension, or of a function in its options."""
    if isinstance(value, str):
        return value
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"


def _version(package: str) -> str:
    """Return the version of a package; an empty text when it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
