"""The same commit gives the same site, byte for byte, wherever, whenever and however often at once it is built.

It does not show on which processor either. A rate with all its digits comes from the browser's own Python, which
computes the same everywhere; every other one is rounded before something is written or chosen by it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from site_plugins.simulator.bundle import ASSETS, pyodide_core
from site_plugins.simulator.node import install_packages
from site_plugins.simulator.numpy_wheel import numpy_wheel
from tests.building import BUILD, ROOT
from tests.releasing import UNTRACKED

pytestmark = pytest.mark.slow

MOMENT = "1700000000"
SITE_URL = "https://example.org/learning-rate/"

LEAST_PROCESSOR = {
    "NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])),
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4",
}
"""The environment in which NumPy and glibc compute as on a processor of the same kind that can do the least."""

NUDGE = """
from schedulers import registry, simulate
from schedulers.example import example_config
from tests.nudged import change_all, nudged

before = simulate(example_config("cosine")).lr.tolist()
change_all(registry.REGISTRY, nudged)
assert simulate(example_config("cosine")).lr.tolist() != before
"""
"""Has every mirror compute its rates one unit in the last place off, which is more than another processor does."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reproducible")


def project(place: Path) -> Path:
    """A copy of the project, with its npm packages."""
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*UNTRACKED, "tests"))
    packages = ASSETS.relative_to(ROOT) / "node_modules"
    shutil.copytree(ROOT / packages, place / packages, symlinks=True)
    return place


def empty_cache(place: Path) -> Path:
    """A cache with nothing in it but NumPy's wheel, so that it is not fetched again."""
    place.mkdir(parents=True)
    shutil.copy(numpy_wheel(pyodide_core()), place)
    return place


def build(
    project: Path,
    cache: Path,
    site: Path,
    environment: Mapping[str, str],
    umask: int = 0o022,
    program: str = BUILD,
) -> dict[str, str]:
    """Build the site; the hash of each of its files."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=project,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(project),
            "SIMULATOR_CACHE": str(cache),
            "SITE_URL": SITE_URL,
            "SOURCE_DATE_EPOCH": MOMENT,
            **environment,
        },
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def cache(folder: Path) -> Path:
    """What all these builds share; empty at first."""
    install_packages(ASSETS)  # they are copied
    return empty_cache(folder / "cache")


@pytest.fixture(scope="module")
def first(folder: Path, cache: Path) -> dict[str, str]:
    """A site that was built from nothing."""
    environment = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
    return build(project(folder / "deeper" / "first"), cache, folder / "site", environment)


def test_the_last_place_of_a_rate_is_not_in_the_site(folder: Path, cache: Path, first: dict[str, str]) -> None:
    """A build that computes rates one unit in the last place off gives the same site: drawings, texts and choices."""
    place = folder / "deeper" / "first"
    environment = {"PYTHONPATH": os.pathsep.join([str(place), str(ROOT)])}
    site = build(place, cache, folder / "off", environment, program=NUDGE + BUILD)
    assert len(first) > 50
    assert differences(first, site) == []


def test_two_at_once_on_a_damaged_cache_give_the_same_site(folder: Path, cache: Path, first: dict[str, str]) -> None:
    """After one file of each directory that is cached was cut in half, all is made anew by two builds at the same time:
    in another folder, in other time zones, with other rights and another order of sets. It is the same site.
    """
    made = [path.with_suffix("") for path in sorted(cache.glob("*.sha256sums"))]
    assert len(made) > 4
    before = {path: path.stat().st_ino for path in made}
    for directory in made:
        file = max((path for path in directory.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])
    place = project(folder / "second")
    environments: list[dict[str, str]] = [
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C", **LEAST_PROCESSOR},
        {"TZ": "UTC", "PYTHONHASHSEED": "3", "HOME": str(folder)},
    ]
    with ThreadPoolExecutor() as threads:
        built = [
            threads.submit(build, place, cache, folder / f"again {number}", environment, 0o077)
            for number, environment in enumerate(environments)
        ]
    for each in built:
        assert differences(first, each.result()) == []
    assert not [path for path in made if path.stat().st_ino == before[path]], "not all was made anew"
