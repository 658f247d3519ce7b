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

from site_plugins.simulator.python.numpy_wheel import numpy_wheel
from site_plugins.simulator.toolchain.bundle import ASSETS, pyodide_core
from site_plugins.simulator.toolchain.node import install_packages
from tests.sites.building import ADDRESS, BUILD, MOMENT, ROOT
from tests.sites.releasing import UNTRACKED
from tests.support.budget import once_a_week

pytestmark = pytest.mark.slow

LEAST_PROCESSOR = {
    "NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])),
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4",
}
"""The environment in which NumPy and glibc compute as on a processor of the same kind that can do the least."""
ELSEWHERE = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C", **LEAST_PROCESSOR}
"""The environment of a machine that is set up otherwise."""

NUDGE = """
import sys
sys.modules["torch"] = None
from schedulers import registry, simulate
from schedulers.writing.example import example_config
from tests.support.nudged import change_all, nudged

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
    cache: Path | None,
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
            **({"SIMULATOR_CACHE": str(cache)} if cache else {}),
            "SITE_URL": ADDRESS,
            "SOURCE_DATE_EPOCH": MOMENT,
            **environment,
        },
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return hashes(site)


def hashes(site: Path) -> dict[str, str]:
    """The hash of each file of a site."""
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
def sites(folder: Path, cache: Path) -> list[dict[str, str]]:
    """Two sites that were built at the same time in the same folder, from nothing."""
    place = project(folder / "deeper" / "first")
    environments: list[dict[str, str]] = [
        ELSEWHERE,
        {"TZ": "UTC", "PYTHONHASHSEED": "3", "HOME": str(folder)},
    ]
    with ThreadPoolExecutor() as threads:
        built = [
            threads.submit(build, place, cache, folder / f"site {number}", environment, 0o077)
            for number, environment in enumerate(environments)
        ]
    return [each.result() for each in built]


@once_a_week("test_the_last_place_of_a_rate_is_not_in_the_site")
def test_an_empty_cache_elsewhere_gives_the_same_site(built_site: Path, sites: list[dict[str, str]]) -> None:
    """From one empty cache, two builds at the same time agree with the one that all tests share: in another folder, in
    other time zones, with other rights and another order of sets.
    """
    here = hashes(built_site)
    assert len(here) > 50
    for site in sites:
        assert differences(here, site) == []


def test_the_last_place_of_a_rate_is_not_in_the_site(folder: Path, built_site: Path) -> None:
    """A build that computes rates one unit in the last place off gives the same site: drawings, texts and choices. So
    it is with another time zone and language, other rights, another order of sets and the least processor.
    """
    site = build(ROOT, None, folder / "off", ELSEWHERE, 0o077, program=NUDGE + BUILD)
    assert differences(hashes(built_site), site) == []


@once_a_week("tests/site_plugins/test_cache.py")
def test_a_damaged_cache_gives_the_same_site_elsewhere(folder: Path, cache: Path, sites: list[dict[str, str]]) -> None:
    """After one file of each directory that is cached was cut in half, all is made anew, and is the same site."""
    made = [path.with_suffix("") for path in sorted(cache.glob("*.sha256sums"))]
    assert len(made) > 4
    before = {path: path.stat().st_ino for path in made}
    for directory in made:
        file = max((path for path in directory.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])
    environment = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
    again = build(project(folder / "second"), cache, folder / "again", environment)
    assert differences(sites[0], again) == []
    assert not [path for path in made if path.stat().st_ino == before[path]], "not all was made anew"
