"""Builds the site as whoever publishes it does."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# -P keeps the current folder out of the path, so that `schedulers` can be another package than the project's.
# The site must build where torch is not installed; None in sys.modules makes every import of torch fail.
BUILD = "import sys; sys.modules['torch'] = None; from mkdocs.__main__ import cli; cli()"


def build_site(directory: Path, *, url: str, project: Path = ROOT, schedulers: Path | None = None) -> Path:
    """Build the site as whoever publishes it does, strictly and without torch.

    Args:
        directory: Where the site goes.
        url: The address it will have.
        project: The folder with ``mkdocs.yml``.
        schedulers: A folder whose package ``schedulers`` is documented instead of the project's.
    """
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
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
