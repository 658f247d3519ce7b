"""Installs a package of Debian where that is possible."""

import os
import shutil
import subprocess
from functools import cache


def is_root() -> bool:
    """Whether this process may do anything."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(package: str) -> bool:
    """Install ``package``; tell whether that succeeded."""
    return _knows_what_there_is() and _run("install", "--yes", "--no-install-recommends", package)


@cache
def _knows_what_there_is() -> bool:
    """Whether apt could be told to read its sources, which takes seconds, and which it is told once."""
    return _run("update")


def _run(*command: str) -> bool:
    """Whether apt is there, and does so."""
    sudo = [] if is_root() else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        return False
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]  # without a question that nobody answers
    whole = [*sudo, *quietly, *command]
    done = subprocess.run(whole, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return done.returncode == 0
