"""Makes links that nobody's page made, and gives them to the page's own decoder in a real Chromium."""

import base64
import json
import random
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import install_packages, run_node
from tests.browser.conftest import launch_options
from tests.fuzz.documents import document
from tests.fuzz.outcome import Found
from tests.fuzz.page_memory import PageMemory

BUNDLE = """
import { build } from "esbuild";
const entryPoints = ["src/session/link.ts"];
await build({ entryPoints, bundle: true, format: "iife", globalName: "share", outfile: "OUT" });
"""

PORTION = 250
"""Links that the page is given at once: few enough that what they leave behind together is less than one may need."""

AGAIN = 0.2
"""Seconds from which on a link is opened three times more: a page has only a clock, which runs on while it waits."""

# A link is sound only when the page would have made that very link's content; otherwise a sentence says why it is not.
OPEN = """async links => {
  const answers = [];
  for (const link of links) {
    const before = performance.now();
    let answer;
    try {
      const state = await share.fromFragment(link);
      const again = await share.fromFragment(await share.toFragment(state));
      if (JSON.stringify(again) !== JSON.stringify(state)) throw new Error("its own link holds something else");
      const own = Object.keys(state).sort().join();
      if (own !== "pins,text,threshold,view") throw new Error(`it holds ${own}`);
      answer = { text: state.text };
    } catch (error) {
      answer = { [error.name === "ShareError" ? "sentence" : "failure"]: `${error.name}: ${error.message}` };
    }
    answers.push({ ...answer, seconds: (performance.now() - before) / 1000 });
  }
  if ({}.look !== undefined || {}.polluted !== undefined) throw new Error("a link changed what every object inherits");
  return { answers, executed: typeof executed };
}"""


def open_links(count: int, seed: int) -> Found:
    """Open ``count`` links, those of ``seed`` and the numbers after it, in one page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        found = open_links_in(browser.new_page(), count, seed)
        browser.close()
    return found


def open_links_in(page: Page, count: int, seed: int) -> Found:
    """The same in a page that is there."""
    found = Found()
    with TemporaryDirectory() as folder:
        # Not as an element of the page, which its policy refuses.
        page.evaluate(f"{bundled_decoder(Path(folder)).read_text(encoding='utf-8')}; globalThis.share = share; null")
    memory = PageMemory(page)
    for first in range(seed, seed + count, PORTION):
        _open_portion(page, range(first, min(first + PORTION, seed + count)), memory, found)
    return found


def bundled_decoder(folder: Path) -> Path:
    """The page's decoder as a script that leaves it in the global ``share``."""
    bundle = folder / "share.js"
    install_packages(ASSETS)
    run_node("--input-type=module", "--eval", BUNDLE.replace("OUT", bundle.as_posix()), directory=ASSETS)
    return bundle


def _open_portion(page: Page, seeds: range, memory: PageMemory, found: Found) -> None:
    made = [link(random.Random(seed)) for seed in seeds]  # noqa: S311  # no secret
    memory.start()
    result = page.evaluate(OPEN, [fragment for fragment, _ in made])
    found.growth = max(found.growth, memory.growth())
    if result["executed"] != "undefined":
        found.failures.append(f"seeds {seeds}: a link was executed")
    for seed, (fragment, text), answer in zip(seeds, made, result["answers"], strict=True):
        if "failure" in answer or (text is not None and answer.get("text") != text):
            found.failures.append(f"seed {seed}: {fragment[:200]!a} {answer}")
        else:
            found.note(seed, accepted="text" in answer, seconds=_seconds(page, fragment, answer["seconds"]))


def _seconds(page: Page, fragment: str, seconds: float) -> float:
    """How long the page takes for a link, of which it seemed to take so long."""
    if seconds < AGAIN:
        return seconds
    again = [page.evaluate(OPEN, [fragment])["answers"][0]["seconds"] for _ in range(3)]
    return float(min(seconds, *again))


