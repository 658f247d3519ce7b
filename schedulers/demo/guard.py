"""Keeps other people's pages and oversized requests away from the demo.

Every page in the browser can reach a server on this machine: by requests across origins, or by a domain
name that leads to this machine (DNS rebinding). Only the demo's own page may use this one.
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
"""The most bytes of a request. JSON may need six for each byte of a configuration, and some more around it."""

POLICY = "; ".join(
    [
        # Gradio's page needs inline scripts and templates, but nothing from other hosts.
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
"""The content security policy. With it, the browser itself refuses requests to third parties."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Guard:
    """An ASGI application that passes on only the requests of the demo's own page."""

    def __init__(self, application: Application, host: str) -> None:
        self.application = application
        self.names = {"localhost", host.lower(), socket.gethostname().lower()}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request. Other messages, such as the server's start and end, are passed on."""
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
        """Say why a request does not come from the demo's own page; return an empty text when it does."""
        host = headers.get("host", "")
        if not self._is_own(host):
            return f"The demo does not answer to the name {host or 'of nobody'}."
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return f"The demo does not answer pages of {origin}."
        # For pictures and scripts a browser sends no origin, but still says which site asks. Other sites may link here.
        followed = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and not followed:
            return "The demo does not answer other pages."
        return ""

    def _is_own(self, host: str) -> bool:
        """Tell whether the request names this machine. A numeric address always does, because it is no domain name."""
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
    """Receive the whole body of a request; return ``None`` when it is too long."""
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
    """Return the body that was received already, and then further messages."""
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
    # Gradio's page shows the reader the text under this name.
    await send({"type": "http.response.body", "body": json.dumps({"detail": reason}).encode()})
