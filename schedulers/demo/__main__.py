"""``python -m schedulers.demo``: see `schedulers.demo`."""

import os
import socket
import sys
from collections.abc import Sequence

from schedulers.command_line.error import CommandError
from schedulers.command_line.reading import read
from schedulers.config import ConfigError
from schedulers.demo.arguments import parse
from schedulers.schedules.own_layout import LAYOUT
from schedulers.writing.example import example_yaml

MISUSED = 2

EXAMPLE = "cosine_no_sgdr"
"""The scheduler whose example the page starts with."""

# Gradio and its libraries read these when they are imported. They turn off everything that is sent to others.
PRIVATE = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the demo until it is interrupted. Wrong arguments end the process with status 2."""
    parsed = parse(arguments, "python3 -m schedulers.demo")
    try:
        given = read(parsed.config, LAYOUT) if parsed.config else None
        listening = _listen(parsed.host, parsed.port)
    except (CommandError, ConfigError) as error:
        print(f"demo: {error}", file=sys.stderr)
        sys.exit(MISUSED)
    os.environ |= PRIVATE
    from schedulers.demo.server import serve  # noqa: PLC0415  # takes seconds, which misuse does not wait for

    serve(example_yaml(EXAMPLE, complete=True) if given is None else given, listening, parsed.host)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = f"port {port} of {host} can't be served on: {error.strerror}"
        raise CommandError(f"{why}. Choose another with --port; 0 takes any that is free") from None


main()
