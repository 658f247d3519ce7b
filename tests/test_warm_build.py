"""A build that finds in the cache what it needs does not load what would make it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites.building import BUILD, ROOT

pytestmark = pytest.mark.slow

MAKERS = {"griffe", "pydantic", "pyodide_lock", "remotezip", "requests", "watchdog"}
"""What loads Python for mkdocstrings, makes the browser's Python, fetches NumPy, and watches files to serve them."""


def test_a_warm_build_loads_nothing_that_makes_what_is_kept(site: Path, tmp_path: Path) -> None:
    """After one build, the next imports neither what documents Python nor what makes the browser's Python."""
    assert site.is_dir()
    told = f"import atexit, sys; atexit.register(lambda: print(*sys.modules)); {BUILD}"
    done = subprocess.run(
        [sys.executable, "-P", "-c", told, "build", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert {"mkdocstrings", "schedulers"} <= loaded
    assert not loaded & MAKERS
