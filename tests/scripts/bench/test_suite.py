"""The measure of the test command, on a small repository that stands for the project."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.bench import suite

RUN = """#!/bin/sh
cd "$(dirname "$0")/.."
echo "$HOME $XDG_CACHE_HOME $SIMULATOR_CACHE" >> "$HOME/homes"
echo "$PATH" > "$HOME/path"
python3 "$PWD/report.py" $PYTEST_ADDOPTS
"""
REPORT = """
import sys
from pathlib import Path

again = Path("again").exists()
Path("again").touch()
cases = "".join(
    f'<testcase classname="tests.test_{number}" name="one" file="tests/test_{number}.py" time="{number}.5"/>'
    for number in range(11)
)
failed = '<testcase classname="a" name="b" file="tests/test_1.py" time="30"><failure message="no"/></testcase>'
broken = '<testcase classname="a" name="c" file="tests/test_2.py" time="0"><error message="no"/></testcase>'
crashed = '<testcase classname="pytest" name="internal" time="12"><error message="no"/></testcase>'
found = cases if again else cases + failed + broken + crashed
Path(sys.argv[1].removeprefix("--junit-xml=")).write_text(f"<testsuites><testsuite>{found}</testsuite></testsuites>")
sys.exit(0 if again else 1)
"""


def repository(folder: Path, run: str = RUN) -> Path:
    """Make a repository with the project's script for the test command."""
    folder.mkdir()
    (folder / ".ci").mkdir()
    (folder / ".ci" / "run").write_text(run, encoding="utf-8")
    (folder / ".ci" / "run").chmod(0o755)
    (folder / "report.py").write_text(REPORT, encoding="utf-8")
    by = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    for command in (("init", "--quiet"), ("add", "."), (*by, "commit", "--quiet", "--message=All")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (folder / ".ci" / "run").write_text("exit 3", encoding="utf-8")  # not committed, so nobody else has it
    return folder


def test_the_command_runs_twice_in_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both runs have the same new home and the caches in it; failures and the slowest files are those reported."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    monkeypatch.setenv("SIMULATOR_CACHE", "/elsewhere")
    cold, warm = suite.measure(repository(tmp_path / "project"), tmp_path / "all", tmp_path / "programs")
    home = tmp_path / "all" / "home"
    assert (home / "homes").read_text("utf-8") == f"{home}  \n" * 2
    assert (home / "path").read_text("utf-8").startswith(f"{tmp_path / 'programs'}{os.pathsep}")
    assert (cold.tests, cold.failed) == (14, 3)
    assert (warm.tests, warm.failed) == (11, 0)
    assert cold.slowest[:2] == [("tests/test_1.py", 31.5), ("pytest itself", 12.0)]
    assert len(cold.slowest) == 10
    assert "tests/test_0.py" not in dict(warm.slowest)
    assert warm.minutes > 0


@pytest.mark.parametrize("run", ["#!/bin/sh\nexit 1\n", RUN + "exit 1\n"])
def test_a_command_that_ends_otherwise_is_no_measure(tmp_path: Path, run: str) -> None:
    """Where nothing is reported, or the command fails and no test has, the status is told and no figure is."""
    with pytest.raises(RuntimeError, match="ended with status 1, and no test has failed"):
        suite.measure(repository(tmp_path / "project", run), tmp_path / "all", tmp_path / "programs")


def test_settings_of_the_network_come_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new home has what pip and npm need to reach their registries, and nothing else of the user's."""
    for name in (".npmrc", ".config/pip/pip.conf", ".config/other", ".cache/pip/kept"):
        (tmp_path / "user" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "user" / name).write_text(name, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    suite.new_environment(tmp_path / "home", tmp_path)
    found = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path / "home").as_posix() for path in found) == [
        ".config/pip/pip.conf",
        ".npmrc",
    ]
