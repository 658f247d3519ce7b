"""Builds the sites of the examples into the project's, as they are published."""

import shutil
from pathlib import Path

import pytest

from scripts import publish as publishing
from tests.examples.families import PUBLISHED
from tests.support.budget import has_time_for_all


def publish(directory: Path, site: Path, *, url: str) -> None:
    """Build the sites of the examples into that of the project, as `nox -s build` does it.

    Args:
        directory: Where all of them go.
        site: The project's site, which is built already. Once a week it is built anew, as `nox -s build` would.
        url: The address that the site has.
    """
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("NO_MKDOCS_2_WARNING", "1")
        changed.setenv("SITE_URL", url)
        if has_time_for_all():
            assert publishing.publish(directory) == 0
        else:
            shutil.copytree(site, directory)
            assert not any(publishing.publish_example(name, directory, url) for name in PUBLISHED.values())
