"""The workflows say nothing of who owns the project, so a fork tests and publishes under its own name as it is."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites.building import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    # To YAML 1.1 the key `on` is a truth value.
    workflow: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return workflow


def steps(job: dict[str, Any]) -> list[str]:
    return [step.get("run") or step["uses"] for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_may_do_nothing_that_it_does_not_need(path: Path) -> None:
    """Nothing is permitted but what a job asks for; actions are pinned by hash; no cache outlives a run."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert {name for name, level in job["permissions"].items() if level == "write"} <= {"pages", "id-token"}
        assert int(job["timeout-minutes"]) <= 60
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
                assert "cache" not in str(step).lower()


def test_the_site_is_built_with_its_own_address_and_claims() -> None:
    """The run that publishes verifies first, and asks GitHub for the address; mkdocs.yml takes it from there."""
    build = read(ROOT / ".github" / "workflows" / "pages.yml")["jobs"]["build"]
    names = steps(build)
    assert names.index("python3 -m nox -s verify") < names.index("python3 -m nox -s build")
    [site] = [step for step in build["steps"] if step.get("run") == "python3 -m nox -s build"]
    assert site["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    assert re.search(r"^site_url: !ENV \[SITE_URL, ", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)


def test_every_supported_python_is_tested() -> None:
    """Pushes and pull requests run lint, and every test with each Python that the metadata name, the oldest first."""
    workflow = read(ROOT / ".github" / "workflows" / "tests.yml")
    assert workflow["on"].keys() == {"push", "pull_request"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == named
    assert project["requires-python"] == f">={named[0]}"
    assert "python3 -m nox -s tests" in steps(workflow["jobs"]["tests"])
    assert "python3 -m nox -s lint" in steps(workflow["jobs"]["lint"])


def test_every_case_is_run_once_a_week() -> None:
    """Each week all cases are generated, configurations and documents too, and Pyodide runs the library's tests."""
    workflow = read(ROOT / ".github" / "workflows" / "weekly.yml")
    job = workflow["jobs"]["every-case"]
    assert "schedule" in workflow["on"]
    assert steps(workflow["jobs"]["pyodide"])[-1] == "python3 -m nox -s pyodide"
    assert job["strategy"]["matrix"]["session"] == ["tests", "verify", "fuzz"]
    assert job["steps"][-1] == {
        "run": "python3 -m nox -s ${{ matrix.session }}",
        "env": {"EVERY_CASE": "1"},
    }


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "mkdocs.yml", ROOT / "pyproject.toml"], ids=lambda path: path.stem)
def test_no_address_of_a_repository_is_written_down(path: Path) -> None:
    """Neither workflows nor configuration name a repository or the address of a site."""
    assert not re.search(r"github\.com/|github\.io|https://", path.read_text(encoding="utf-8"))
