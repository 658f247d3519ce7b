"""Serves a built site under a sub-path, as GitHub Pages does, and can be told to fail."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

SUB_PATH = "/learning-rate/"


class Server(http.server.ThreadingHTTPServer):
    """A server on this machine.

    Attributes:
        missing: Parts of paths that are answered with 404.
        held: While this is clear, requests whose path contains ``hold`` wait.
        hold: A part of the paths that wait; empty for none.
        paths: Every path that was asked for.
    """

    daemon_threads = True

    def __init__(self, site: Path, sub_path: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(site)))
        self.sub_path = sub_path
        self.missing: set[str] = set()
        self.paths: list[str] = []
        self.hold = ""
        self.held = threading.Event()

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.sub_path}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        if self.server.hold and self.server.hold in self.path:
            self.server.held.wait(60)
        inside = self.path.startswith(self.server.sub_path)
        if not inside or any(part in self.path for part in self.server.missing):
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self.server.sub_path)
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for missing pages, as GitHub Pages does at any depth."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        """Have the browser ask each time, so that what is missing or held is so whatever it has seen before."""
        self.send_header("Cache-Control", "no-cache")
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
