"""A build that finds in the cache what it needs does not load what would make it."""

import importlib.util
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
    loaded = _loaded(BUILD, ROOT, "build", "--quiet", "--site-dir", str(tmp_path))
    assert {"mkdocstrings", "schedulers"} <= loaded
    assert not loaded & MAKERS


def test_schedulers_that_are_no_classes_of_torch_load_none() -> None:
    """Where torch is installed, documenting mirrors alone does not take its seconds."""
    assert importlib.util.find_spec("torch")
    configured = "from mkdocs.config import load_config; config = load_config('mkdocs.yml'); "
    loaded = _loaded(f"{configured}config.plugins['scheduler-docs'].on_config(config)", ROOT / "examples" / "timm")
    assert {"timm_schedules", "schedulers"} <= loaded
    assert "torch" not in loaded


def _loaded(program: str, project: Path, *arguments: str) -> set[str]:
    """Run a program in the folder of a project, and return the packages that it imports."""
    told = f"import atexit, sys; atexit.register(lambda: print(*sys.modules)); {program}"
    done = subprocess.run(
        [sys.executable, "-P", "-c", told, *arguments],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}
