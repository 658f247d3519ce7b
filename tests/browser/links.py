"""Links into the simulator, made here and not by the page."""

import base64
import json
import zlib
from typing import Any


def fragment(content: bytes, version: str = "1") -> str:
    """The fragment of a link that holds ``content``, whatever that is."""
    return f"#s{version}." + base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def held(fragment: str) -> dict[str, Any]:
    """What a link's fragment holds."""
    packed = fragment.partition(".")[2]
    found: dict[str, Any] = json.loads(zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))))
    return found


def holding(value: Any, version: str = "1") -> str:
    """The fragment of a link that holds ``value`` as JSON."""
    return fragment(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), version)
