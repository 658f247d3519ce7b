"""What concerns every test: its limits, which modules are looked through for examples, and the order of the tests."""

import gc
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

pytest_plugins = ["tests.support.limits", "tests.support.crashes"]

TESTS = Path(__file__).parent / "tests"
SETUPS = TESTS / "browser" / "setups"
"""What `nox -s setups` runs, by its name; it needs packages that no other test does."""

FIRST = [
    "test_reproducible.py",
    "test_start_demo.py",
    "schedulers/command_line/test_streams.py",
    "test_limits.py",
    "schedulers/test_without_torch.py",
    "schedulers/reading/test_hostile_documents.py",
    "browser/test_firefox.py",
    "browser/python/test_faults.py",
    "browser/sites/test_accessibility.py",
    "browser/page/test_simulator.py",
    "browser/python/test_offline.py",
    "browser/page/test_share.py",
    "site_plugins/test_serve.py",
    "test_package.py",
    "browser/sites/test_installed.py",
    "browser/sites/test_own_site.py",
    "browser/sites/test_site.py",
    "browser/page/test_compare.py",
    "browser/python/test_pyodide_against_torch.py",
    "browser/sites/test_sixth_scheduler.py",
    "browser/demo/test_demo.py",
    "site_plugins/simulator/python/test_project.py",
    "site_plugins/simulator/python/test_prerendering.py",
]
"""The files that begin first.

One process builds the site, for which the others would wait: they begin with files that need none. Then come the files
that take longest, so that none of the processes is left alone with one of them at the end.

The other tests with a browser follow, and what needs none comes last.
"""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what is run by itself, and import no module to look for examples where there are none."""
    if collection_path == SETUPS:
        return True
    if collection_path.suffix != ".py" or collection_path.name.startswith("test_"):
        return None
    return None if ">>>" in collection_path.read_text(encoding="utf-8") else True


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while everything is imported, nor later among what that has made: it stays to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the files into that order."""
    ranks = {TESTS / file: rank for rank, file in enumerate(FIRST)}

    @cache
    def rank(file: Path) -> int:
        browser = TESTS / "browser" in file.parents
        return ranks.get(file, len(ranks) + (0 if browser else 1))

    items.sort(key=lambda item: rank(item.path))
