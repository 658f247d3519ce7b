"""Serves a folder as GitHub Pages does, over a line as slow as is wanted."""

import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.browser.server import PatientServer

COMPRESSED = {"text/html", "text/css", "text/javascript", "application/json", "application/wasm", "image/svg+xml"}
"""The types that GitHub Pages serves with gzip; wheels and zip files are not among them."""
MAX_AGE = 600
CHUNK = 16 * 1024


@dataclass(frozen=True)
class Line:
    """A network.

    Attributes:
        bits_per_second: What all answers together get through; None for no limit.
        latency: Seconds from a request to the first byte of its answer.
    """

    bits_per_second: float | None = None
    latency: float = 0


FAST = Line()
SLOW = Line(bits_per_second=10e6, latency=0.04)


class PagesServer(PatientServer):
    """A server on this machine that counts what it sends.

    Attributes:
        line: The network that it seems to be behind.
        sent: Bytes of all bodies, as they went over the line, by path.
    """

    daemon_threads = True

    def __init__(self, folder: Path, sub_path: str) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sub_path = sub_path
        self.line = FAST
        self.sent: dict[str, int] = {}
        self._turn = threading.Lock()
        self._free_at = 0.0

    @property
    def url(self) -> str:
        """Where the folder is."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.sub_path}"

    def wait_for_line(self, size: int) -> None:
        """Come back when `size` more bytes have got through the line that all answers share."""
        if self.line.bits_per_second is None:
            return
        with self._turn:
            self._free_at = max(self._free_at, time.monotonic()) + 8 * size / self.line.bits_per_second
            through = self._free_at
        time.sleep(max(0, through - time.monotonic()))


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: PagesServer
    protocol_version = "HTTP/1.1"  # connections are kept, as they are in reality

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = Path(self.translate_path("/" + path.removeprefix(self.server.sub_path)))
        file = file / "index.html" if file.is_dir() else file
        if not path.startswith(self.server.sub_path) or not file.is_file():
            self.send_error(404)
            return
        type_, body, zipped, tag = _read(file)
        time.sleep(self.server.line.latency)
        unchanged = self.headers.get("If-None-Match") == tag
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", f"max-age={MAX_AGE}")
        if not unchanged:
            self.send_header("Content-Type", type_)
            self.send_header("Content-Length", str(len(body)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if unchanged:
            return
        self.server.sent[path] = self.server.sent.get(path, 0) + len(body)
        for start in range(0, len(body), CHUNK):
            chunk = body[start : start + CHUNK]
            self.server.wait_for_line(len(chunk))
            self.wfile.write(chunk)

    def log_message(self, *_: Any) -> None:
        """Keep the table readable."""


@cache
def _read(file: Path) -> tuple[str, bytes, bool, str]:
    """Type, body, whether that is compressed, and tag; compressed once, so that this costs no answer any time."""
    type_ = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content = file.read_bytes()
    zipped = type_ in COMPRESSED
    body = gzip.compress(content, 6) if zipped else content
    return type_, body, zipped, f'"{hash(content):x}"'


@contextmanager
def serving_pages(folder: Path, sub_path: str = "/learning-rate/") -> Iterator[PagesServer]:
    """Serve ``folder`` for as long as the context lasts."""
    server = PagesServer(folder, sub_path)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
