"""Defines and parses the arguments of the demo.

The script that installs the demo runs this file before anything is installed. So it imports only the standard library.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

LOOPBACK = "127.0.0.1"

_ENDING = f"""\
Only programs of this machine reach {LOOPBACK}. With another host, such as 0.0.0.0, everybody who reaches this machine
over the network can use the demo, without a password, and make it compute.
"""


def parse(arguments: Sequence[str] | None, program: str) -> argparse.Namespace:
    """Parse the arguments that follow the program's name, by default those of the process.

    Returns:
        With ``port``, ``host`` and ``config``, a file or ``None``.

    Raises:
        SystemExit: With 2 when the demo was misused, with 0 after ``--help``.

    >>> parse(["--port", "8080"], "demo").port
    8080
    """
    parser = argparse.ArgumentParser(
        prog=program,
        description="Shows the learning rate over a whole training in a page on this machine, as torch steps it.",
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    config_help = "the training configuration to start with; an example where it is not given"
    parser.add_argument("--config", type=_file, metavar="FILE", help=config_help)
    parser.add_argument(
        "--port",
        type=_port,
        default=7860,
        help="the port of the page, %(default)s if not given; 0 takes any that is free",
    )
    parser.add_argument("--host", default=LOOPBACK, help="the address to serve the page on, %(default)s if not given")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"must be an int from 0 to 65535; got {text}")
    return int(text)


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text)
