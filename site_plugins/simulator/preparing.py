"""Makes what a site with the simulator serves, whoever builds the site."""

import importlib
import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from schedulers.registry import Registry
from site_plugins.any_builder.options import SimulatorOptions
from site_plugins.cache import BuildError
from site_plugins.errors import SiteError
from site_plugins.simulator.hosting.policy import further_sources
from site_plugins.simulator.hosting.third_party import MANIFEST, PYTHON_PACKAGES, in_wheels, third_party
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.python.prerendering import prerender, prerendered_answers, uses_all
from site_plugins.simulator.python.project import Project, prepare_project
from site_plugins.simulator.python.runtime import Runtime
from site_plugins.simulator.python.wheels import Wheel, places, read_wheels
from site_plugins.simulator.toolchain.bundle import Bundle, bundle

# Imported by name when they are needed: while the site is served, they are loaded anew for each build.
PRESETS = "schedulers.writing.presets"
VOCABULARY = "site_plugins.simulator.vocabulary"
SERVED = "assets/simulator"
"""The directory of the site that holds everything of the simulator; the page's code finds the rest relative to it."""
SERVICE_WORKER = "service-worker.js"
ANOTHER_SITE = re.compile(r"(?:\.\./)+(?:[\w.~-]+/)*")


@dataclass(frozen=True)
class Prepared:
    """Everything that a site with the simulator serves, and the options of its directive.

    Attributes:
        page: The page's code.
        runtime: The browser's Python.
        project: The registry's modules for it.
        another: The path to the site that serves the browser's Python; empty where this site does.
        directive: What all simulators of the site have in common: where the ``runtime`` is; the ``examples`` of the
            schedulers by name, each with its report and curve; the scheduler whose ``example`` is shown at first; the
            ``early`` script, which runs before the first paint; the ``vocabulary`` of configurations; the ``presets``.
        recipes: The folders of the registry's recipes.
        wheels: Further packages that the registry's modules import.
        further: More sources for directives of the policy; none for a site without a policy.
    """

    page: Bundle
    runtime: Runtime
    project: Project
    another: str
    directive: Mapping[str, Any]
    recipes: Sequence[Path]
    wheels: Sequence[Wheel]
    further: dict[str, list[str]] | None

    @cached_property
    def served(self) -> dict[str, Path]:
        """The files by their addresses in the site, besides the list of third-party work."""
        page, parts = self.page, [self.project] if self.another else [self.project, self.runtime]
        served = {f"{SERVED}/{part.name}/{name}": part.directory / name for part in parts for name in part.hashes}
        served |= {
            f"{SERVED}/{path.relative_to(page.directory).as_posix()}": path
            for path in sorted(page.directory.rglob("*"))
            if path.is_file() and path.name not in {"entries.json", MANIFEST, SERVICE_WORKER}
        }
        # A service worker answers for nothing above its own place, and its name must stay.
        served[f"simulator-{SERVICE_WORKER}"] = page.directory / SERVICE_WORKER
        return served

    def third_party(self, around: Mapping[str, Sequence[str]] = PYTHON_PACKAGES) -> tuple[str, str]:
        """Return the address of the list of third-party work, and the list as JSON.

        Args:
            around: The packages that the pages are built with, and what they put into the site.
        """
        further = in_wheels(self.wheels, f"{SERVED}/{self.project.name}/{self.project.file_name}")
        served = f"{self.another}{SERVED}/{self.runtime.name}"
        found = third_party(self.page, self.runtime, served, around, further)
        return f"{SERVED}/{MANIFEST}", json.dumps(found, indent=2)


def prepare(registry: Registry, sources: Sequence[Path], reference: str, options: SimulatorOptions) -> Prepared:
    """Make everything that a site with these options serves, or take it from the cache.

    Args:
        registry: The schedulers.
        sources: The folders of packages and the files of modules that they are in.
        reference: What names the registry in them.
        options: The options of the plugin.

    Raises:
        SiteError: An option is wrong, or something can't be made.
    """
    try:
        return _prepared(registry, sources, reference, options)
    except (BuildError, ValueError) as error:
        raise SiteError(f"simulator: {error}") from error


def _prepared(registry: Registry, sources: Sequence[Path], reference: str, options: SimulatorOptions) -> Prepared:
    if options.runtime_of and not ANOTHER_SITE.fullmatch(options.runtime_of):
        raise BuildError(
            "runtime_of: must be the address of a site, seen from this one, such as ../ or ../docs/; "
            f"got {options.runtime_of!r}"
        )
    named = read_wheels(options.packages)
    further = None if options.policy is False else further_sources(options.policy)
    vocabulary, library = importlib.import_module(VOCABULARY), importlib.import_module(PRESETS)
    page = bundle(modules=vocabulary.control_modules(registry))
    runtime = prepare_served_runtime(options.start, options.machine_code)
    packed = [*sources, *(place for wheel in named for place in places(wheel))]
    project = prepare_project(runtime, packed, reference)
    offered = library.presets(registry)
    texts = {preset.name: preset.text for preset in offered if preset.group == library.EXAMPLES}
    prerendered = prerender(texts, runtime, project)
    answers = prerendered_answers(prerendered)
    directive = {
        "runtime": {**_runtime(runtime, project, options.runtime_of), "whole": uses_all(prerendered)},
        "examples": {name: (text, answers[name]) for name, text in texts.items()},
        "example": options.example_among(texts),
        "early": page.early,
        "vocabulary": vocabulary.vocabulary(registry),
        "presets": [vars(preset) for preset in offered],
    }
    recipes = library.recipe_folders(registry)
    return Prepared(page, runtime, project, options.runtime_of, directive, recipes, named, further)


def _runtime(runtime: Runtime, project: Project, another: str) -> dict[str, Any]:
    """Tell the page's code where the browser's Python is, seen from the directory of that code."""
    there = f"{posixpath.relpath('.', SERVED)}/{another}{SERVED}/" if another else ""
    at = f"{there}{runtime.name}/"
    files = {
        f"{place}{name}": {"bytes": part.sizes[name], "integrity": integrity}
        for place, part in ((at, runtime), (f"{project.name}/", project))
        for name, integrity in part.integrities.items()
    }
    return {
        "runtime": at,
        "project": f"{project.name}/{project.file_name}",
        "start": project.start,
        "lock": runtime.lock,
        "files": files,
    }
