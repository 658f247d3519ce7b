"""Links that no page has made: damaged, swollen, of other versions, and with what is no snapshot."""

import json
from typing import Any

from tests.browser.links import fragment, holding
from tests.support.budget import cases


def hostile_pins() -> list[dict[str, Any]]:
    pin = {"name": "a", "text": "b"}
    lists: list[Any] = [None, 1, "x", {}, {"0": pin, "length": 1}, [None], [1], ["x"], [[]], [{}], [pin, None], []]
    names: list[Any] = [None, 1, ["a"], "", " ", " a", "a ", "a\nb", "a\u2028b", "\0", "a" * 61, "a" * 60_000]
    looks: list[Any] = [None, -1, 8, 0.5, "0", [0], 1e308]
    wrong: list[Any] = [None, 1, ["x"], {}]
    lists += [[{**pin, "name": name}] for name in names] + [[{**pin, "look": look}] for look in looks]
    lists += [[{**pin, "text": text}] for text in wrong] + [[{"name": "a"}], [{"text": "b"}]]
    lists += [[{**pin, "hidden": hidden}] for hidden in (None, 0, 1, "true", False)]
    lists += [[{**pin, "other": 1}], [{**pin, "__proto__": {"look": 2}}], [{**pin, "constructor": "x"}]]
    lists += [[pin, pin], [pin, {**pin, "name": "b", "look": 0}]]  # a name, then a look, that another pin has
    lists += [[{"name": str(number), "text": "x"} for number in range(count)] for count in (9, 1000)]
    thresholds: list[Any] = [None, 1, ["1"], "1" * 31, "1e-3"]
    return [{"pins": pins} for pins in lists] + [{"threshold": threshold} for threshold in thresholds] + [{}]


def hostile_fragments() -> list[str]:
    good = fragment(json.dumps({"text": "lost: not"}, separators=(",", ":")).encode())
    # The last character has bits that mean nothing, so changing it may change nothing.
    flipped = [good[:i] + ("A" if good[i] != "A" else "B") + good[i + 1 :] for i in range(4, len(good) - 1)]
    cut = [good[:length] for length in range(3, len(good) - 1)]
    longer = [good + tail for tail in ("AAAA", "-_-_", "....", ")", "%00", "&x=1", "\u200b", "😀")]
    scripts = [
        "<script>executed=1</script>",
        "<img src=x onerror=executed=1>",
        "javascript:executed=1",
        "'\"><svg onload=x>",
    ]
    injected = [f"#s1.{script}" for script in scripts] + [f"#s1{script}" for script in scripts]
    bombs = [fragment(b" " * size) for size in (64 * 1024 + 1, 10**6, 10**8)] + [holding({"text": "x" * 10**7})]
    versions = [fragment(b'{"text":"x"}', version) for version in ("0", "2", "3", "01", "99", "1" * 400)]
    values: list[Any] = [
        None,
        1,
        "x",
        [],
        {},
        {"text": 1},
        {"text": None},
        {"text": ["x"]},
        {"text": "x", "zoom": [2, 1]},
    ]
    values += [
        {"text": "x", "zoom": zoom} for zoom in (1, [1], [1, 2, 3], [-1, 2], [0.5, 2], ["0", "2"], {"0": 0, "1": 1})
    ]
    values += [{"text": "x", "logarithmic": 1}, {"text": "x", "__proto__": {"a": 1}}, {"text": "x", "pins": []}]
    values += [{"text": "x", "pins": [{"name": "a", "text": "b"}]}, {"text": "x", "threshold": "1"}]  # of version 2
    wrong = [holding(value) for value in values] + [fragment(b'{"text":"\xff"}'), fragment(b'{"text":'), fragment(b"")]
    wrong += [holding({"text": "x", **more}, version="2") for more in hostile_pins()]
    long = ["#s1." + "A" * 300_000]
    padded = [
        f"#s1.{good[4:][:at]}{junk}{good[4:][at:]}" for at in range(0, 40, 2) for junk in ("!", "*", "=", "+", "/")
    ]
    slightly = [*flipped, *cut, *padded]
    some = slightly[:: len(slightly) // cases(len(slightly))]
    return [*some, *longer, *injected, *bombs, *versions, *wrong, *long]
