"""A Python-Markdown extension with the directives of both plugins, for builders that run no plugins.

    extensions: [site_plugins.any_builder.directives]

It reads what `python -m site_plugins prepare` has written.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown import Extension

from schedulers.registry import Registry
from site_plugins.any_builder.manifest import MANIFEST, Manifest, read_manifest
from site_plugins.directives import Source
from site_plugins.links import relative
from site_plugins.registry_option import checked_registry
from site_plugins.scheduler_docs.dossier import Dossier, dossiers
from site_plugins.scheduler_docs.extension import SchedulerDocsExtension
from site_plugins.scheduler_docs.guides import GuidesExtension
from site_plugins.scheduler_docs.verified import Found, read_found
from site_plugins.simulator.directive import SimulatorExtension
from site_plugins.words import words_of

CONTEXT = "rendering_context"
"""What Zensical calls the preprocessor that knows the page."""


class DirectivesExtension(Extension):
    """Registers all directives."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "prepared": [MANIFEST.as_posix(), "What `prepare` has written, seen from the current folder"],
            "page": ["", "The page's place, from the docs' folder; Zensical tells it"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the name that is called
        """Called by Python-Markdown."""
        file = Path(self.getConfig("prepared")).resolve()
        prepared, registry, known, found = _read(file, file.stat().st_mtime_ns if file.is_file() else 0)
        page = self.getConfig("page")
        if not page and CONTEXT in md.preprocessors:
            page = md.preprocessors[CONTEXT].page.path
        simulator, reference = (relative(to, page) for to in (prepared.simulator, prepared.reference))
        written = file.parent / prepared.project / prepared.docs_dir / page
        source = Source(page, written.read_text(encoding="utf-8")) if written.is_file() else None
        words = words_of(prepared.language)
        live = bool(simulator) and prepared.directive is not None
        shared = {"simulator": simulator, "live": live, "source": source, "words": words}
        extensions: list[Any] = [
            SchedulerDocsExtension(**shared, reference=reference, verified=found, dossiers=known),
            GuidesExtension(**shared, registry=registry, site_url=prepared.site_url),
        ]
        if prepared.directive is not None:
            extensions.append(SimulatorExtension(shared=prepared.directive, source=source, words=words))
        for extension in extensions:
            extension.extendMarkdown(md)


@lru_cache(maxsize=1)
def _read(file: Path, changed: int) -> tuple[Manifest, Registry, dict[str, Dossier], Found]:  # noqa: ARG001
    """Read what all pages share, anew when the file has changed."""
    prepared = read_manifest(file)
    project = (file.parent / prepared.project).resolve()
    registry = checked_registry(prepared.registry, project)
    return prepared, registry, dossiers(registry), read_found(project / prepared.verified)


def makeExtension(**options: Any) -> DirectivesExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return DirectivesExtension(**options)
