"""Fetching NumPy's wheel for the browser: the order of the sources, and what is refused."""

import functools
import http.server
import importlib.util
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from site_plugins.cache import BuildError, sha256
from site_plugins.simulator.python import numpy_wheel as module
from site_plugins.simulator.python.numpy_wheel import numpy_wheel, read_member
from tests.support.budget import once_a_week

FILE_NAME = "numpy-9.9.9-cp313-cp313-wasm32.whl"
WHEEL = b"the published bytes of NumPy"


class RangeHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files, also in part, and counts the bytes sent."""

    sent = 0

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        start, stop = 0, len(content)
        if wanted := re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", "")):
            first, last = wanted.groups()
            start = int(first) if first else max(0, stop - int(last))
            stop = min(stop, int(last) + 1) if first and last else stop
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(stop - start))
        self.end_headers()
        self.wfile.write(content[start:stop])
        RangeHandler.sent += stop - start

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


class Sources:
    """A local stand-in for the two hosts: `folder` is what they serve, `cache` is the build's cache."""

    def __init__(self, folder: Path, cache: Path, address: str) -> None:
        self.folder, self.cache, self.address = folder, cache, address

    def publish_on_cdn(self, content: bytes) -> None:
        (self.folder / FILE_NAME).write_bytes(content)

    def publish_in_carrier(self, content: bytes) -> None:
        with zipfile.ZipFile(self.folder / "carrier.whl", "w") as archive:
            archive.writestr("ballast.bin", bytes(500_000))
            archive.writestr(module.CARRIER_MEMBER.format(file_name=FILE_NAME), content)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    folder, cache = tmp_path / "served", tmp_path / "cache"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(RangeHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("SIMULATOR_CACHE", str(cache))
    monkeypatch.setattr(module, "CDN", address + "/{file_name}?{version}")
    monkeypatch.setattr(module, "_carrier_url", lambda: f"{address}/carrier.whl")
    yield Sources(folder, cache, address)
    server.shutdown()
    server.server_close()


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """A directory with the two files of Pyodide that say which NumPy it wants."""
    directory = tmp_path / "pyodide"
    directory.mkdir()
    entry = {"file_name": FILE_NAME, "sha256": sha256(WHEEL)}
    (directory / "pyodide-lock.json").write_text(json.dumps({"packages": {"numpy": entry}}))
    (directory / "package.json").write_text('{"version": "1.2.3"}')
    return directory


def test_the_cdn_comes_before_the_carrier(sources: Sources, pyodide: Path) -> None:
    """The file on the CDN is taken and kept in the cache, where it is found when nothing is served any more."""
    sources.publish_on_cdn(WHEEL)
    assert numpy_wheel(pyodide) == sources.cache / FILE_NAME
    (sources.folder / FILE_NAME).unlink()
    assert numpy_wheel(pyodide).read_bytes() == WHEEL


def test_without_the_cdn_the_carrier_gives_the_file(sources: Sources, pyodide: Path) -> None:
    """When the CDN has no such file, the member of the carrier is taken."""
    sources.publish_in_carrier(WHEEL)
    assert numpy_wheel(pyodide).read_bytes() == WHEEL


def test_altered_bytes_are_passed_over(sources: Sources, pyodide: Path) -> None:
    """A cached or downloaded file with another sha256 is not taken; the next source mends the cache."""
    sources.cache.mkdir()
    (sources.cache / FILE_NAME).write_bytes(WHEEL[:-1])
    sources.publish_on_cdn(WHEEL + b"!")
    sources.publish_in_carrier(WHEEL)
    assert numpy_wheel(pyodide).read_bytes() == WHEEL
    assert (sources.cache / FILE_NAME).read_bytes() == WHEEL


def test_when_all_fail_the_error_tells_each_reason(sources: Sources, pyodide: Path) -> None:
    """The error names each source with its own reason, and the place where the file can be put by hand."""
    sources.publish_in_carrier(b"altered")
    with pytest.raises(BuildError) as caught:
        numpy_wheel(pyodide)
    message = str(caught.value)
    assert f"the cache, {sources.cache / FILE_NAME}: No such file or directory\n" in message
    assert re.search(r"Pyodide's CDN: 404 Client Error", message)
    assert f"{module.CARRIER}: its sha256 is {sha256(b'altered')}, not {sha256(WHEEL)}" in message
    assert f"place the file at {sources.cache / FILE_NAME} (sha256 {sha256(WHEEL)})" in message
    assert not (sources.cache / FILE_NAME).exists()


def test_an_error_without_a_word_is_a_reason_like_any_other(
    sources: Sources, pyodide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an error says nothing, its kind is told, and the next source is asked."""

    def fail() -> str:
        raise TimeoutError

    monkeypatch.setattr(module, "_carrier_url", fail)
    with pytest.raises(BuildError, match=f"{module.CARRIER}: TimeoutError\n"):
        numpy_wheel(pyodide)
    assert sources.folder.exists()


def test_an_unreachable_host_is_a_reason_like_any_other(
    sources: Sources, pyodide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No connection to the CDN does not stop the build from asking the next source."""
    monkeypatch.setattr(module, "CDN", "http://127.0.0.1:1/{version}/{file_name}")
    sources.publish_in_carrier(WHEEL)
    assert numpy_wheel(pyodide).read_bytes() == WHEEL


def test_only_the_member_is_fetched(sources: Sources) -> None:
    """Reading one member of a remote zip leaves the rest of the zip where it is."""
    sources.publish_in_carrier(WHEEL)
    RangeHandler.sent = 0
    member = module.CARRIER_MEMBER.format(file_name=FILE_NAME)
    assert read_member(f"{sources.address}/carrier.whl", member) == WHEEL
    assert RangeHandler.sent < 200_000


def test_a_python_without_pip_says_so(pyodide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pip is missing, the reason says that and how to add it."""

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pip" else real(name, package)

    real = importlib.util.find_spec
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path))
    monkeypatch.setattr(module, "CDN", "http://127.0.0.1:1/{version}/{file_name}")
    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    with pytest.raises(BuildError, match=r"has no pip.*python -m ensurepip"):
        numpy_wheel(pyodide)


@pytest.mark.slow
@once_a_week("the other tests here, with a carrier of their own")
def test_pip_knows_where_the_carrier_is() -> None:
    """The installed pip names the wheel of the pinned version without downloading it."""
    url = module._carrier_url()
    assert url.endswith("/open_webui-0.9.6-py3-none-any.whl")
