"""Builds the site that the tests share, into a folder that is named to it, and fills the cache by that.

It runs while the packages of the tests are installed, so it imports none of them. The tests may begin before it ends.
"""

import fcntl
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.cache import cache_root
from tests.sites.building import ADDRESS, build_site

FOLDER = "BUILT_AHEAD"
"""The variable that names the folder to the tests. Where the build has failed, there is no such folder."""


@contextmanager
def by_itself() -> Iterator[None]:
    """Wait until no other process builds the site here; one that dies is not waited for."""
    cache_root().mkdir(parents=True, exist_ok=True)
    with (cache_root() / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    built = Path(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # and so ends the build that it waits for
    with by_itself(), TemporaryDirectory(dir=built.parent) as draft:
        build_site(Path(draft, "site"), url=ADDRESS).replace(built)
