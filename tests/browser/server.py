"""Serves a built site under a sub-path, as GitHub Pages does, and can be told to fail."""

import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any

SUB_PATH = "/learning-rate/"
LIFETIME = 600
"""Seconds for which GitHub Pages says that the browser need not ask again."""
ALTERED_BYTES = 16
"""At the beginning, where every kind of file has something that it can't do without."""


class Fault(StrEnum):
    """What can be wrong with an answer."""

    MISSING = "missing"
    TRUNCATED = "truncated"  # the half of it, as if that were all
    BROKEN_OFF = "broken off"  # the half of it, then the connection closes
    ALTERED = "altered"  # as long as it should be, with other bytes
    MISTYPED = "mistyped"


class PatientServer(http.server.ThreadingHTTPServer):
    """A server whose clients may go at any time."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone before its answer came, as one does that reloads a page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Server(PatientServer):
    """A server on this machine.

    Attributes:
        site: The folder that is served.
        sub_path: Below which path it is served.
        missing: Parts of paths that are answered with 404.
        faults: What is done to the answer of each path that contains the key.
        mends: Whether a path is faulty but once.
        lifetime: For how many seconds the browser may keep what it got without asking again; GitHub Pages says 600.
        held: While this is clear, requests whose path contains ``hold`` wait.
        hold: A part of the paths that wait; empty for none.
        paths: Every path that was asked for; `wait_until_asked` waits for one.
    """

    daemon_threads = True

    def __init__(self, site: Path, sub_path: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.held = threading.Event()
        self.begin(site, sub_path)

    def begin(self, site: Path, sub_path: str = SUB_PATH) -> None:
        """Serve a site faultlessly from now on, whatever was asked of the server before."""
        self.held.set()  # nobody waits any longer for what a test before this one held back
        self.site = site
        self.sub_path = sub_path
        self.missing: set[str] = set()
        self.faults: dict[str, Fault] = {}
        self.mends = False
        self.lifetime = 0
        self.paths: list[str] = []
        self.hold = ""
        self.held = threading.Event()
        self._asked = threading.Condition()

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.sub_path}"

    def let_go(self, hold: str = "") -> None:
        """Answer what is held back, and hold back from now on what has ``hold`` in its path."""
        held, self.held, self.hold = self.held, threading.Event(), hold
        held.set()

    def note(self, path: str) -> None:
        """Add to what was asked for."""
        with self._asked:
            self.paths.append(path)
            self._asked.notify_all()

    def wait_until_asked(self, part: str) -> None:
        """Wait until a path that contains ``part`` was asked for."""
        with self._asked:
            self._asked.wait_for(lambda: any(part in path for path in self.paths))


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def __init__(self, request: Any, address: Any, server: Server) -> None:
        super().__init__(request, address, server, directory=str(server.site))

    def do_GET(self) -> None:
        self.server.note(self.path)
        if self.server.hold and self.server.hold in self.path:
            self.server.held.wait(60)
        fault = self._fault()
        if fault == Fault.MISSING:
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self.server.sub_path)
        if fault is None:
            super().do_GET()
        else:
            self._send_faulty(fault)

    def do_HEAD(self) -> None:
        """Tell whether there is a file, as the page asks when the browser has refused one."""
        if self._fault() == Fault.MISSING:
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self.server.sub_path)
        super().do_HEAD()

    def _fault(self) -> Fault | None:
        """What is wrong with the file that is asked for."""
        inside = self.path.startswith(self.server.sub_path)
        if not inside or any(part in self.path for part in self.server.missing):
            return Fault.MISSING
        faulty = next((part for part in self.server.faults if part in self.path), None)
        if faulty is None:
            return None
        return self.server.faults.pop(faulty) if self.server.mends else self.server.faults[faulty]

    def _send_faulty(self, fault: Fault) -> None:
        path = Path(self.translate_path(self.path))
        whole = path.read_bytes()
        half = len(whole) // 2
        content = whole
        if fault in {Fault.TRUNCATED, Fault.BROKEN_OFF}:
            content = whole[:half]
        elif fault == Fault.ALTERED:
            content = bytes(byte ^ 1 for byte in whole[:ALTERED_BYTES]) + whole[ALTERED_BYTES:]
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if fault == Fault.MISTYPED else self.guess_type(path))
        self.send_header("Content-Length", str(len(whole if fault == Fault.BROKEN_OFF else content)))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for missing pages, as GitHub Pages does at any depth."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        """Have the browser ask each time, so that what is missing or held is so whatever it has seen before."""
        lifetime = self.server.lifetime
        self.send_header("Cache-Control", f"max-age={lifetime}" if lifetime else "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the output of the tests readable."""


@contextmanager
def serving(site: Path, sub_path: str = SUB_PATH, port: int = 0) -> Iterator[Server]:
    """Serve ``site`` for as long as the context lasts."""
    server = Server(site, sub_path, port)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.held.set()
        server.shutdown()
        thread.join()
        server.server_close()
