"""Starts the demo in a virtual environment of its own, and makes that first where it is missing or out of date.

Nothing is installed yet when this runs, so it needs Python alone.
"""

import hashlib
import importlib.util
import os
import runpy
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".demo"
MADE_FROM = ENVIRONMENT / "made-from.txt"
"""Written last, so that an installation that was interrupted is made anew."""

ARGUMENTS = ROOT / "schedulers" / "demo" / "arguments.py"


def main() -> None:
    """Let the demo take the place of this process, with its arguments."""
    # Help and misuse are told before anything is installed.
    runpy.run_path(str(ARGUMENTS))["parse"](None, "run_simulator_lr_scheduler.sh")
    try:
        if not is_up_to_date():
            install()
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next start installs anew.")
    os.execv(python(), [python(), "-P", "-m", "schedulers.demo", *sys.argv[1:]])  # noqa: S606  # not through a shell


def made_from() -> str:
    """Describe what the environment depends on: this Python, the project's place, and its requirements."""
    asked = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"{sys.version}\n{ROOT}\n{asked}\n"


def tested_versions() -> list[str]:
    """Return the exact versions that the project's tests use."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        versions: list[str] = tomllib.load(file)["dependency-groups"]["test"]
    return versions


def is_up_to_date() -> bool:
    """Tell whether the environment is there, and as it would be made now."""
    return MADE_FROM.is_file() and MADE_FROM.read_text(encoding="utf-8") == made_from()


def install() -> None:
    """Make the environment anew, with the project and its extra `demo`.

    Raises:
        SystemExit: It can't be made; says why in a line.
    """
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(
            f"The demo needs the module venv, which {sys.executable} does not have. Install it "
            "(on Debian and Ubuntu: apt install python3-venv), and start again."
        )
    print(f"Installing the demo into {ENVIRONMENT}, once. torch is large, so this takes a while.", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    constraints = ENVIRONMENT / "constraints.txt"
    constraints.write_text("\n".join(tested_versions()), encoding="utf-8")
    command = [python(), "-m", "pip", "install", "--disable-pip-version-check", "--constraint", str(constraints)]
    if subprocess.run([*command, "--editable", f"{ROOT}[demo]"], check=False).returncode:
        sys.exit("The demo could not be installed; pip says above why. Nothing outside of .demo was changed.")
    MADE_FROM.write_text(made_from(), encoding="utf-8")


def python() -> str:
    """Return the Python of the environment."""
    return str(ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


if __name__ == "__main__":
    main()
