"""Goes on without a test whose process was ended.

pytest-xdist gives such a test to another process, and that again, until it refuses to start more of them: a test that
hangs would hang a dozen times. Here it is told once, and the tests that are left run in another process.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling


class WithoutCrashed(LoadFileScheduling):  # type: ignore[misc]  # it has no types
    """Hands out the tests file by file, and none a second time."""

    def remove_node(self, node: Any) -> str | None:
        """Take the files of a process that has ended back; the first test that is left was running in it."""
        files = self.assigned_work.pop(node)
        left = [(file, test) for file, tests in files.items() for test, done in tests.items() if not done]
        if not left:
            return None
        file, crashed = left[0]
        files[file][crashed] = True
        self.workqueue.update({file: tests for file, tests in files.items() if not all(tests.values())})
        for other in self.assigned_work:
            self._reschedule(other)
        return str(crashed)

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        """Take note of the tests that a new process has found, which must be those of the others."""
        if self.collection_is_completed and list(collection) != self.collection:
            unlike = sorted(set(collection) ^ set(self.collection)) or "their order"
            raise RuntimeError(f"a process found other tests than those before it: {unlike}")
        super().add_node_collection(node, collection)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return WithoutCrashed(config, log) if config.getvalue("dist") == "loadfile" else None
