"""Serves the demo on this machine."""

import contextlib
import socket

import gradio
import uvicorn
from fastapi import FastAPI, HTTPException, Response

from schedulers.command_line.output import as_csv
from schedulers.demo.demo_page import HEAD, THEME, page
from schedulers.demo.guard import Guard
from schedulers.demo.sessions import Sessions
from schedulers.demo.showing import DOWNLOAD


def serve(text: str, listening: socket.socket, host: str) -> None:
    """Serve the page until it is interrupted.

    Args:
        text: The configuration to start with.
        listening: The address and port that the server listens on.
        host: The name that the user gave for this address.
    """
    guarded = Guard(application(text), host)
    address, port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    settings = uvicorn.Config(guarded, log_level="warning", ws="none", timeout_graceful_shutdown=1)
    with contextlib.suppress(KeyboardInterrupt):
        print(f"The demo is at http://{shown}:{port}/ until Ctrl+C ends it.", flush=True)
        uvicorn.Server(settings).run(sockets=[listening])


def application(text: str) -> FastAPI:
    """Return the application: the page, which starts with a configuration, and the download of its curve."""
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
