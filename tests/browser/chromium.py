"""Finds Chromium, or installs it where that is possible: `python -m tests.browser.chromium`."""

import os
import shutil
import sys

from tests.browser import apt

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to the program's path"


def find_chromium() -> str | None:
    """Path of Chromium: what CHROMIUM says, otherwise the first that is on the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def needs_no_sandbox() -> bool:
    """Whether Chromium would refuse to start with its sandbox, as it does for root."""
    return apt.is_root()


if __name__ == "__main__" and not find_chromium() and not (apt.install("chromium") and find_chromium()):
    sys.exit(MISSING)
