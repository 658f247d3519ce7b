"""Makes the directives known to MkDocs, and rebuilds the site when a scheduler class changes."""

import importlib
import sys
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from site_plugins.modules import forget

PACKAGE = "site_plugins.scheduler_docs."
EXTENSION = f"{PACKAGE}extension"
STYLE = "assets/scheduler-docs.css"
"""Where the style of the tables stands, beside this file as in the site."""


class SchedulerDocsPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # it has no options
    """Documents schedulers from their signatures."""

    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember that the classes may change while the site is served."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extension, with the classes as they are now."""
        if self.serving:
            forget("schedulers", *(name for name in sys.modules if name.startswith(PACKAGE) and name != __name__))
        config.markdown_extensions.append(EXTENSION)
        config.extra_css.append(STYLE)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style of the tables to the site."""
        files.append(File.generated(config, STYLE, abs_src_path=str(Path(__file__).parent / STYLE)))
        return files

    def on_serve(self, server: LiveReloadServer, /, **_: Any) -> LiveReloadServer:
        """Watch the classes."""
        package = importlib.import_module("schedulers")
        server.watch(str(Path(str(package.__file__)).parent))
        return server
