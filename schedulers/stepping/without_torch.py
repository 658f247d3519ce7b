"""Imports schedulers without torch, where only their signatures are read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_torch() -> Iterator[None]:
    """Make every import of torch fail, unless it is imported already.

    Where torch is installed, the scheduler classes import it, because they are subclasses of its ``LRScheduler``. That
    takes longer than everything that the command and the site's plugins do. They step no optimizer, so they import the
    classes inside of this. For the rest of the process the classes can then be read, and not be instantiated.

    >>> import sys
    >>> before = sys.modules.get("torch")
    >>> with without_torch():
    ...     from schedulers import SCHEDULERS
    >>> sys.modules.get("torch") is before
    True
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # how Python is told that there is no such module
    try:
        yield
    finally:
        del sys.modules["torch"]
