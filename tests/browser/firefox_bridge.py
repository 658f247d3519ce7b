"""Starts Firefox and stands between it and Playwright, which speaks a newer WebDriver BiDi than Firefox ESR.

Two things are bridged: a command that this Firefox does not know, and the name of a download, which it does not give.
"""

import asyncio
import json
import re
import sys
from functools import partial
from typing import Any

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

READY = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
UNKNOWN = "emulation.setMediaFeaturesOverride"
"""Gives the page another colour scheme than the system's; no test asks for one here."""
ANY_SIZE: Any = {"max_size": None, "compression": None}


def answered_here(message: str | bytes) -> str | None:
    """The answer to a command that Firefox does not know; None if it knows it."""
    command = json.loads(message)
    return json.dumps({"type": "success", "id": command["id"], "result": {}}) if command["method"] == UNKNOWN else None


def with_named_download(message: str | bytes) -> str | bytes:
    """What Firefox said; a download that has no name yet is called by its address, which no other has."""
    said = json.loads(message)
    if not said.get("method", "").startswith("browsingContext.download"):
        return message
    said["params"].setdefault("download", said["params"]["url"].rpartition("/")[2])
    return json.dumps(said)


async def bridge(address: str, playwright: ServerConnection) -> None:
    """Carry messages both ways until Playwright has had enough."""
    async with connect(f"{address}/session", proxy=None, **ANY_SIZE) as firefox:

        async def carry_back() -> None:
            async for message in firefox:
                await playwright.send(with_named_download(message))
            await playwright.close()

        carrying = asyncio.create_task(carry_back())
        async for message in playwright:
            answer = answered_here(message)
            await (firefox.send(message) if answer is None else playwright.send(answer))
        carrying.cancel()


async def main(*command: str) -> None:
    """Start Firefox, say where the bridge is as Firefox would say where it is itself, and stay until it ends."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr
    async for line in firefox.stderr:
        if ready := READY.search(line):
            server = await serve(partial(bridge, ready[1].decode()), "127.0.0.1", 0, **ANY_SIZE)
            port = server.sockets[0].getsockname()[1]
            sys.stderr.write(f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n")
        else:
            sys.stderr.buffer.write(line)
        sys.stderr.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
