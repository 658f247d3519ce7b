"""Makes what the first tests would wait for: whatever a build of the site keeps in its cache.

It runs while the packages of the tests are installed, so it imports none of them. The tests may begin before it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.cache import cache_root
from tests.sites.building import ADDRESS, build_site


@contextmanager
def by_itself() -> Iterator[None]:
    """Wait until no other process builds the site here; one that dies is not waited for."""
    cache_root().mkdir(parents=True, exist_ok=True)
    with (cache_root() / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    with by_itself(), TemporaryDirectory() as folder:
        build_site(Path(folder, "site"), url=ADDRESS)
