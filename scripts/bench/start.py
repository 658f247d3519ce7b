"""Measures the start of the browser's Python, beside the published Pyodide with NumPy, loaded in the same way.

Both start in a module worker, whose program stands in an otherwise empty page, from the same server, in turns. Ready is
when the worker has said so: here Python, NumPy, PyYAML and this project's package are imported by then, there Python
and NumPy. Cold is the first visit of a browser with an empty profile, warm the next visit in that profile.
"""

import html
import json
import re
import shutil
import statistics
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page

from scripts.bench.pages_server import Line, PagesServer
from site_plugins.simulator.python.numpy_wheel import numpy_wheel
from site_plugins.simulator.toolchain.bundle import bundle, pyodide_core

ROUNDS = 5
SETTLE = 3000
"""Milliseconds between the visits, in which a browser stores what it has compiled."""

PAGE = """<!doctype html><meta charset="utf-8"><title>Start</title><script type="module">
const program = new Blob([{worker}], {{ type: "text/javascript" }});
const worker = new Worker(URL.createObjectURL(program), {{ type: "module" }});
worker.onmessage = ({{ data }}) => {{
  if (data.type === "ready") window.ready = performance.now();
  if (data.type === "failed") window.failed = data.reason;
}};
worker.postMessage({message});
</script>"""

STOCK_WORKER = """
self.onmessage = async ({ data: stock }) => {
  try {
    const { loadPyodide } = await import(`${stock}pyodide.mjs`);
    const pyodide = await loadPyodide({ indexURL: stock, packages: ["numpy"] });
    pyodide.pyimport("numpy");
    self.postMessage({ type: "ready" });
  } catch (error) {
    self.postMessage({ type: "failed", reason: String(error) });
  }
};
"""
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@dataclass(frozen=True)
class Start:
    """Medians over the rounds, in seconds and bytes.

    Attributes:
        line: What the network is called.
        stock_cold: The published files, first visit.
        cold: This site's, first visit.
        stock_warm: The published files, next visit.
        warm: This site's, next visit.
        stock_bytes: What the first visit of the published files fetched.
        bytes: What the first visit of this site's fetched.
    """

    line: str
    stock_cold: float
    cold: float
    stock_warm: float
    warm: float
    stock_bytes: int
    bytes: int


def add_start_pages(site: Path, folder: Path) -> Path:
    """A copy of the built ``site`` in ``folder`` with a page that starts its worker, and one for what is published."""
    copy = Path(shutil.copytree(site, folder / "site"))
    page = (copy / "simulator" / "index.html").read_text(encoding="utf-8")
    [runtime] = re.findall(r'data-runtime="([^"]*)"', page)
    runtime = json.loads(html.unescape(runtime))
    base = 'new URL("assets/simulator/", location.href).href'
    message = f'{{ type: "start", base: {base}, runtime: {json.dumps(runtime)}, refetch: false }}'
    (copy / "start-own.html").write_text(_page(bundle().worker, message), encoding="utf-8")
    stock = copy / "stock"
    stock.mkdir()
    core = pyodide_core()
    for file in [*(core / name for name in CORE), numpy_wheel(core)]:
        shutil.copy(file, stock)
    (copy / "start-stock.html").write_text(_page(STOCK_WORKER, 'new URL("stock/", location.href).href'), "utf-8")
    return copy


def _page(program: str, message: str) -> str:
    """A page that starts a worker from its program and sends it a message, which is an expression of JavaScript."""
    worker = json.dumps(program).replace("</", "<\\/")  # which would end the page's script
    return PAGE.format(worker=worker, message=message)


def measure(
    chromium: BrowserType,
    options: Mapping[str, Any],
    server: PagesServer,
    name: str,
    line: Line,
    rounds: int = ROUNDS,
) -> Start:
    """Start both in turns, ``rounds`` times, on the served copy."""
    server.line = line
    taken: dict[str, list[tuple[float, float, int]]] = {"own": [], "stock": []}
    for _ in range(rounds):
        for which, found in taken.items():
            found.append(_visits(chromium, options, server, f"{server.url}start-{which}.html"))
    (cold, warm, size), (stock_cold, stock_warm, stock_size) = (
        [statistics.median(column) for column in zip(*taken[which], strict=True)] for which in ("own", "stock")
    )
    return Start(name, stock_cold, cold, stock_warm, warm, int(stock_size), int(size))


def _visits(
    chromium: BrowserType, options: Mapping[str, Any], server: PagesServer, url: str
) -> tuple[float, float, int]:
    """Seconds of the first and of the next visit with an empty profile, and the bytes that the first one fetched."""
    with tempfile.TemporaryDirectory() as profile:
        context = chromium.launch_persistent_context(profile, **options)
        before = sum(server.sent.values())
        cold = _ready(context.new_page(), url)
        size = sum(server.sent.values()) - before
        warm = _ready(context.new_page(), url)
        context.close()
    return cold, warm, size


def _ready(page: Page, url: str) -> float:
    page.goto(url)
    page.wait_for_function("window.ready || window.failed", timeout=600_000)
    if reason := page.evaluate("window.failed"):
        raise RuntimeError(f"{url}: {reason}")
    seconds = float(page.evaluate("window.ready")) / 1000
    page.wait_for_timeout(SETTLE)
    page.close()
    return seconds
