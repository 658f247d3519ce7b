"""Keeps other people's pages and oversized requests away from the demo.

A server of this machine is reached by every page that the browser shows: by requests across origins, and by a domain
name that is made to stand for this machine (DNS rebinding). Only the demo's own page may talk to it.
"""

import ipaddress
import json
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from schedulers.reading.reader import MAX_BYTES

MAX_REQUEST = 6 * MAX_BYTES + 16 * 1024
"""Bytes of a request at the most: JSON may take six for one of a configuration, and what is around it takes some."""

POLICY = "; ".join(
    [
        # What Gradio's page needs: scripts in the page and templates, but nothing from anywhere else.
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
"""Makes the browser itself refuse to ask third parties for anything."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Guard:
    """An ASGI application that passes on to another what comes from the demo's own page."""

    def __init__(self, application: Application, host: str) -> None:
        self.application = application
        self.names = {"localhost", host.lower(), socket.gethostname().lower()}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request; what is none, such as the server's start and end, is passed on."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.application(scope, receive, send)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        reason = self._foreign(scope["method"], headers)
        if reason:
            await _refuse(send, HTTPStatus.FORBIDDEN, reason)
            return
        body = await _body(headers, receive)
        if body is None:
            reason = f"The request is longer than {MAX_REQUEST:,} bytes; a configuration has at most {MAX_BYTES:,}."
            await _refuse(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason)
            return
        await self.application(scope, _replay(body, receive), _with_policy(send))

    def _foreign(self, method: str, headers: dict[str, str]) -> str:
        """Why a request does not come from the demo's own page; empty when it does."""
        host = headers.get("host", "")
        if not self._is_own(host):
            return f"The demo does not answer to the name {host or 'of nobody'}."
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return f"The demo does not answer pages of {origin}."
        # A browser that sends no origin, as with pictures and scripts, still says whose page asks. Links may lead here.
        followed = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and not followed:
            return "The demo does not answer other pages."
        return ""

    def _is_own(self, host: str) -> bool:
        """Whether a name of this machine was asked for: an address is one, for no domain name stands for itself."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self.names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _body(headers: dict[str, str], receive: Receive) -> bytes | None:
    """What is sent, as a whole; ``None`` when it is too long."""
    if int(headers.get("content-length", "0")) > MAX_REQUEST:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_REQUEST:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was received already, then whatever comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _with_policy(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"content-security-policy", POLICY.encode())]
        await send(message)

    return sending


async def _refuse(send: Send, status: HTTPStatus, reason: str) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    # Gradio's page tells the reader what it finds under this name.
    await send({"type": "http.response.body", "body": json.dumps({"detail": reason}).encode()})
