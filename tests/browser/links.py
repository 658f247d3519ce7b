"""Links into the simulator, made here and not by the page."""

import base64
import json
import zlib
from typing import Any


def fragment(content: bytes, version: str = "1") -> str:
    """The fragment of a link that holds ``content``, whatever that is."""
    return f"#s{version}." + base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def holding(value: Any, version: str = "1") -> str:
    """The fragment of a link that holds ``value`` as JSON."""
    return fragment(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), version)
