"""Ships the simulator with the site: the page's code, the browser's Python, and the directive that shows them."""

import importlib
import json
import logging
import posixpath
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ExtraScriptValue, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from site_plugins.additions import Written, add, copied
from site_plugins.cache import BuildError
from site_plugins.directives import source_of
from site_plugins.registry_option import find_registry, sources
from site_plugins.simulator.hosting.configured import configured_sources
from site_plugins.simulator.hosting.finishing import altered, finish
from site_plugins.simulator.hosting.integrity import integrities
from site_plugins.simulator.hosting.policy import further_sources, merged, served
from site_plugins.simulator.hosting.third_party import MANIFEST, third_party
from site_plugins.simulator.python.prerendering import bake, baked_answers
from site_plugins.simulator.python.project import PAGE, prepare_project
from site_plugins.simulator.python.runtime import STARTS, prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS, bundle

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

# Imported by name when they are needed: while the site is served, they are loaded anew for each build.
EXTENSION = "site_plugins.simulator.directive"
PRESETS = "schedulers.writing.presets"
VOCABULARY = "site_plugins.simulator.vocabulary"
FIRST_PAINT = "site_plugins.simulator.first_paint"
SERVED = "assets/simulator"
"""The directory of the site that holds everything of the simulator; the page's code finds the rest relative to it."""
SERVICE_WORKER = "service-worker.js"
ANOTHER_SITE = re.compile(r"(?:\.\./)+(?:[\w.~-]+/)*")
log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class SimulatorConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    example = Type(str, default="")
    """Name of the scheduler whose example the editor shows at first; without it, the first that is registered."""
    runtime_of = Type(str, default="")
    """Where another site is that serves the browser's Python already, seen from this one, such as `../`."""
    start: Any = Optional(Choice(STARTS))
    """`snapshot`, or `plain` for a Pyodide that imports its packages in the page; else as `SIMULATOR_START` says."""
    policy: Any = Type((dict, bool), default={})
    """More sources for directives of the pages' Content-Security-Policy; `false` for no policy."""


