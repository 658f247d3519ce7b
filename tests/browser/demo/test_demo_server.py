"""The demo's server answers its own page alone, and its command says what is wrong."""

import http.client
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from schedulers.demo.guard import MAX_REQUEST
from schedulers.reading.reader import MAX_BYTES


def answer(address: str, method: str = "GET", path: str = "/", **request: Any) -> http.client.HTTPResponse:
    """What the demo answers to a request."""
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"))
    connection.request(method, path, **request)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.example"},
        {"Host": ""},
        {"Host": "["},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
    ids=str,
)
def test_foreign_pages_are_refused(demo: str, headers: dict[str, str]) -> None:
    """Neither another origin nor another name of this machine is answered, whatever is asked for."""
    for path in ("/", "/config", "/curve.csv?session=x"):
        assert answer(demo, path=path, headers=headers).status == 403
    join = {"body": "{}", "headers": {"Content-Type": "application/json", **headers}}
    assert answer(demo, "POST", "/gradio_api/queue/join", **join).status == 403


def test_own_pages_are_answered(demo: str) -> None:
    """The demo's own page, a link that leads to it, and this machine's other names are answered."""
    own = demo.removeprefix("http://").rstrip("/")
    following = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    for headers in ({}, {"Origin": f"http://{own}"}, following, {"Host": "localhost"}, {"Host": "[::1]:80"}):
        response = answer(demo, headers=headers)
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert answer(demo, path="/curve.csv?session=unknown").status == 404


def test_oversized_requests_are_refused(demo: str) -> None:
    """A request that is too long is refused, whether it says so or not; the longest that is allowed is read."""
    path = "/gradio_api/queue/join"
    assert answer(demo, "POST", path, body=b" " * (MAX_REQUEST + 1)).status == 413
    parts = [b" " * 1024] * (MAX_REQUEST // 1024 + 1)
    assert answer(demo, "POST", path, body=iter(parts), encode_chunked=True).status == 413
    assert answer(demo, "POST", path, body=b" " * MAX_REQUEST).status == 422


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-P", "-m", "schedulers.demo", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_help_needs_nothing(demo: str) -> None:  # noqa: ARG001
    """--help explains every option, and what a host beyond this machine means."""
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("--config FILE", "--port PORT", "--host HOST", "everybody who reaches this machine"):
        assert said in done.stdout


def test_misuse_is_said(demo: str, port: int, tmp_path: Path) -> None:  # noqa: ARG001
    """What can't be started is said in a sentence, without a traceback, with exit status 2."""
    latin, long = tmp_path / "latin.yaml", tmp_path / "long.yaml"
    latin.write_bytes(b"\xe4")
    long.write_text("#" * (MAX_BYTES + 1))
    for arguments, reason in (
        (["--prot", "80"], "unrecognized arguments: --prot"),
        (["--port", "65536"], "must be an int from 0 to 65535; got 65536"),
        (["--config", str(tmp_path / "none.yaml")], "there is no file"),
        (["--config", str(latin)], "the byte 0xe4 is no UTF-8"),
        (["--config", str(long)], "has more than 65,536 bytes"),
        (["--port", str(port)], f"port {port} of 127.0.0.1 can't be served on: Address already in use"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert reason in done.stderr
        assert "Traceback" not in done.stderr
