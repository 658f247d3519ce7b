"""Links that open the simulator with a configuration, as its button "Copy link" makes them.

The format is that of `assets/src/session/link.ts` and `assets/src/model/snapshot.ts`.
"""

import base64
import json
import posixpath
import zlib
from collections.abc import Mapping


def fragment(text: str, *, logarithmic: bool = False, pins: Mapping[str, str] | None = None) -> str:
    """Write the part of the simulator's address, from ``#`` on, that opens it with a configuration.

    Args:
        text: The configuration.
        logarithmic: Whether the chart's scale is.
        pins: Configurations to compare it with, by name.

    >>> fragment("training: {}").startswith("#s1.")
    True
    """
    snapshot: dict[str, object] = {"text": text, **({"logarithmic": True} if logarithmic else {})}
    if pins:
        snapshot["pins"] = [{"name": name, "text": pinned} for name, pinned in pins.items()]
    compressed = zlib.compress(json.dumps(snapshot, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return f"#s{2 if pins else 1}." + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def relative(to: str, page: str) -> str:
    """Return the relative link from a document to another; empty where there is no other.

    >>> relative("simulator.md", "guides/a.md"), relative("", "a.md")
    ('../simulator.md', '')
    """
    return to and posixpath.relpath(to, posixpath.dirname(page) or ".")
