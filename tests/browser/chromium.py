"""Finds Chromium, or installs it where that is possible: `python -m tests.browser.chromium`.

The headless shell is the same engine without the browser's own surface. A new page costs a fifth of the processor time
in it, which is why the tests prefer it; HEADED=1 shows a window and needs the whole browser.
"""

import os
import shutil
import sys

from tests.support import apt

SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to the program's path"


def is_shown() -> bool:
    """Whether the tests show a window."""
    return "HEADED" in os.environ


def find_chromium() -> str | None:
    """Path of Chromium: what CHROMIUM says, otherwise the first that is on the PATH."""
    programs = BROWSERS if is_shown() else (SHELL, *BROWSERS)
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, programs)), None)


def needs_no_sandbox() -> bool:
    """Whether Chromium would refuse to start with its sandbox, as it does for root."""
    return apt.is_root()


def install_chromium() -> None:
    """Install the headless shell where nothing else was asked for, or the browser; whoever is not root keeps theirs."""
    if os.environ.get("CHROMIUM") or (find_chromium() and (is_shown() or shutil.which(SHELL) or not apt.is_root())):
        return
    if is_shown() or not apt.install(SHELL):
        apt.install(BROWSERS[0])


if __name__ == "__main__":
    install_chromium()
    if not find_chromium():
        sys.exit(MISSING)
