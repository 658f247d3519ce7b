"""Serves the demo on this machine."""

import contextlib
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import gradio
import uvicorn
from fastapi import FastAPI, HTTPException, Response

from schedulers.command_line.output import as_csv
from schedulers.command_line.reading import CommandError, read
from schedulers.config import ConfigError
from schedulers.config_reader import MAX_BYTES
from schedulers.demo.arguments import parse
from schedulers.demo.guard import Guard
from schedulers.demo.page import HEAD, THEME, page
from schedulers.demo.sessions import Sessions
from schedulers.demo.showing import DOWNLOAD
from schedulers.example import example_yaml

MISUSED = 2

EXAMPLE = "cosine_no_sgdr"
"""The scheduler whose example the page shows at first."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the demo until it is interrupted; returns the exit status."""
    parsed = parse(arguments, "python3 -m schedulers.demo")
    try:
        text = _text(parsed.config) if parsed.config else example_yaml(EXAMPLE, complete=True)
        listening = _listen(parsed.host, parsed.port)
    except (CommandError, ConfigError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return MISUSED
    host, port = listening.getsockname()[:2]
    print(f"The demo is at http://{f'[{host}]' if ':' in host else host}:{port}/ until Ctrl+C ends it.", flush=True)
    settings = uvicorn.Config(
        Guard(application(text), parsed.host),
        log_level="warning",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listening])
    return 0


def application(text: str) -> FastAPI:
    """The page, which starts with a configuration, and the download of its curve."""
    sessions = Sessions()
    application = FastAPI(openapi_url=None)

    @application.get(f"/{DOWNLOAD}")
    def download(session: str) -> Response:
        curve = sessions[session].curve
        if curve is None:
            raise HTTPException(404, "This curve is forgotten. Change the configuration, and it is computed again.")
        return Response(as_csv(curve), media_type="text/csv")

    gradio.mount_gradio_app(
        application,
        page(text, sessions),
        path="/",
        theme=THEME,
        head=HEAD,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    return application


def _text(path: Path) -> str:
    text = read(path)
    if len(text.encode()) > MAX_BYTES:
        raise CommandError(f"{path} has more than {MAX_BYTES:,} bytes, so it is no training configuration")
    return text


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = f"port {port} of {host} can't be served on: {error.strerror}"
        raise CommandError(f"{why}. Choose another with --port; 0 takes any that is free") from None
