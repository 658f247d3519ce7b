"""What is released holds the library with its types and all that a site needs, and asks for NumPy and PyYAML alone."""

import email
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from pathlib import Path

from schedulers.writing.presets import RECIPES
from tests.browser.starts import SECOND_PARTS
from tests.sites.building import ROOT
from tests.sites.releasing import Release, build_with, wheel_of
from tests.support.budget import once_a_week

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def files_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata(wheel: Path) -> Message:
    [content] = [content for name, content in files_of(wheel).items() if name.endswith(".dist-info/METADATA")]
    return email.message_from_bytes(content)


def test_it_depends_on_numpy_and_pyyaml_alone(release: Release) -> None:
    """Without extras nothing else is installed."""
    required = [line for line in metadata(release.wheel).get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(line.split(">")[0] for line in required) == ["numpy", "pyyaml"]


def test_a_site_builds_with_versions_of_its_own() -> None:
    """The extra `docs` names ranges alone, which go with what else a site has, and nothing that others do not need."""
    extra = PROJECT["optional-dependencies"]["docs"]
    assert [line for line in extra if "==" in line or ">=" not in line] == []
    assert not [line for line in extra if re.match("mkdocstrings|griffe|ruff", line)]


def test_it_is_typed_and_complete(release: Release) -> None:
    """The marker for type checkers, the plugins and the sources of the page are in it, and no Node modules."""
    names = set(files_of(release.wheel))
    assert {"schedulers/py.typed", "site_plugins/simulator/assets/src/skeleton.html"} <= names
    assert {"site_plugins/scheduler_docs/assets/scheduler-docs.css", "site_plugins/simulator/assets/.npmrc"} <= names
    assert {
        f"schedulers/schedules/recipes/{path.name}" for path in (ROOT / "schedulers" / "writing" / RECIPES).glob("*")
    } <= names
    assert not [name for name in names if "node_modules" in name or name.startswith(("tests", "scripts", "examples"))]


def test_it_carries_what_would_need_node(release: Release) -> None:
    """The page's bundle, the browser's Python, this project's own, and the examples' answers are in it, each once."""
    shipped = {name.split("/")[4].rpartition("-")[0] for name in files_of(release.wheel) if "/assets/dist/" in name}
    assert shipped == {"bundle", "runtime-from", "project-from", "answers"}
    assert len({name.split("/")[4] for name in files_of(release.wheel) if "/assets/dist/" in name}) == 4
    assert {name.rpartition("/")[2] for name in files_of(release.wheel)} >= set(SECOND_PARTS)


def test_wheel_and_sdist_hold_the_same(release: Release, tmp_path: Path) -> None:
    """A wheel that is made from the sdist is the wheel that is released, file by file; the tests are in the sdist."""
    assert files_of(wheel_of(release.sdist, tmp_path)) == files_of(release.wheel)
    with tarfile.open(release.sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"CHANGELOG.md", "tests/test_package.py", "examples/own-site/mkdocs.yml", "docs/index.md"} <= inside


def test_its_metadata_is_complete(release: Release) -> None:
    """Licence, Python versions, readme and keywords are there, with a classifier for each Python that is tested."""
    told = metadata(release.wheel)
    assert told["License-Expression"] == "Apache-2.0"
    assert told["Requires-Python"] == ">=3.11"
    assert str(told.get_payload()).startswith("# Learning-rate schedulers")
    assert told["Keywords"]
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    [tested] = re.findall(r"python: (\[.+\])", workflow)
    classified = [line for line in told.get_all("Classifier", []) if re.search(r":: 3\.\d+$", line)]
    assert classified == [f"Programming Language :: Python :: {version}" for version in json.loads(tested)]


def test_a_fork_is_released_under_its_own_address(release: Release) -> None:
    """In a GitHub workflow the metadata lead to that repository; elsewhere they name no host."""
    assert metadata(release.wheel).get_all("Project-URL") is None
    environment = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "somebody/fork"}
    command = [sys.executable, "-P", "-m", "hatchling", "metadata", "urls"]
    asked = subprocess.run(
        command, cwd=release.project, env={**os.environ, **environment}, check=True, capture_output=True
    )
    assert json.loads(asked.stdout)["Source"] == "https://example.org/somebody/fork"


def test_the_version_stands_in_one_place(release: Release) -> None:
    """pyproject.toml says it, file names and metadata follow, and no other source says it again."""
    version = PROJECT["version"]
    assert metadata(release.wheel)["Version"] == version
    assert (f"-{version}-" in release.wheel.name, f"-{version}.tar" in release.sdist.name) == (True, True)
    sources = [path for folder in ("schedulers", "site_plugins", "scripts") for path in (ROOT / folder).rglob("*.py")]
    assert not [path for path in sources if re.search(rf"[\"']{re.escape(version)}[\"']", path.read_text("utf-8"))]


def test_the_changelog_is_in_order() -> None:
    """It is in the form of Keep a Changelog: what is unreleased first, then releases with dates, the newest first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    releases = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:]]
    assert None not in releases
    versions = [tuple(map(int, match[1].split("."))) for match in releases if match]
    assert versions == sorted(versions, reverse=True)
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {
        *("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
    }
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert len(kinds) == len(set(kinds)), section.partition("\n")[0]


@once_a_week("tests/browser/sites/test_installed_own_site.py")
def test_the_clone_builds_a_site_of_other_schedulers_after_a_release(release: Release, tmp_path: Path) -> None:
    """What a release has put beside the page's sources serves the clone that it was built in, too."""
    example = release.project / "examples" / "own-site"
    site = build_with(Path(sys.executable), example, tmp_path / "cache", PYTHONPATH=str(release.project))
    assert "inverse_sqrt" in (site / "simulator" / "index.html").read_text(encoding="utf-8")


def test_it_simulates(installed: Path) -> None:
    """What was installed from the wheel is what runs, and it simulates."""
    code = (
        "import sys; sys.modules['torch'] = None;"  # which takes seconds to import, and simulates nothing
        "import schedulers; from schedulers.writing.example import example_yaml;"
        "config = schedulers.load_config(example_yaml('poly', complete=True));"
        "print(schedulers.__file__, len(schedulers.simulate(config).lr))"
    )
    done = subprocess.run([installed, "-P", "-c", code], env={}, capture_output=True, text=True, check=True)
    file, epochs = done.stdout.split()
    assert Path(file).is_relative_to(installed.parents[1])
    assert epochs == "100"
