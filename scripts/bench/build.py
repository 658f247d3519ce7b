"""Measures the build of the site beside plain Material's, and beside one that leaves Pyodide's machine code whole.

The pages that plain Material builds are ours with every directive replaced by the HTML
that it gives, so both end with the same text, and both have the same theme and the same extensions of Markdown.
The machine code is made only where caches are empty.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import markdown
import yaml
from mkdocs.utils.yaml import yaml_load

from tests.sites.building import BUILD as WITHOUT_TORCH
from tests.sites.building import ROOT

RUNS = 5

EXTENSIONS = ["site_plugins.scheduler_docs.extension", "site_plugins.scheduler_docs.guides"]

_CODE = r"(?P<code>^ *```.*?^ *```$)|"
"""A block of code, in which a directive may stand to be read."""
_DIRECTIVE = re.compile(_CODE + r"^/// (?!simulator).*?^///$", re.DOTALL | re.MULTILINE)
_FOREIGN = re.compile(_CODE + r"^(?P<kind>:::|/// simulator).*\Z", re.DOTALL | re.MULTILINE)
_GIVEN = {":::": '<div class="doc doc-object doc-module"', "/// simulator": '<div class="simulator"'}
"""With what the HTML of such a directive begins."""


@dataclass(frozen=True)
class BuildTimes:
    """Seconds of processor time for a build, the medians of several, and how many times as long as plain Material.

    What is compared runs one after the other, so a ratio says more than two figures of a machine that is now more busy,
    now less.

    Attributes:
        ours: This site, with what can be kept in the cache.
        plain: Plain Material.
        cold: This site, with an empty cache, into which the browser's Python is made anew.
        published: The same, with the option that leaves the machine code whole.
        ratio: ``ours`` to ``plain``; the median of the ratios.
        cold_ratio: ``cold`` to ``published``, likewise.
    """

    ours: float
    plain: float
    cold: float
    published: float
    ratio: float
    cold_ratio: float


def build_times(runs: int = RUNS) -> BuildTimes:
    """Time the builds, one after the other in turns."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        timed_build(ROOT / "mkdocs.yml", folder / "ours")  # fills the caches, and makes the pages of the other
        plain = plain_project(folder / "ours", folder / "project")
        whole = whole_project(folder)
        taken: list[tuple[float, ...]] = []
        for run in range(runs):
            ours = timed_build(ROOT / "mkdocs.yml", folder / "ours")
            without = timed_build(plain, folder / "plain")
            cold = timed_build(ROOT / "mkdocs.yml", folder / "ours", cache=folder / f"cache-{run}")
            published = timed_build(whole, folder / "whole", cache=folder / f"whole-cache-{run}")
            taken.append((ours, without, cold, published, ours / without, cold / published))
        return BuildTimes(*(statistics.median(column) for column in zip(*taken, strict=True)))


def plain_project(site: Path, folder: Path) -> Path:
    """A project of the same pages without our plugins, as static Markdown; its configuration file.

    ``site`` is the built site, for what the directives give.
    """
    for page in sorted((ROOT / "docs").rglob("*.md")):
        location = page.relative_to(ROOT / "docs").with_suffix("")
        made = site / (location.parent if location.name == "index" else location) / "index.html"
        copy = folder / "docs" / f"{location}.md"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_static(page.read_text(encoding="utf-8"), made.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "images", folder / "docs" / "images")
    return _changed(
        folder / "mkdocs.yml",
        docs_dir=str(folder / "docs"),
        plugins=["search"],
        hooks=[],
        strict=False,  # a link in a directive's HTML names a page of Markdown
    )


def whole_project(folder: Path) -> Path:
    """A configuration of this site with Pyodide's machine code as it is published."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        ours = yaml_load(file)
    named = [each if isinstance(each, dict) else {each: {}} for each in ours["plugins"]]
    plugins = [
        {name: {**options, "machine_code": "published"} if name == "simulator" else options}
        for each in named
        for name, options in each.items()
    ]
    hooks = [str(ROOT / hook) for hook in ours["hooks"]]
    return _changed(folder / "whole.yml", plugins=plugins, hooks=hooks)


def _changed(file: Path, **changes: Any) -> Path:
    """Write a configuration that differs from this site's in some keys, and return its file.

    A path in a configuration begins at its own file, so those of this site are written in full.
    """
    inherited = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "docs"),
        "theme": {"custom_dir": str(ROOT / "overrides")},
    }
    file.write_text(yaml.safe_dump({**inherited, **changes}), encoding="utf-8")
    return file


def _static(page: str, made: str) -> str:
    """A page without directives: what they give stands in their place, as a block of HTML."""

    def given(directive: re.Match[str]) -> str:
        return directive["code"] or _one_block(markdown.markdown(directive[0], extensions=EXTENSIONS))

    page = _DIRECTIVE.sub(given, page)
    foreign = next((found for found in _FOREIGN.finditer(page) if found["kind"]), None)
    if foreign:  # a directive of another plugin, with which the page ends
        page = page[: foreign.start()] + _one_block(
            made[made.rindex(_GIVEN[foreign["kind"]]) : made.rindex("</article>")]
        )
    return page


def _one_block(html: str) -> str:
    """HTML that Python-Markdown leaves as it is: in one element, without blank lines."""
    without_blank_lines = re.sub(r"\n\s*\n", "\n", html)
    return f"<div>{without_blank_lines}</div>"


def timed_build(config: Path, site: Path, cache: Path | None = None) -> float:
    """Build once, in a process of its own as whoever publishes does; the seconds of processor time that it took."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **({"SIMULATOR_CACHE": str(cache)} if cache else {})}
    # Python keeps the bytecode of this project between builds, as pip has made that of the packages.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    options = ["--quiet", "--config-file", str(config), "--site-dir", str(site)]
    command = [sys.executable, "-P", "-c", WITHOUT_TORCH, "build", *options]
    before = os.times()
    subprocess.run(command, cwd=config.parent, env=environment, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
