"""Which pages others lead to, and which a build renews that otherwise builds only what has changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_plugins.any_builder.options import DocsOptions
from site_plugins.errors import SiteError

SIMULATOR, SCHEDULERS = "/// simulator\n///\n", "/// schedulers\n///\n"


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        ({"a.md": SIMULATOR, "simulator.md": "--8<-- 'it'"}, ("simulator.md", "")),
        ({"index.md": f"{SIMULATOR}\n{SCHEDULERS}"}, ("index.md", "index.md")),
        ({"a.md": f"```\n{SIMULATOR}```\n", "b.md": SIMULATOR}, ("b.md", "")),
        ({"guides/all.md": SCHEDULERS, "reference.md": ""}, ("", "reference.md")),
        ({"index.md": "# Home"}, ("", "")),
    ],
)
def test_the_pages_are_found(documents: dict[str, str], found: tuple[str, str]) -> None:
    """The usual name comes first, then the first page with the directive; code that only shows it does not count."""
    assert DocsOptions().pages(documents) == found


def test_a_page_that_is_named_must_be_there() -> None:
    """An option that names no page is refused, with the nearest one."""
    assert DocsOptions(simulator="try.md").pages({"try.md": "", "simulator.md": ""})[0] == "try.md"
    with pytest.raises(
        SiteError, match=r"^scheduler-docs: simulator: there is no page trry\.md\. Did you mean try\.md\?$"
    ):
        DocsOptions(simulator="trry.md").pages({"try.md": ""})


def build(project: Path, *options: str) -> None:
    subprocess.run([sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "-q", *options], cwd=project, check=True)


@pytest.mark.slow
def test_a_site_of_one_page_needs_no_option_and_follows_its_classes(tmp_path: Path) -> None:
    """Gallery and figures build strictly without other pages; a build of what has changed has the changed class."""
    (tmp_path / "docs").mkdir()
    config = (
        "site_name: A\ntheme: {name: material, font: false}\nplugins: [{scheduler-docs: {registry: 'one:REGISTRY'}}]\n"
    )
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    figure = "/// curve | A\n\ntraining: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: held}}\n///\n"
    (tmp_path / "docs" / "index.md").write_text(f"# A\n\n/// gallery\n///\n\n{figure}", "utf-8")
    (tmp_path / "docs" / "other.md").write_text("# Other\n", "utf-8")
    source = (
        "from schedulers import Registry\nREGISTRY = Registry()\n@REGISTRY.curve()\n"
        "def held(epoch, *, base):\n    '''Holds the rate.'''\n    return base + 0.0 * epoch\n"
    )
    (tmp_path / "one.py").write_text(source, "utf-8")
    build(tmp_path)
    page, other = tmp_path / "site" / "index.html", tmp_path / "site" / "other" / "index.html"
    assert "Holds the rate." in page.read_text("utf-8")
    assert "Open in simulator" not in page.read_text("utf-8")
    before = other.stat().st_mtime_ns
    (tmp_path / "one.py").write_text(source.replace("Holds", "Keeps"), "utf-8")
    build(tmp_path, "--dirty")
    assert "Keeps the rate." in page.read_text("utf-8")
    assert other.stat().st_mtime_ns == before
