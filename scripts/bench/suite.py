"""Measures README's test command in a new clone, with empty caches and then once more."""

import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

COMMAND = Path(".ci", "run")
"""The script with exactly README's command, in the clone."""
LISTED = 10
"""Files whose seconds are told."""
OF_THE_CALLER = {
    *("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache", "SIMULATOR_CACHE", "XDG_CACHE_HOME"),
    *("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "EVERY_CASE", "SIMULATOR_START"),
}
"""What another task may have set, and a user who has just cloned the project has not."""
SETTINGS = (".npmrc", ".gitconfig", ".config/pip/pip.conf")
"""How the user's home has pip, npm and git reach the network."""


@dataclass(frozen=True)
class Run:
    """A run of the test command.

    Attributes:
        minutes: From the command to its end, with everything that it installs.
        tests: How many tests were run.
        failed: How many of them failed, or could not begin.
        slowest: The files whose tests took longest together, each with the seconds of its tests.
    """

    minutes: float
    tests: int
    failed: int
    slowest: list[tuple[str, float]]


def measure(repository: Path, folder: Path, programs: Path) -> tuple[Run, Run]:
    """Run the command twice in a clone of what is committed.

    Args:
        repository: The project.
        folder: An empty folder for the clone, its home and all caches.
        programs: The folder with the Python that the command begins with. Its packages are installed there.
    """
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(repository), str(clone)], check=True)
    environment = new_environment(folder / "home", programs)
    cold, warm = (_timed_run(clone, environment, folder / f"{name}.xml") for name in ("cold", "warm"))
    return cold, warm


def new_environment(home: Path, programs: Path) -> dict[str, str]:
    """Return the variables of a user whose caches are empty, and who reaches the same network."""
    for name in SETTINGS:
        if (given := Path.home() / name).exists():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(given.read_bytes())
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_CALLER}
    return {**kept, "HOME": str(home), "PATH": os.pathsep.join([str(programs), os.environ["PATH"]])}


def _timed_run(clone: Path, environment: Mapping[str, str], report: Path) -> Run:
    options = f"--junit-xml={report} --override-ini=junit_family=xunit1"  # the family that names the files
    before = time.perf_counter()
    done = subprocess.run(
        [str(clone / COMMAND)], cwd=clone, env={**environment, "PYTEST_ADDOPTS": options}, check=False
    )
    minutes = (time.perf_counter() - before) / 60
    run = read_report(report, minutes) if report.exists() else None
    if run is None or (done.returncode != 0 and run.failed == 0):
        raise RuntimeError(f"{COMMAND} ended with status {done.returncode}, and no test has failed: see what it wrote")
    return run


def read_report(report: Path, minutes: float) -> Run:
    """Read what pytest reports of a run that took so many minutes."""
    cases = [*ET.parse(report).iter("testcase")]  # noqa: S314  # pytest has just written it
    seconds: defaultdict[str, float] = defaultdict(float)
    for case in cases:
        seconds[case.get("file", "pytest itself")] += float(case.attrib["time"])
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    slowest = sorted(seconds.items(), key=lambda item: item[1], reverse=True)[:LISTED]
    return Run(minutes, len(cases), failed, slowest)
