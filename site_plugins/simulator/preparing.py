"""Makes what a site with the simulator serves, whoever builds the site."""

import importlib
import json
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_plugins.cache import BuildError
from site_plugins.simulator.hosting.integrity import integrities
from site_plugins.simulator.hosting.third_party import MANIFEST, PYTHON_PACKAGES, in_wheels, third_party
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.machine_code.trimming import MachineCode
from site_plugins.simulator.python.prerendering import prerender, prerendered_answers, uses_all
from site_plugins.simulator.python.project import Project, prepare_project
from site_plugins.simulator.python.runtime import Runtime, Start
from site_plugins.simulator.python.wheels import Wheel, places
from site_plugins.simulator.toolchain.bundle import Bundle, bundle

if TYPE_CHECKING:
    from schedulers.registry import Registry

# Imported by name when they are needed: while the site is served, they are loaded anew for each build.
PRESETS = "schedulers.writing.presets"
VOCABULARY = "site_plugins.simulator.vocabulary"
SERVED = "assets/simulator"
"""The directory of the site that holds everything of the simulator; the page's code finds the rest relative to it."""
SERVICE_WORKER = "service-worker.js"
ANOTHER_SITE = re.compile(r"(?:\.\./)+(?:[\w.~-]+/)*")


@dataclass(frozen=True)
class Prepared:
    """What was made for a site.

    Attributes:
        page: The page's code.
        runtime: The browser's Python.
        project: The registry's modules for it.
        another: Where the site is that has the browser's Python; empty where this one has it.
        directive: The options of the directive's Markdown extension.
        recipes: The folders of the registry's recipes.
        wheels: Further packages that the registry's modules import.
    """

    page: Bundle
    runtime: Runtime
    project: Project
    another: str
    directive: Mapping[str, Any]
    recipes: Sequence[Path]
    wheels: Sequence[Wheel] = ()

    @property
    def boot(self) -> str:
        """The script that is on every page, by its address in the site."""
        return f"{SERVED}/{self.page.boot}"

    @property
    def style(self) -> str:
        """The page's style sheet, likewise."""
        return f"{SERVED}/{self.page.style}"

    @cached_property
    def served(self) -> dict[str, Path]:
        """The files by their addresses in the site, besides the list of third-party work."""
        page, runtime, project = self.page, self.runtime, self.project
        served = {f"{SERVED}/{project.name}/{project.file_name}": project.file}
        if not self.another:
            served |= {f"{SERVED}/{runtime.name}/{name}": runtime.directory / name for name in runtime.integrities}
        served |= {
            f"{SERVED}/{path.relative_to(page.directory).as_posix()}": path
            for path in sorted(page.directory.rglob("*"))
            if path.is_file() and path.name not in {"entries.json", MANIFEST, SERVICE_WORKER}
        }
        # A service worker answers for nothing above its own place, and its name must stay.
        served[f"simulator-{SERVICE_WORKER}"] = page.directory / SERVICE_WORKER
        return served

    def third_party(self, around: Mapping[str, Sequence[str]] = PYTHON_PACKAGES) -> tuple[str, str]:
        """The address of the list of third-party work, and the list as JSON.

        Args:
            around: The packages that the pages are built with, and what they put into the site.
        """
        further = in_wheels(self.wheels, f"{SERVED}/{self.project.name}/{self.project.file_name}")
        served = f"{self.another}{SERVED}/{self.runtime.name}"
        found = third_party(self.page, self.runtime, served, around, further)
        return f"{SERVED}/{MANIFEST}", json.dumps(found, indent=2)

    @property
    def integrities(self) -> dict[str, str]:
        """The integrity of each script and style sheet of the page, by its address in the site."""
        return integrities(self.page, SERVED)


def prepare(
    registry: "Registry",
    sources: Sequence[Path],
    reference: str,
    *,
    example: str,
    runtime_of: str,
    start: Start | None,
    machine_code: MachineCode,
    wheels: Sequence[Wheel] = (),
) -> Prepared:
    """Make everything, or take it from the cache.

    Args:
        registry: The schedulers.
        sources: The folders of packages and the files of modules that they are in.
        reference: What names the registry in them.
        example: The scheduler whose example is shown at first; the first one that is registered where this is empty.
        runtime_of: Where another site is that has the browser's Python, seen from this one; may be empty.
        start: How the browser's Python starts; see `prepare_served_runtime`.
        machine_code: What it consists of; see there, too.
        wheels: Further packages that the registry's modules import.

    Raises:
        BuildError: Something can't be made, or there is no such example, or that is no address of a site.
    """
    if runtime_of and not ANOTHER_SITE.fullmatch(runtime_of):
        raise BuildError(
            "runtime_of: must be the address of a site, seen from this one, such as ../ or ../docs/; "
            f"got {runtime_of!r}"
        )
    vocabulary, library = importlib.import_module(VOCABULARY), importlib.import_module(PRESETS)
    page = bundle(modules=vocabulary.control_modules(registry))
    runtime = prepare_served_runtime(start, machine_code)
    packed = [*sources, *(place for wheel in wheels for place in places(wheel))]
    project = prepare_project(runtime, packed, reference)
    offered = library.presets(registry)
    texts = {preset.name: preset.text for preset in offered if preset.group == library.EXAMPLES}
    prerendered = prerender(texts, runtime, project)
    answers = prerendered_answers(prerendered)
    directive = {
        "runtime": {**_runtime(runtime, project, runtime_of), "whole": uses_all(prerendered)},
        "examples": {name: (text, answers[name]) for name, text in texts.items()},
        "example": _example(example, texts),
        "early": page.early,
        "vocabulary": vocabulary.vocabulary(registry),
        "presets": [vars(preset) for preset in offered],
    }
    return Prepared(page, runtime, project, runtime_of, directive, library.recipe_folders(registry), wheels)


def _runtime(runtime: Runtime, project: Project, another: str) -> dict[str, Any]:
    """Where the browser's Python is, for the page's code, which finds everything from its own directory."""
    there = f"{posixpath.relpath('.', SERVED)}/{another}{SERVED}/" if another else ""
    at = f"{there}{runtime.name}/"
    files = {
        f"{at}{name}": {"bytes": runtime.sizes[name], "integrity": value} for name, value in runtime.integrities.items()
    }
    files[f"{project.name}/{project.file_name}"] = {"bytes": project.size, "integrity": project.integrity}
    return {
        "runtime": at,
        "project": f"{project.name}/{project.file_name}",
        "start": project.start,
        "lock": runtime.lock,
        "files": files,
    }


def _example(named: str, names: Iterable[str]) -> str:
    """The name of the scheduler whose example is shown at first."""
    example = named or next(iter(names))
    if example not in names:
        raise BuildError(f"example: {example!r} is no scheduler, only {', '.join(names)}")
    return example
