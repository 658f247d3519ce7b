"""Runs the command as people run it, in a process of its own, or sooner in this one."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schedulers.command_line import entry

COMMAND = (sys.executable, "-m", "schedulers")


def environment(**changed: str) -> dict[str, str]:
    """Variables for the command: standard output is 80 columns wide and buffered, as it is where nobody asks."""
    return {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "", **changed}


def run(
    *arguments: str | Path, given: str | bytes = "", folder: Path | None = None, **changed: str
) -> subprocess.CompletedProcess[str]:
    """Run the command with ``given`` on standard input; its output as text."""
    return _finished([*COMMAND, *map(str, arguments)], given, folder, changed)


def call(
    *arguments: str | Path, given: str | bytes = "", folder: Path | None = None, **changed: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, with standard streams of its own.

    It costs a twentieth, and is enough where a test is about neither a process's start or end nor its streams.
    """
    names = [*map(str, arguments)]
    streams = {"stdin": io.BytesIO(_as_bytes(given)), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    with pytest.MonkeyPatch.context() as here:
        for name, stream in streams.items():
            here.setattr(sys, name, io.TextIOWrapper(stream, encoding="utf-8"))
        here.setattr(sys, "argv", ["schedulers", *names])
        here.setattr(sys, "path", [*sys.path])  # the command adds to it
        for name, value in environment(**changed).items():
            here.setenv(name, value)
        if folder:
            here.chdir(folder)
        try:
            status = entry.main()
        except SystemExit as end:  # after help or misuse
            status = int(end.code or 0)
        sys.stderr.flush()
        said, complained = (streams[name].getvalue().decode() for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(names, status, said, complained)


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
        input=_as_bytes(given),
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(PYTHONPATH=path, **changed),
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def _as_bytes(given: str | bytes) -> bytes:
    return given if isinstance(given, bytes) else given.encode()
