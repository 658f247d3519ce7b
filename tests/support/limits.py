"""Limits the time of the run, of each test with its fixtures, and of each call that waits for a browser.

A test that takes longer is ended with all its processes, and its stack is shown. Where pytest-xdist runs the tests
in several processes, the one with the test is ended, and a new one runs the remaining tests.
The limits are set in `pyproject.toml`. `@pytest.mark.limit(seconds)` gives a test another one.
"""

import faulthandler
import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.support import watchdog

PLUGIN = "limits of this process"
SETTINGS = {
    "run_limit": "seconds that a run may take",
    "test_limit": "seconds that a test and its fixtures may take",
    "call_limit": "seconds for which a call may wait for a browser",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    for name, meaning in SETTINGS.items():
        parser.addini(name, meaning)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "limit(seconds): how long the test and its fixtures may take")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Programs that a shell starts in the background ignore Ctrl+C, and so do their own programs. The tests
        # that interrupt a program would wait for ever.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("usepdb"):  # a person at the debugger takes time
        return
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker:
        limits = Limits(config, Path(worker["verdicts"], worker["workerid"]), interrupt=False)
    else:
        folder = TemporaryDirectory(prefix="limits-")
        config.add_cleanup(folder.cleanup)
        # Without workers, only this process can report which tests failed before.
        limits = Limits(config, Path(folder.name, "verdict"), interrupt=True)
        limits.begin("the run", limits.seconds("run_limit"))
    config.add_cleanup(limits.close)
    config.pluginmanager.register(limits, PLUGIN)


@contextmanager
def limited_calls(config: pytest.Config) -> Iterator[None]:
    """Limit each of Playwright's calls that wait for a browser. Some of them, such as `new_context`, have no limit."""
    from playwright._impl import _greenlets, _sync_base  # noqa: PLC0415  # which takes a while, and most tests need no browser

    wait = _greenlets.wait_for_future
    limits: Limits | None = config.pluginmanager.get_plugin(PLUGIN)

    def wait_within_limit(loop: Any, fiber: Any, future: Any) -> None:
        assert limits
        call = future.get_coro().__qualname__ if hasattr(future, "get_coro") else "the wait for an event"
        number = limits.begin(f"{' '.join(limits.running)}: {call}", limits.seconds("call_limit"))
        try:
            wait(loop, fiber, future)
        finally:
            limits.end(number)

    with pytest.MonkeyPatch.context() as patch:
        if limits:
            patch.setattr(_sync_base, "wait_for_future", wait_within_limit)
        yield


class Limits:
    """The limits in a pytest process, and the watchdog of this process.

    Attributes:
        config: The configuration of pytest.
        verdict: The file that names the test that took too long, once there is one.
        running: The tests that are running; with pytest-xdist, those of all workers.
    """

    def __init__(self, config: pytest.Config, verdict: Path, *, interrupt: bool) -> None:
        self.config = config
        self.verdict = verdict
        self.running: list[str] = []
        self._numbers = count()
        self._stderr = os.fdopen(os.dup(2), "w")  # pytest replaces the other one while a test runs
        # Python calls its own handler only between two instructions, perhaps never. faulthandler does not wait.
        signal.signal(watchdog.STACKS, lambda *_: self._tell())
        faulthandler.register(watchdog.STACKS, self._stderr, all_threads=True, chain=True)
        how = "interrupt" if interrupt else "kill"
        self._watchdog = subprocess.Popen(
            [sys.executable, "-P", watchdog.__file__, str(os.getpid()), str(verdict), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            text=True,
            bufsize=1,
        )

    def seconds(self, setting: str) -> float:
        """Return the limit that the configuration gives."""
        return float(self.config.getini(setting))

    def begin(self, what: str, seconds: float) -> int:
        """Begin a time limit, and return its number."""
        number = next(self._numbers)
        self._say(number, what, seconds)
        return number

    def end(self, number: int) -> None:
        """End the time limit with this number."""
        self._say(number, "", None)

    def close(self) -> None:
        """Stop watching, and restore this process."""
        self._stop()
        faulthandler.unregister(watchdog.STACKS)
        signal.signal(watchdog.STACKS, signal.SIG_DFL)
        self._stderr.close()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        marker = item.get_closest_marker("limit")
        seconds = marker.args[0] if marker else self.seconds("test_limit")
        number = self.begin(f"{item.nodeid}: the test", seconds)
        try:
            return (yield)
        finally:
            self.end(number)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.running.append(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.running.remove(nodeid)

    def pytest_enter_pdb(self) -> None:
        self._stop()

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker of pytest-xdist the file of its verdict."""
        node.workerinput["verdicts"] = str(self.verdict.parent)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """Report why the worker of a test was ended."""
        if crashitem in self.running:  # a worker that crashed between two tests has not begun this one
            self.running.remove(crashitem)
        verdict = self.verdict.with_name(report.node.gateway.id)
        if verdict.exists():
            why = verdict.read_text("utf-8").removeprefix(f"{crashitem}: ")
            report.longrepr = f"{why} Its stack was told on standard error, when it was ended."

    def _say(self, number: int, what: str, seconds: float | None) -> None:
        assert self._watchdog.stdin
        if not self._watchdog.stdin.closed:
            self._watchdog.stdin.write(f"{json.dumps([number, what, seconds])}\n")

    def _stop(self) -> None:
        assert self._watchdog.stdin
        self._watchdog.stdin.close()
        self._watchdog.wait()

    def _tell(self) -> None:
        """Write the running tests, and the stacks that faulthandler can't see: those that wait for Playwright."""
        self._stderr.write(f"Running: {', '.join(self.running) or 'no test'}\n")
        if greenlet := sys.modules.get("greenlet"):
            every = [each for each in gc.get_objects() if issubclass(type(each), greenlet.greenlet)]
            for frame in filter(None, (each.gr_frame for each in every)):
                self._stderr.write("Waiting for a browser (most recent call last):\n")
                traceback.print_stack(frame, file=self._stderr)
        self._stderr.flush()
        self.verdict.with_suffix(watchdog.TOLD).touch()
