"""Finds Chromium, or installs it where that is possible: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to the program's path"


def find_chromium() -> str | None:
    """Path of Chromium: what CHROMIUM says, otherwise the first that is on the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def needs_no_sandbox() -> bool:
    """Whether Chromium would refuse to start with its sandbox, as it does for root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _install() -> None:
    sudo = [] if needs_no_sandbox() else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        sys.exit(MISSING)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run([*sudo, "apt-get", *command], check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            sys.exit(MISSING)


if __name__ == "__main__" and not find_chromium():
    _install()
    if not find_chromium():
        sys.exit(MISSING)
