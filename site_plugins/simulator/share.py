"""Links that open the simulator with a configuration, as its button "Copy link" makes them.

The format is that of `assets/src/share.ts` and `assets/src/snapshot.ts`, whose first version this writes.
"""

import base64
import json
import zlib


def fragment(text: str, *, logarithmic: bool = False) -> str:
    """The part of the simulator's address, from ``#`` on, that opens it with the configuration ``text``.

    >>> fragment("training: {}").startswith("#s1.")
    True
    """
    snapshot = {"text": text, **({"logarithmic": True} if logarithmic else {})}
    compressed = zlib.compress(json.dumps(snapshot, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return "#s1." + base64.urlsafe_b64encode(compressed).decode().rstrip("=")
