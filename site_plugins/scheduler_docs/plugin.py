"""The MkDocs plugin: adds the directives, and rebuilds the site when a scheduler class changes."""

import importlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from schedulers.registries.option import DEFAULT
from site_plugins.additions import Adding, add
from site_plugins.any_builder.options import DocsOptions
from site_plugins.cache import cache_root
from site_plugins.directives import source_of
from site_plugins.documents import renew, texts
from site_plugins.links import relative
from site_plugins.registry_option import find_registry, sources
from site_plugins.themes import language_of
from site_plugins.words import words_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from schedulers.registry import Registry

PACKAGE = "site_plugins.scheduler_docs."
EXTENSION, GUIDES = f"{PACKAGE}extension", f"{PACKAGE}guides"
DOSSIER, PREPARING, SEARCH, VERIFIED = (
    f"{PACKAGE}{name}" for name in ("dossier", "preparing", "rendering.search", "verified")
)

SEARCHES = ("search", "material/search")
"""The names of the plugins that make a site's search."""


def keep_compiled(templates: Environment) -> None:
    """Keep compiled templates for the next build. Compiling takes longer than everything that the site computes."""
    folder = cache_root() / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    templates.bytecode_cache = FileSystemBytecodeCache(str(folder))


class SchedulerDocsConfig(Config):  # type: ignore[no-untyped-call]
    """The options of `DocsOptions`, as MkDocs reads them from mkdocs.yml."""

    verified = Type(str, default=DocsOptions.verified)
    registry = Type(str, default=DocsOptions.registry)
    simulator = Type(str, default=DocsOptions.simulator)
    reference = Type(str, default=DocsOptions.reference)


class SchedulerDocsPlugin(Adding, BasePlugin[SchedulerDocsConfig]):  # type: ignore[no-untyped-call]
    """Documents schedulers from their signatures."""

    pages: tuple[str, str]
    sources: Collection[Path]
    server: "LiveReloadServer | None" = None
    registry: "Registry"
    dossiers: Mapping[str, Any]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extension, with the classes as they are now."""
        reference, registry = find_registry(config, anew=self.serving)
        self.sources = {path for each in {DEFAULT, reference} for path in sources(config, each)}
        if self.server:
            self._watch(self.server)  # the registry may import other modules than before
        found = Path(config.config_file_path).parent / self.config.verified
        add(config.markdown_extensions, EXTENSION, GUIDES)
        self.registry = registry
        self.dossiers = importlib.import_module(DOSSIER).dossiers(registry, self.sources)
        claims = importlib.import_module(VERIFIED).read_found(found)
        config.mdx_configs[EXTENSION] = {"verified": claims, "dossiers": self.dossiers}
        config.mdx_configs[GUIDES] = {"site_url": config.site_url or "", "registry": registry}
        preparing = importlib.import_module(PREPARING)
        add(config.extra_css, preparing.STYLE)
        add(config.extra_javascript, *preparing.SCRIPTS)
        return config

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: Any) -> None:  # noqa: ARG002
        """Tell the directives the paths from their page to the others."""
        simulator, reference = (relative(to, page.file.src_uri) for to in self.pages)
        # The simulator's code and Python make figures live.
        live = bool(simulator) and "simulator" in config.plugins
        shared = {
            "simulator": simulator,
            "live": live,
            "source": source_of(page),
            "words": words_of(language_of(config)),
        }
        config.mdx_configs[EXTENSION] |= {**shared, "reference": reference}
        config.mdx_configs[GUIDES] |= shared

    @event_priority(-50)  # when other plugins have added their documents
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Find the pages that others lead to; add styles, scripts, the JSON Schema and the picture of shared links."""
        self.pages = DocsOptions(simulator=self.config.simulator, reference=self.config.reference).pages(texts(files))
        if self.dirty:
            renew(files)
        made = importlib.import_module(PREPARING).files(self.registry, self.dossiers, config.site_url or "")
        for address, content in made.items():
            files.append(self.written.file(config, address, content))
        reference: Any = config.plugins.get("mkdocstrings")  # a site need not have it
        if reference is not None:
            keep_compiled(reference.get_handler(reference.config.default_handler).env)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Keep the compiled templates of the theme."""
        keep_compiled(env)
        return env

    @event_priority(50)  # before the search writes its index, and before a plugin for several languages collects it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the fields to the search index."""
        for name in SEARCHES:
            index = getattr(config.plugins.get(name), "search_index", None)
            # Material's index has HTML in it, and that of MkDocs has plain text.
            for entries, html in ((getattr(index, "entries", None), True), (getattr(index, "_entries", None), False)):
                if entries is not None:
                    entries[:] = importlib.import_module(SEARCH).with_fields(entries, self.registry, html=html)

    def on_serve(self, server: "LiveReloadServer", /, **_: Any) -> "LiveReloadServer":
        """Watch the classes, and the modules that they import."""
        self.server = server
        self._watch(server)
        return server

    def _watch(self, server: "LiveReloadServer") -> None:
        for path in self.sources:
            server.watch(str(path))
