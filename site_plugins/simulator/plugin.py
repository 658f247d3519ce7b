"""Ships the simulator with the site: the page's code, the browser's Python, and the directive that shows them."""

import logging
import posixpath
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.base import LegacyConfig
from mkdocs.config.config_options import ExtraScriptValue, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from site_plugins.additions import Adding, add, copied
from site_plugins.any_builder.options import SimulatorOptions, read_options
from site_plugins.directives import source_of
from site_plugins.documents import renew
from site_plugins.errors import SiteError
from site_plugins.registry_option import find_registry, sources
from site_plugins.simulator.hosting.configured import configured_sources
from site_plugins.simulator.hosting.finishing import SIMULATOR, find_altered, finish
from site_plugins.simulator.hosting.integrity import integrities
from site_plugins.simulator.hosting.policy import allow_live_reload, merged
from site_plugins.simulator.preparing import SERVED, Prepared, prepare
from site_plugins.simulator.python.project import PAGE
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.themes import language_of
from site_plugins.words import words_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

EXTENSION = "site_plugins.simulator.directive"
log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class SimulatorPlugin(Adding, BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Puts a working simulator on every page that has its directive."""

    # Of any type, because `read_options` looks at them.
    config_scheme = tuple((option.name, Optional(Type(object))) for option in fields(SimulatorOptions))
    prepared: Prepared
    boot: ExtraScriptValue
    shown_on: list[str]
    copied: set[str]
    warned: Sequence[str] = ()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare what is served, and tell the pages of it."""
        given = {name: value for name, value in self.config.items() if value is not None}
        options = read_options(SimulatorOptions, "simulator", given)
        reference, registry = find_registry(config, anew=self.serving)
        self.prepared = prepare(registry, sources(config, reference), reference, options)
        self.boot = ExtraScriptValue(f"{SERVED}/{self.prepared.page.boot}")
        self.boot.type = "module"
        # Where a language is built after another, there is what was added for that one.
        config.extra_javascript[:] = [one for one in config.extra_javascript if not str(one).startswith(f"{SERVED}/")]
        config.extra_javascript.append(self.boot)
        self.shown_on = []
        add(config.extra_css, f"{SERVED}/{self.prepared.page.style}")
        add(config.markdown_extensions, EXTENSION)
        config.mdx_configs[EXTENSION] = {"shared": self.prepared.directive}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is served to the site."""
        if self.dirty:
            renew(files)
        for name, path in self.prepared.served.items():
            files.append(copied(config, name, path))
        files.append(self.written.file(config, *self.prepared.third_party()))
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: Any) -> None:  # noqa: ARG002
        """Tell the directive which document it stands in, and its language: a build may have several."""
        config.mdx_configs[EXTENSION] |= {"source": source_of(page), "words": words_of(language_of(config))}

    def on_page_content(self, html: str, /, *, page: Page, **_: Any) -> None:
        """Note which pages have the simulator."""
        if SIMULATOR in html:
            self.shown_on.append(page.url)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Tell the script that is on every page where the simulator is, so that it knows the links there."""
        self.copied = {file.dest_uri for file in files if not file.is_documentation_page()}
        self.boot.path += "#" + quote(",".join(self.shown_on), safe="/,")

    @event_priority(-100)  # when nobody changes a page any more
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write into every page what its scripts are, and the policy; see that all is there that is served."""
        site, further = Path(config.site_dir), self.prepared.further
        own = integrities(self.prepared.page, SERVED)
        changed = find_altered(site, self.prepared.served)
        unusable = [address for address in changed if posixpath.dirname(address) not in {"", SERVED}]
        if unusable:
            raise SiteError(
                f"simulator: {', '.join(unusable)}: something else has changed what the browser's Python consists of, "
                "which the page would refuse. Leave `assets/simulator` out there"
            )
        warnings = [
            f"{address} was changed by something else: browsers can't compare it with what was built"
            for address in changed
        ]
        warnings += finish(
            site,
            copied=self.copied,
            integrities={name: one for name, one in own.items() if name not in changed},
            further=None if further is None else merged(configured_sources(config), further),
            address=config.site_url or "",
            styles=[str(style) for style in config.extra_css],
        )
        # With several languages, a build has others in it, and each comes along here.
        for warning in warnings:
            if warning not in self.warned:
                log.warning(warning)
        self.warned = warnings

    def on_serve(self, server: "LiveReloadServer", /, **_: Any) -> "LiveReloadServer":
        """Watch the page's code, and its Python."""
        for place in (ASSETS / "src", PAGE, *self.prepared.recipes):
            server.watch(str(place))
        if (app := server.get_app()) and self.prepared.further is not None:
            server.set_app(allow_live_reload(app))
        return server
