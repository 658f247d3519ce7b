"""Ships the simulator with the site: the page's code, the browser's Python, and the directive that shows them."""

import importlib
import json
import logging
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from site_plugins.registry_option import find_registry, sources
from site_plugins.simulator.baking import bake, baked_answers
from site_plugins.simulator.bundle import ASSETS, bundle
from site_plugins.simulator.cache import BuildError
from site_plugins.simulator.page_elements import PageElements
from site_plugins.simulator.page_integrity import integrities, with_integrity
from site_plugins.simulator.policy import further_sources, policy, refused, script_hashes, served, with_policy
from site_plugins.simulator.project import PROJECT_FILE, prepare_project
from site_plugins.simulator.runtime import prepare_runtime
from site_plugins.simulator.third_party import MANIFEST, third_party

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

# Imported by name when they are needed: while the site is served, they are loaded anew for each build.
EXTENSION = "site_plugins.simulator.directive"
PRESETS = "schedulers.presets"
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
    pages: list[Path]
    recipes: list[Path]
    further: dict[str, list[str]]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember that classes and page code may change while the site is served."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare what is served, and tell the pages of it."""
        self.pages = []
        if self.config.policy is not False:
            try:
                self.further = further_sources(self.config.policy)
            except ValueError as error:
                raise PluginError(f"simulator: {error}") from error
        another = self._another_site()
        reference, registry = find_registry(config, anew=self.serving)
        try:
            modules = importlib.import_module(VOCABULARY).control_modules(registry)
            page, runtime = bundle(modules=modules), prepare_runtime()
            project = prepare_project(runtime, sources(config, reference), reference)
            library = importlib.import_module(PRESETS)
            offered = library.presets(registry)
            self.recipes = library.recipe_folders(registry)
            texts = {preset.name: preset.text for preset in offered if preset.group == library.EXAMPLES}
            example = self._example(texts)
            answer = baked_answers(bake(texts, runtime, project))[example]
        except BuildError as error:
            raise PluginError(f"simulator: {error}") from error
        # The page's code finds everything from its own directory.
        there = f"{posixpath.relpath('.', SERVED)}/{another}{SERVED}/" if another else ""
        at = f"{there}{runtime.name}/"
        files = {
            f"{at}{name}": {"bytes": runtime.sizes[name], "integrity": value}
            for name, value in runtime.integrities.items()
        }
        files[f"{project.name}/{PROJECT_FILE}"] = {"bytes": project.size, "integrity": project.integrity}

        self.served = {f"{SERVED}/{project.name}/{PROJECT_FILE}": project.file}
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
        config.extra_javascript.append(self.boot)
        self.shown_on = []
        config.extra_css.append(f"{SERVED}/{page.style}")

        config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {
            "runtime": {
                "runtime": at,
                "project": f"{project.name}/{PROJECT_FILE}",
                "memory": project.memory,
                "lock": runtime.lock,
                "files": files,
            },
            "example": texts[example],
            "answer": answer,
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
            files.append(File.generated(config, name, abs_src_path=str(path)))
        files.append(File.generated(config, f"{SERVED}/{MANIFEST}", content=self.third_party))
        return files

    def on_page_content(self, html: str, /, *, page: Page, **_: Any) -> None:
        """Note which pages have the simulator."""
        if "data-simulator" in html:
            self.shown_on.append(page.url)

    def on_env(self, env: Environment, /, **_: Any) -> None:  # noqa: ARG002
        """Tell the script that is on every page where the simulator is, so that it knows the links there."""
        self.boot.path += "#" + quote(",".join(self.shown_on), safe="/,")

    def on_post_page(self, output: str, /, *, page: Page, **_: Any) -> None:  # noqa: ARG002
        """Note where the page will be."""
        self.pages.append(Path(page.file.abs_dest_path))

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Note where the page will be that is no part of the docs, such as the one for missing pages."""
        if template_name.endswith(".html"):
            self.pages.append(Path(config.site_dir, template_name))

    @event_priority(-100)  # when nobody changes a page any more
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write into every page what its scripts are, and the policy."""
        written = {path: path.read_text(encoding="utf-8") for path in self.pages if path.is_file()}
        written = {path: with_integrity(html, self.integrities) for path, html in written.items()}
        if self.config.policy is not False:
            read = {path: PageElements(html) for path, html in written.items()}
            hashes = {one for page in read.values() for one in script_hashes(page)}
            text = policy(hashes, self.further)
            for path, html in written.items():
                for what in refused(read[path], config.site_url or "", self.further):
                    place = path.relative_to(config.site_dir).as_posix()
                    log.warning("%s %s. The Content-Security-Policy refuses that.", place, what)
                written[path] = with_policy(html, text)
        for path, html in written.items():
            path.write_text(html, encoding="utf-8", newline="")

    def on_serve(self, server: "LiveReloadServer", /, **_: Any) -> "LiveReloadServer":
        """Watch the page's code, and its Python."""
        server.watch(str(ASSETS / "src"))
        for folder in self.recipes:
            server.watch(str(folder))
        server.watch(str(Path(__file__).with_name("page.py")))
        if (app := server.get_app()) and self.config.policy is not False:
            server.set_app(served(app))
        return server