class SimulatorPlugin(BasePlugin[SimulatorConfig]):  # type: ignore[no-untyped-call]
    """Puts a working simulator on every page that has its directive."""

    serving = False
    served: dict[str, Path]
    boot: ExtraScriptValue
    shown_on: list[str]
    third_party: str
    integrities: dict[str, str]
    recipes: list[Path]
    further: dict[str, list[str]] | None
    copied: set[str]
    warned: Sequence[str] = ()

    def __init__(self) -> None:
        super().__init__()
        self.written = Written()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember that classes and page code may change while the site is served."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare what is served, and tell the pages of it."""
        self.further = None
        if self.config.policy is not False:
            try:
                self.further = further_sources(self.config.policy)
            except ValueError as error:
                raise PluginError(f"simulator: {error}") from error
        another = self._another_site()
        reference, registry = find_registry(config, anew=self.serving)
        try:
            modules = importlib.import_module(VOCABULARY).control_modules(registry)
            page, runtime = bundle(modules=modules), prepare_runtime(self.config.start)
            project = prepare_project(runtime, sources(config, reference), reference)
            library = importlib.import_module(PRESETS)
            offered = library.presets(registry)
            self.recipes = library.recipe_folders(registry)
            texts = {preset.name: preset.text for preset in offered if preset.group == library.EXAMPLES}
            example = self._example(texts)
            answers = baked_answers(bake(texts, runtime, project))
        except BuildError as error:
            raise PluginError(f"simulator: {error}") from error
        # The page's code finds everything from its own directory.
        there = f"{posixpath.relpath('.', SERVED)}/{another}{SERVED}/" if another else ""
        at = f"{there}{runtime.name}/"
        files = {
            f"{at}{name}": {"bytes": runtime.sizes[name], "integrity": value}
            for name, value in runtime.integrities.items()
        }
        files[f"{project.name}/{project.file_name}"] = {"bytes": project.size, "integrity": project.integrity}

        self.served = {f"{SERVED}/{project.name}/{project.file_name}": project.file}
        if not another:
            self.served |= {f"{SERVED}/{at}{name}": runtime.directory / name for name in runtime.integrities}
        self.served |= {
            f"{SERVED}/{path.relative_to(page.directory).as_posix()}": path
            for path in sorted(page.directory.rglob("*"))
            if path.is_file() and path.name not in {"entries.json", MANIFEST, SERVICE_WORKER}
        }
        self.third_party = json.dumps(third_party(page, runtime, f"{another}{SERVED}/{runtime.name}"), indent=2)
        # A service worker answers for nothing above its own place, and its name must stay.
        self.served[f"simulator-{SERVICE_WORKER}"] = page.directory / SERVICE_WORKER
        self.integrities = integrities(page, SERVED)
        self.boot = ExtraScriptValue(f"{SERVED}/{page.boot}")
        self.boot.type = "module"
        if self.further is not None:
            self.further = merged(configured_sources(config), self.further)
        # Where a language is built after another, there is what was added for that one.
        config.extra_javascript[:] = [one for one in config.extra_javascript if not str(one).startswith(f"{SERVED}/")]
        config.extra_javascript.append(self.boot)
        self.shown_on = []
        add(config.extra_css, f"{SERVED}/{page.style}")
        add(config.markdown_extensions, EXTENSION)
        config.mdx_configs[EXTENSION] = {
            "runtime": {
                "runtime": at,
                "project": f"{project.name}/{project.file_name}",
                "start": project.start,
                "lock": runtime.lock,
                "files": files,
            },
            "examples": {name: (text, answers[name]) for name, text in texts.items()},
            "example": example,
            "early": page.early,
            "vocabulary": importlib.import_module(VOCABULARY).vocabulary(registry),
            "presets": [vars(preset) for preset in offered],
        }
        return config

    def _another_site(self) -> str:
        """Where the site is that has the browser's Python; empty where this one has it."""
        another: str = self.config.runtime_of
        if another and not ANOTHER_SITE.fullmatch(another):
            raise PluginError(
                f"simulator: runtime_of: must be the address of a site, seen from this one, such as ../ or ../docs/; "
                f"got {another!r}"
            )
        return another

    def _example(self, names: Iterable[str]) -> str:
        """The name of the scheduler whose example is shown at first."""
        example: str = self.config.example or next(iter(names))
        if example not in names:
            raise PluginError(f"simulator: example: {example!r} is no scheduler, only {', '.join(names)}")
        return example

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is served to the site."""
        for name, path in self.served.items():
            files.append(copied(config, name, path))
        files.append(self.written.file(config, f"{SERVED}/{MANIFEST}", self.third_party))
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: Any) -> None:  # noqa: ARG002
        """Tell the directive which document it stands in."""
        config.mdx_configs[EXTENSION] |= {"source": source_of(page)}

    def on_page_content(self, html: str, /, *, page: Page, **_: Any) -> None:
        """Note which pages have the simulator."""
        if "data-simulator" in html:
            self.shown_on.append(page.url)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Tell the script that is on every page where the simulator is, so that it knows the links there."""
        self.copied = {file.dest_uri for file in files if not file.is_documentation_page()}
        self.boot.path += "#" + quote(",".join(self.shown_on), safe="/,")

    @event_priority(-100)  # when nobody changes a page any more
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write into every page what its scripts are, and the policy; see that all is there that is served."""
        site = Path(config.site_dir)
        try:
            changed = altered(site, self.served)
        except BuildError as error:
            raise PluginError(f"simulator: {error}") from error
        unusable = [address for address in changed if posixpath.dirname(address) not in {"", SERVED}]
        if unusable:
            raise PluginError(
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
            integrities={address: one for address, one in self.integrities.items() if address not in changed},
            further=self.further,
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
        server.watch(str(ASSETS / "src"))
        for folder in self.recipes:
            server.watch(str(folder))
        server.watch(str(PAGE))
        if (app := server.get_app()) and self.further is not None:
            server.set_app(served(app))
        return server
