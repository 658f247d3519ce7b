"""What the commands write, and what the Markdown extension makes of it, for a site without the simulator."""

import json
import re
import subprocess
import sys
from pathlib import Path

import markdown
import pytest
import yaml

from schedulers import REGISTRY, SCHEDULERS
from site_plugins.__main__ import main
from site_plugins.any_builder.search import add_fields
from site_plugins.errors import SiteError

EXTENSION = "site_plugins.any_builder.directives"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose site only documents the schedulers, and for which that is prepared."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "own.html").write_text("<p>Mine</p>")
    (tmp_path / "docs" / "simulator.md").write_text("/// simulator\n///\n")
    (tmp_path / "docs" / "guides").mkdir()
    (tmp_path / "docs" / "guides" / "all.md").write_text("/// schedulers\n///\n")
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.org/a/\nplugins: [scheduler-docs]\n")
    assert main(["prepare", "--zensical", "zensical.yml"]) == 0
    return tmp_path


def test_the_extension_reads_what_was_prepared(project: Path) -> None:
    """Python-Markdown alone shows the sections, with links from the page that they stand on."""
    options = {EXTENSION: {"page": "guides/all.md"}}
    html = markdown.markdown(
        "/// schedulers\n///\n\n/// gallery\n///\n", extensions=[EXTENSION], extension_configs=options
    )
    assert re.findall('<h2 id="(.*?)">', html) == list(SCHEDULERS)
    assert 'href="../simulator.md#s1.' in html
    assert 'href="all.md#poly"' in html
    (project / "build" / "prepared.json").unlink()
    with pytest.raises(SiteError, match="Run `python -m site_plugins prepare`"):
        markdown.markdown("", extensions=[EXTENSION])


def test_a_mistake_in_a_page_is_placed(project: Path) -> None:
    """A directive that is wrong ends the build with the line of the document, its front matter counted."""
    text = "/// scheduler | pol\n///\n"
    (project / "docs" / "all.md").write_text(f"---\nhide: [toc]\n---\n{text}")
    with pytest.raises(SiteError, match=r"^all\.md:4: '/// scheduler \| pol': there is no such scheduler"):
        markdown.markdown(text, extensions=[EXTENSION], extension_configs={EXTENSION: {"page": "all.md"}})


def test_no_builder_has_to_be_installed() -> None:
    """The commands and the extension import neither MkDocs nor a builder that has come after it."""
    imports = "import sys; sys.modules |= dict.fromkeys(['mkdocs', 'properdocs', 'zensical'])\n"
    imports += f"import site_plugins.__main__, {EXTENSION}"
    subprocess.run([sys.executable, "-c", imports], check=True)


def test_zensical_is_told_what_every_page_loads(project: Path) -> None:
    """Its configuration inherits the site's, and adds the extension, styles and scripts, all of which are there."""
    written = yaml.safe_load((project / "zensical.yml").read_text())
    assert written["INHERIT"] == "mkdocs.yml"
    assert written["markdown_extensions"] == [EXTENSION]
    added = [*written["extra_css"], *written["extra_javascript"]]
    assert added
    assert all((project / "docs" / address).is_file() for address in added)


def test_what_was_prepared_before_is_removed(project: Path) -> None:
    """A file that an earlier version has put there goes when this one does not; what it did not put there stays."""
    manifest = project / "build" / "prepared.json"
    listed = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**listed, "files": {**listed["files"], "assets/old.css": ""}}))
    (project / "docs" / "assets" / "old.css").touch()
    (project / "docs" / "assets" / "mine.css").touch()
    assert main(["prepare"]) == 0
    assert not (project / "docs" / "assets" / "old.css").exists()
    assert (project / "docs" / "assets" / "mine.css").exists()


def test_pages_get_what_they_lack(project: Path) -> None:
    """A page loads each style and script once, whether its builder knew of it; a page of the author stays as it is."""
    site = project / "site"
    (project / "docs").rename(site)
    known = '<link rel="stylesheet" href="../assets/scheduler-docs.css">'
    (site / "a").mkdir()
    (site / "a" / "index.html").write_text(f"<!doctype html><head>{known}</head><body><p>A</p></body>")
    (site / "404.html").write_text("<p>No</p>")
    assert main(["finish", "site"]) == 0
    assert (site / "own.html").read_text() == "<p>Mine</p>"
    for place, root in (("a/index.html", "../"), ("404.html", "/a/")):
        html = (site / place).read_text()
        assert html.count(f'<link rel="stylesheet" href="{root}assets/scheduler-docs.css">') == 1
        assert html.count(f'<script src="{root}assets/accessibility.js"></script>') == 1


def test_fields_are_found_below_their_scheduler(tmp_path: Path) -> None:
    """Zensical's index gets an entry for each field, one level below that of its scheduler; done twice, no more."""
    item = {"location": "reference/#step", "level": 2, "title": "step", "text": "", "path": ["Reference"], "tags": []}
    file = tmp_path / "search.json"
    file.write_text(json.dumps({"config": {}, "items": [item]}))
    add_fields(tmp_path, REGISTRY)
    first, *added = json.loads(file.read_text())["items"]
    assert first == item
    assert [one["location"] for one in added] == [
        f"reference/#step.{name}" for name in REGISTRY.schedules["step"].specs
    ]
    assert all((one["level"], one["path"], one["tags"]) == (3, ["Reference"], []) for one in added)
    before = file.read_text()
    add_fields(tmp_path, REGISTRY)
    assert file.read_text() == before


@pytest.mark.parametrize(
    ("plugins", "said"),
    [
        ("[{scheduler-docs: {registry: 'nothing_there:REGISTRY'}}]", "scheduler-docs: registry: "),
        ("[{simulator: {policy: {img: [a]}}}]", "simulator: policy: 'img' is no directive"),
        ("[{simulator: {runtime_of: /docs}}]", "simulator: runtime_of: must be the address of a site"),
    ],
)
def test_a_mistake_is_said_in_one_line(
    plugins: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with a line that names the plugin and the option, and no traceback."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"plugins: {plugins}\n")
    assert main(["prepare", "-f", str(tmp_path / "mkdocs.yml")]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {said}")
    assert list((tmp_path / "docs").iterdir()) == []


def test_what_the_plugins_say_is_said(tmp_path: Path) -> None:
    """What MkDocs would tell whoever builds, such as what is served in the place of something else, is told here."""
    told = f"""
import logging
from site_plugins.__main__ import main
main(["finish", {str(tmp_path)!r}])
logging.getLogger("mkdocs.plugins.site_plugins").info("It is served whole.")
"""
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "It is served whole." in done.stderr.splitlines()


def test_a_site_that_is_not_there_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To finish what was not built is refused in a line."""
    assert main(["finish", str(project / "nothing")]) == 1
    assert "there is no such folder. Build the site before this command" in capsys.readouterr().err
