"""Builds the site as for publishing."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.browser.server import SUB_PATH

ROOT = Path(__file__).parents[2]
OWN_SITE = ROOT / "examples" / "own-site"
# -P removes the current folder from the path, so that `schedulers` can be another package than the project's.
# The site must build where torch is not installed; None in sys.modules makes every import of torch fail.
BUILD = "import sys; sys.modules['torch'] = None; from mkdocs.__main__ import cli; cli()"
NO_PORT = 1
"""The port of a site that is built before its server is known. No server ever uses it."""
ADDRESS = f"http://127.0.0.1:{NO_PORT}{SUB_PATH}"
"""The address of such a site."""
MOMENT = "1700000000"
"""The build time of every test site, in seconds since 1970, so that a commit gives the same site on any day."""


def free_port() -> int:
    """Return a free port of this machine."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def moved(site: Path, folder: Path, port: int) -> Path:
    """Copy a site that was built for ``NO_PORT``, as if it were built for ``port``."""
    shutil.copytree(site, folder)
    built, served = (f"http://127.0.0.1:{number}/".encode() for number in (NO_PORT, port))
    for path in folder.rglob("*"):
        if path.suffix in {".html", ".json", ".xml"}:
            path.write_bytes(path.read_bytes().replace(built, served))
    return folder


def build_site(directory: Path, *, url: str, project: Path = ROOT, schedulers: Path | None = None) -> Path:
    """Build the site as for publishing, strictly and without torch, and return its folder.

    Args:
        directory: The folder for the site.
        url: The address it will have.
        project: The folder with ``mkdocs.yml``.
        schedulers: A folder whose package ``schedulers`` is documented instead of the project's.
    """
    environment = {**os.environ, "SITE_URL": url, "SOURCE_DATE_EPOCH": MOMENT, "NO_MKDOCS_2_WARNING": "1"}
    if schedulers:
        environment["PYTHONPATH"] = os.pathsep.join([str(schedulers), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-P", "-c", BUILD, "build", "--strict", "--site-dir", str(directory)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return directory
