"""A builder without plugins: Python-Markdown, a template, and files that are copied."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import markdown

from site_plugins.any_builder.manifest import MANIFEST
from tests.sites.building import OWN_SITE

TEMPLATE = jinja2.Template(
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ title }}</title></head>"
    "<body><main class=md-typeset>{{ content }}</main></body></html>"
)
CONFIGURATION = "mkdocs.yml"
"""The configuration, which the commands read. The builder itself ignores it."""


def build_plainly(folder: Path, *, url: str) -> Path:
    """Build the site of the example project, and return its folder.

    Args:
        folder: The folder for a copy of the project, and for its site.
        url: The address that the site will have.
    """
    shutil.copytree(OWN_SITE, folder, ignore=shutil.ignore_patterns("site", "__pycache__"))
    site = folder / "site"
    command(folder, url, "prepare")
    build_pages(folder / "docs", site, folder / MANIFEST)
    command(folder, url, "finish", "site")
    return site


def build_pages(docs: Path, site: Path, prepared: Path) -> None:
    """Make a page from each document, and copy the other files."""
    for path in sorted(docs.rglob("*")):
        place = path.relative_to(docs)
        if path.suffix == ".md":
            write_page(site / _address(place.as_posix()) / "index.html", _converted(path, place.as_posix(), prepared))
        elif path.is_file():
            (site / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, site / place)
    write_page(site / "404.html", "<h1>Not found</h1>")


def write_page(file: Path, content: str) -> None:
    """Write a page with this content."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEMPLATE.render(title=file.parent.name, content=content), encoding="utf-8")


def command(project: Path, url: str, *arguments: str) -> None:
    """Run a command of `python -m site_plugins` in a project, without torch."""
    program = "import sys; sys.modules['torch'] = None; from site_plugins.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        cwd=project,
        env={**os.environ, "SITE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def _converted(path: Path, place: str, prepared: Path) -> str:
    directives = "site_plugins.any_builder.directives"
    options = {directives: {"prepared": str(prepared), "page": place}}
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    html = markdown.markdown(text, extensions=[directives, "toc", "tables"], extension_configs=options)
    up = "../" * len(Path(_address(place)).parts)
    return re.sub(r'href="([\w/.-]+\.md)', lambda link: f'href="{up}{_address(_joined(place, link[1]))}', html)


def _joined(place: str, link: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(place), link))  # noqa: PTH118, PTH120  # no paths of files


def _address(place: str) -> str:
    """Return the path of a document's page from the site's root."""
    address = place.removesuffix(".md").removesuffix("index")
    return f"{address}/" if address and not address.endswith("/") else address
