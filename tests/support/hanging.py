"""Runs tests that hang in a pytest process of their own, with the limits of this project's tests."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from tests.sites.building import ROOT

CONFIGURATION = """\
[pytest]
addopts = --import-mode=importlib --strict-config --strict-markers --basetemp=temporary
filterwarnings = error
run_limit = {run_limit}
test_limit = 600
call_limit = 600
"""
STARTED = "started.txt"
"""The file into which a test writes the ids of the processes that it started."""
NOTE = f"""
import os, subprocess, time
from pathlib import Path

import psutil, pytest

def note_processes():
    with Path({STARTED!r}).open("a") as file:
        file.writelines(f"{{process.pid}}\\n" for process in psutil.Process().children(recursive=True))
"""


def run_hanging(folder: Path, tests: str, *options: str, plugins: tuple[str, ...] = (), run_limit: int = 600) -> str:
    """Run a file of tests, and return pytest's output.

    Args:
        folder: A folder to write to.
        tests: The content of the file. It may call ``note_processes``.
        options: The options of pytest.
        plugins: The modules whose fixtures the tests need.
        run_limit: The seconds that the run may take.
    """
    (folder / "conftest.py").write_text(
        f"pytest_plugins = {['tests.support.limits', 'tests.support.crashes', *plugins]}\n", "utf-8"
    )
    (folder / "pytest.ini").write_text(CONFIGURATION.format(run_limit=run_limit), "utf-8")
    (folder / "test_hanging.py").write_text(NOTE + tests, "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    # It starts faster without other plugins. Wide lines leave the summary room for a test's message.
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", *options, "-p", "no:cacheprovider"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def left_behind(folder: Path) -> list[psutil.Process]:
    """Return the noted processes that are still running. There must have been some."""
    numbers = [*map(int, (folder / STARTED).read_text("utf-8").split())]
    assert numbers
    there = [psutil.Process(number) for number in numbers if psutil.pid_exists(number)]
    return psutil.wait_procs([each for each in there if each.status() != psutil.STATUS_ZOMBIE], 60)[1]
