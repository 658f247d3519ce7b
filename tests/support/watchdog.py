"""Ends a pytest process, with all its child processes, when it exceeds a limit.

`limits.py` starts this program beside each pytest process, and tells it over its standard input what begins and what
has ended. It is a process of its own, because a test that keeps Python's lock stops every thread of its own process.
"""

import json
import math
import queue
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

STACKS = signal.SIGUSR1
"""The signal on which pytest writes its stacks to standard error."""
TOLD = ".told"
"""The suffix of the file that pytest makes when it has written its stacks."""
TELLING = 10
"""The seconds that pytest has for this. It needs them all only where a test keeps Python's lock."""
GRACE = 60
"""The seconds in which an interrupted process may report its results."""
LAPSE = 1
"""The most seconds that count between two readings of the clock. Where more passed, the machine was suspended."""


@dataclass(frozen=True)
class Limit:
    """A time limit.

    Attributes:
        what: A description of what is limited.
        seconds: The seconds that it may take.
        due: The time at which it must have ended, by the watchdog's clock.
    """

    what: str
    seconds: float
    due: float


class Watchdog:
    """Watches a process until it closes this one's standard input, or exceeds a limit.

    Attributes:
        process: The process.
        verdict: The file for the sentence that says what took too long.
        interrupt: Whether the process is interrupted, as Ctrl+C does, before it is killed.
    """

    def __init__(self, pid: int, verdict: Path, *, interrupt: bool) -> None:
        self.process = psutil.Process(pid)
        self.verdict = verdict
        self.interrupt = interrupt
        self._clock = 0.0
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def watch(self) -> None:
        """Watch until the process ends or is ended."""
        limits: dict[int, Limit] = {}
        while True:
            first = min(limits.values(), key=lambda limit: limit.due, default=None)
            line = self._next_line(first.due if first else math.inf)
            if line is None:
                assert first
                self._tell(first)
                self._end()
                return
            if not line:
                return
            key, what, seconds = json.loads(line)
            if seconds is None:
                del limits[key]
            else:
                limits[key] = Limit(what, seconds, self._clock + seconds)

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line)
        self._lines.put("")

    def _next_line(self, due: float) -> str | None:
        """Return the next line, an empty one at the end of the input, or ``None`` after the timeout."""
        while True:
            looked = time.monotonic()
            try:
                return self._lines.get(timeout=min(LAPSE, max(0.0, due - self._clock)))
            except queue.Empty:
                if self._clock >= due:
                    return None
            finally:
                self._clock += min(LAPSE, time.monotonic() - looked)

    def _tell(self, limit: Limit) -> None:
        sentence = f"{limit.what} took longer than its limit of {limit.seconds:g} s."
        self.verdict.write_text(sentence, encoding="utf-8")
        names = ", ".join(sorted(each.name() for each in self._started()))
        sys.stderr.write(f"\n{sentence} It is ended with the processes that it started: {names or 'none'}.\n")
        sys.stderr.flush()
        self.process.send_signal(STACKS)
        due = time.monotonic() + TELLING
        while not self.verdict.with_suffix(TOLD).exists() and time.monotonic() < due:
            time.sleep(0.1)

    def _started(self) -> list[psutil.Process]:
        return [each for each in self.process.children(recursive=True) if each != psutil.Process()]

    def _end(self) -> None:
        ended = self._started()
        if self.interrupt:
            self.process.send_signal(signal.SIGINT)
        if not (self.interrupt and self._is_closed_in_time()):
            self.process.suspend()  # so that it starts no further processes meanwhile
            ended += [*self._started(), self.process]
        for each in ended:
            if each.is_running():
                each.kill()

    def _is_closed_in_time(self) -> bool:
        due = self._clock + GRACE
        while line := self._next_line(due):
            pass
        return line is not None


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for pytest, which then closes the input
    Watchdog(int(sys.argv[1]), Path(sys.argv[2]), interrupt=sys.argv[3] == "interrupt").watch()
