"""Finds Firefox, or installs it where that is possible: `python -m tests.browser.firefox`. It may be missing."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import apt

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PROGRAMS = ("firefox-esr", "firefox")
MISSING = "Firefox is missing: install it (Debian: apt-get install firefox-esr), or set FIREFOX to the program's path"
ONE_PROCESS: dict[str, str | float | bool] = {
    "fission.autostart": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "media.rdd-process.enabled": False,
    "network.process.enabled": False,
}
"""Has one process for all pages, and none that only waits: each costs a second of the processor to start."""
BRIDGE = Path(__file__).with_name("firefox_bridge.py")


def find_firefox() -> str | None:
    """Path of Firefox: what FIREFOX says, otherwise the first that is on the PATH."""
    return os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def install_firefox() -> None:
    """Install Firefox where it is missing and that is possible."""
    if not find_firefox():
        apt.install(PROGRAMS[0])


def bridged(directory: Path, firefox: str) -> Path:
    """A program in ``directory`` that starts Firefox behind the bridge, as Playwright starts a browser."""
    program = directory / "firefox"
    command = shlex.join([sys.executable, "-P", str(BRIDGE), firefox])
    # Root may not run Firefox in somebody else's home, which a container's often is.
    program.write_text(f'#!/bin/sh\nHOME={shlex.quote(str(directory))} exec {command} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def launch_firefox(playwright: "Playwright", directory: Path) -> "Browser":
    """Firefox behind the bridge, which is put into ``directory``; without it the test is skipped."""
    import pytest  # noqa: PLC0415  # while Firefox is installed there may be no pytest yet

    firefox = find_firefox()
    if firefox is None:
        pytest.skip(MISSING)
    program = bridged(directory, firefox)
    return playwright.firefox.launch(channel="moz-firefox", executable_path=program, firefox_user_prefs=ONE_PROCESS)


if __name__ == "__main__":
    install_firefox()
    if not find_firefox():
        sys.stderr.write(f"{MISSING}. Its tests are skipped.\n")
