"""Runs the pip of the Python that builds the site."""

import importlib.util
import subprocess
import sys


class PipError(Exception):
    """Raised when pip is missing, or does not find what is asked for. The message is the last error of pip."""


def run_pip(*arguments: str) -> str:
    """Run `pip` for a wheel, whatever Python and machine it is for, without what it depends on; return the output.

    Raises:
        PipError: pip is missing or fails.
    """
    if importlib.util.find_spec("pip") is None:
        raise PipError(f"{sys.executable} has no pip, which finds the package (python -m ensurepip adds it)")
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--ignore-requires-python"]
    command = [sys.executable, "-m", "pip", *arguments, *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines() or ["it says nothing"]
        raise PipError(next((line for line in lines if line.startswith("ERROR")), lines[-1]).removeprefix("ERROR: "))
    return result.stdout