def link(chance: random.Random) -> tuple[str, str | None]:
    """A fragment, and the text that it must give where it is sound; ``None`` where it need not give one."""
    value = _snapshot(chance)
    if chance.random() < 0.15:
        sound = {key: value[key] for key in ("text", "logarithmic", "zoom") if key in value}
        return _fragment(_json(sound), chance), value["text"]
    for _ in range(chance.randint(0, 3)):
        value = _altered(value, chance)
    content = _json(value)
    if chance.random() < 0.2:
        content = _damaged(content, chance)
    if chance.random() < 0.005:
        return _bomb(
            chance.choice("12"), chance.choice(' "[\0'), chance.choice([65_537, 10**6, 3 * 10**7, 9 * 10**7])
        ), None
    fragment = _fragment(content, chance, version=chance.choice("12"), damaged=chance.random() < 0.2)
    return (_damaged_text(fragment, chance) if chance.random() < 0.2 else fragment), None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _fragment(content: bytes, chance: random.Random, version: str = "1", *, damaged: bool = False) -> str:
    compressed = zlib.compress(content, chance.randint(0, 9))
    if damaged:
        compressed = _damaged(zlib.compress(content, 9, chance.choice([15, 9, -15, 31])), chance)
    return _in_base64(version, compressed)


@cache
def _bomb(version: str, character: str, count: int) -> str:
    """A small link that holds a lot; the largest is as long as a link may be."""
    return _in_base64(version, zlib.compress(character.encode() * count, 9))


def _in_base64(version: str, compressed: bytes) -> str:
    return f"#s{version}." + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def _snapshot(chance: random.Random) -> Any:
    text = document(chance) if chance.random() < 0.5 else "a: 1"
    value: dict[str, Any] = {"text": text[:2_000].encode("utf-8", "ignore").decode()}
    if chance.random() < 0.3:
        value["logarithmic"] = True
    if chance.random() < 0.3:
        value["zoom"] = [0, chance.randint(1, 10**6)]
    if chance.random() < 0.4:
        pins = [{"name": f"pin {index}", "text": "a: 1"} for index in range(chance.randint(1, 9))]
        value["pins"] = [{**pin, "hidden": True} if chance.random() < 0.2 else pin for pin in pins]
    if chance.random() < 0.3:
        value["threshold"] = chance.choice(["1e-4", "", "x" * 31])
    return value


# As many in a line as fit, because they are looked through and not read.
# fmt: off
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, 8, 1e308, 2**53, "", "x", "1e-3", "\0", "<script>executed=1</script>",
    "a" * 70_000, [], [[]], [None], [0, 1], [1, 0], [0.5, 2], ["0", "1"], [0, 1, 2], {},
    {"length": 2, "0": 0, "1": 1}, {"name": "a"}, {"text": "x"}, {"__proto__": {"look": 1}},
    {"constructor": {"prototype": {"polluted": 1}}}, [{"name": "a", "text": "b"}],
)
KEYS = (
    "text", "logarithmic", "zoom", "pins", "threshold", "name", "look", "hidden", "visible", "view", "length", "0",
    "", "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "toJSON", "then", "valueOf",
)
# fmt: on


def _altered(value: Any, chance: random.Random) -> Any:
    """The value with something else somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice([*value, chance.choice(KEYS)])
        if chance.random() < 0.2:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: _altered(value.get(key), chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        index = chance.randrange(len(value))
        return [*value[:index], _altered(value[index], chance), *value[index:]]
    return chance.choice(ODD)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    some = bytes(chance.randrange(256) for _ in range(chance.choice([0, 1, 1, 4])))
    return chance.choice([content[:at], content[:at] + some + content[at:], content[:at] + some + content[at + 1 :]])


def _damaged_text(fragment: str, chance: random.Random) -> str:
    at = chance.randrange(2, len(fragment) + 1)
    put = chance.choice(
        ["", "A", "=", "%00", "é", "\u202e", "\n", "😀", "#s1.", "<img src=x onerror=executed=1>", "." * 300_000]
    )
    version = chance.choice(["0", "3", "01", "99", "1" * 400, "-1", "1.0", "\u0661"])
    cut, put_in, replaced = fragment[:at], fragment[:at] + put + fragment[at:], fragment[:at] + put + fragment[at + 1 :]
    return chance.choice([cut, put_in, replaced, f"#s{version}{fragment[3:]}", fragment.upper(), fragment.lower()])
