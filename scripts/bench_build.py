"""How long the site takes to build, beside plain Material with the same pages as static Markdown.

`python scripts/bench_build.py` prints both. The pages of the second are those that the first has made, as HTML blocks
in Markdown, so that both end with the same text; its theme is the same, its plugins are Material's search alone.
"""

import os
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tests.building import BUILD as WITHOUT_TORCH

ROOT = Path(__file__).parent.parent
RUNS = 5
LIMIT = 2.0
"""At most so many times what plain Material takes."""

_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)


@dataclass(frozen=True)
class BuildTimes:
    """Seconds of processor time for a build, the median of several."""

    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        """How many times as long as plain Material our build takes."""
        return self.ours / self.plain


def build_times(runs: int = RUNS) -> BuildTimes:
    """Time both builds, one after the other in turns, with what the browser needs already in the cache."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _build(ROOT / "mkdocs.yml", folder / "ours")  # fills the caches, and makes the pages of the other
        plain = _plain_project(folder / "ours", folder / "project")
        ours_taken, plain_taken = [], []
        for _ in range(runs):
            ours_taken.append(_build(ROOT / "mkdocs.yml", folder / "ours"))
            plain_taken.append(_build(plain, folder / "plain"))
        return BuildTimes(statistics.median(ours_taken), statistics.median(plain_taken))


def _plain_project(site: Path, folder: Path) -> Path:
    """A project of the same pages without our plugins; its configuration file."""
    for page in sorted((ROOT / "docs").rglob("*.md")):
        location = page.relative_to(ROOT / "docs").with_suffix("")
        made = site / (location.parent if location.name == "index" else location) / "index.html"
        content = _ARTICLE.search(made.read_text(encoding="utf-8"))
        copy = folder / "docs" / f"{location}.md"
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Without blank lines Python-Markdown takes it all as one block of HTML.
        copy.write_text(re.sub(r"\n\s*\n", "\n", content[1] if content else ""), encoding="utf-8")
    config = {
        "site_name": "Plain",
        "docs_dir": str(folder / "docs"),
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["admonition", "attr_list", "pymdownx.highlight", "pymdownx.superfences"],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    return file


def _build(config: Path, site: Path) -> float:
    """Build once, in a process of its own as whoever publishes does; the seconds of processor time that it took."""
    options = ["--quiet", "--config-file", str(config), "--site-dir", str(site)]
    command = [sys.executable, "-P", "-c", WITHOUT_TORCH, "build", *options]
    before = os.times()
    subprocess.run(command, cwd=config.parent, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    times = build_times()
    print(f"this site {times.ours:.2f} s, plain Material {times.plain:.2f} s: {times.ratio:.2f} times as long")  # noqa: T201
    if times.ratio > LIMIT:
        sys.exit(f"A build may take at most {LIMIT:g} times what plain Material takes.")
