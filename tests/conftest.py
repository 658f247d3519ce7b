"""What more than one group of tests needs: a built site, and which tests are slow."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.server import SUB_PATH
from tests.sites.building import ADDRESS, OWN_SITE, build_site, free_port, moved
from tests.sites.plain_builder import build_plainly
from tests.sites.publishing import publish
from tests.sites.releasing import Release, build_release, built_release, install, python_of
from tests.support.ahead import FOLDER, by_itself
from tests.support.once import made_once

BUILT = {"built_site", "site", "own_site", "plain_site", "published", "release", "installed"}
"""The fixtures that build something."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of a built site or a release as slow; one that builds by itself is marked where it stands."""
    for item in items:
        if BUILT.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def port() -> int:
    """A port of this machine that is free, for the server of the site."""
    return free_port()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, built once for all tests, perhaps ahead of them."""

    def build(folder: Path) -> Path:
        with by_itself():
            if Path(os.environ.get(FOLDER, "nowhere")).is_dir():
                return shutil.copytree(os.environ[FOLDER], folder)
            return build_site(folder, url=ADDRESS)

    return made_once(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, built_site: Path, port: int) -> Path:
    """The same, to be served under a sub-path; each process has its own copy."""
    return moved(built_site, tmp_path_factory.mktemp("site") / "site", port)


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The same of the project that documents schedulers of its own."""
    built = made_once(tmp_path_factory, "own-site", lambda folder: build_site(folder, url=ADDRESS, project=OWN_SITE))
    return moved(built, tmp_path_factory.mktemp("own-site") / "site", port)


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The site of the same project by a builder that knows no plugins; its folder stands in that of the project."""
    return build_plainly(tmp_path_factory.mktemp("plain-site") / "project", url=f"http://127.0.0.1:{port}{SUB_PATH}")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, built_site: Path, port: int) -> Path:
    """The project's site with those of `PUBLISHED` examples in it, as they are published."""
    built = made_once(tmp_path_factory, "published", lambda folder: publish(folder, built_site, url=ADDRESS))
    return moved(built, tmp_path_factory.mktemp("published") / "site", port)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The project's wheel and sdist, built once for all tests."""
    return built_release(made_once(tmp_path_factory, "release", build_release))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, release: Release) -> Path:
    """The Python of a virtual environment with the wheel, installed once for all tests."""
    return python_of(made_once(tmp_path_factory, "installed", lambda folder: install(release.wheel, folder)))
