"""What more than one group of tests needs: a built site, and which tests are slow."""

import socket
from pathlib import Path

import pytest

from tests.browser.server import SUB_PATH
from tests.building import build_site
from tests.releasing import Release, build_release

BROWSER = Path(__file__).parent / "browser"
BUILT = {"site", "release"}
"""The fixtures that build something."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `nox -s quick` leaves out: tests in a browser, and those of a built site or a release.

    A test that builds something by itself, or takes as long, is marked where it stands.
    """
    for item in items:
        if BROWSER in item.path.parents or BUILT.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def port() -> int:
    """A port of this machine that is free, so that the site can be built for the address it will have."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The project's site, built once for all tests, to be served under a sub-path."""
    return build_site(tmp_path_factory.mktemp("site"), url=f"http://127.0.0.1:{port}{SUB_PATH}")


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The project's wheel and sdist, built once for all tests."""
    return build_release(tmp_path_factory.mktemp("release"))
