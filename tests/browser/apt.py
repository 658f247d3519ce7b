"""Installs a package of Debian where that is possible."""

import os
import shutil
import subprocess


def is_root() -> bool:
    """Whether this process may do anything."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(package: str) -> bool:
    """Install ``package``; tell whether that succeeded."""
    sudo = [] if is_root() else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        return False
    commands = ["update"], ["install", "--yes", "--no-install-recommends", package]
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]  # without a question that nobody answers
    return all(
        subprocess.run(
            [*sudo, *quietly, *command], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ).returncode
        == 0
        for command in commands
    )
