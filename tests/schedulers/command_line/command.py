"""Runs the command as people run it: a process of its own, with what stands before and behind it in a shell."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "schedulers")


def environment(**changed: str) -> dict[str, str]:
    """Variables for the command: standard output is 80 columns wide and buffered, as it is where nobody asks."""
    return {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "", **changed}


def run(
    *arguments: str | Path, given: str | bytes = "", folder: Path | None = None, **changed: str
) -> subprocess.CompletedProcess[str]:
    """Run the command with ``given`` on standard input; its output as text."""
    return _finished([*COMMAND, *map(str, arguments)], given, folder, changed)


def run_in_shell(
    around: str, *arguments: str | Path, given: str | bytes = "", **changed: str
) -> subprocess.CompletedProcess[str]:
    """Run the command where ``$@`` stands in a line for bash, such as ``"$@" >&-``."""
    return _finished(["bash", "-c", around, "bash", *COMMAND, *map(str, arguments)], given, None, changed)


def _finished(
    command: list[str], given: str | bytes, folder: Path | None, changed: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    # The package is found from any folder.
    path = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        command,
        input=given if isinstance(given, bytes) else given.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(PYTHONPATH=path, **changed),
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())
