"""Other hosts, imitated: what pages of ordinary set-ups ask them for is answered on this machine.

Where a library is on npm, the imitated host serves that library itself, so that what it loads when it runs is true.
"""

import io
import json
import re
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from site_plugins.simulator.toolchain.node import install_packages

HERE = Path(__file__).parent
FONT = HERE / "node_modules" / "katex" / "dist" / "fonts" / "KaTeX_Main-Regular.woff2"
"""A font, whichever is asked for."""

PACKAGES = re.compile(r"https://(?:unpkg\.com|cdn\.jsdelivr\.net/npm)/([\w-]+)@[^/]+(?:/(.+))?")
"""Where packages of npm are served."""
MAIN = {
    "vega": "build/vega.min.js",
    "vega-embed": "build/vega-embed.min.js",
    "vega-lite": "build/vega-lite.min.js",
}
"""The file of a package that is served when none is named."""

GISCUS = """
const style = Object.assign(document.createElement("link"), { rel: "stylesheet" });
style.href = "https://giscus.app/default.css";
const frame = Object.assign(document.createElement("iframe"), { className: "giscus-frame" });
frame.src = "https://giscus.app/en/widget";
document.head.append(style);
document.currentScript.after(frame);
"""
BEACON = "navigator.sendBeacon('https://{host}');"


def silence() -> bytes:
    """A film, or a piece of music: a tenth of a second in which nothing is heard."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes([128] * 800))
    return written.getvalue()


@dataclass
class Hosts:
    """What answers in the place of all other hosts.

    Attributes:
        own: The address of the site, which answers for itself.
        asked: What others were asked for.
        unknown: What nobody here imitates; these requests fail.
    """

    own: str
    asked: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def stand_in(self, context: BrowserContext) -> None:
        """Answer for all pages of a profile."""
        install_packages(HERE)
        context.route(lambda address: not address.startswith(self.own), self._answer)

    def _answer(self, route: Route) -> None:
        address = route.request.url
        self.asked.append(address)
        for pattern, answer in ANSWERS.items():
            found = re.match(pattern, address)
            if found:
                kind, content = answer(found)
                route.fulfill(body=content, headers={"Content-Type": kind, "Access-Control-Allow-Origin": "*"})
                return
        self.unknown.append(address)
        route.abort()


def _text(kind: str, content: str) -> Callable[[re.Match[str]], tuple[str, bytes]]:
    return lambda _: (kind, content.encode())


def _package(found: re.Match[str]) -> tuple[str, bytes]:
    name, file = found.groups()
    path = HERE / "node_modules" / name / (file or MAIN[name])
    kinds = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css"}
    return kinds.get(path.suffix, "font/woff2"), path.read_bytes()


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
ANSWERS: dict[str, Callable[[re.Match[str]], tuple[str, bytes]]] = {
    PACKAGES.pattern: _package,
    r"https://fonts\.googleapis\.com/css": _text(
        "text/css",
        "".join(
            f"@font-face {{ font-family: '{name}'; src: url(https://fonts.gstatic.com/s/{name[:6]}.woff2); }}"
            for name in ("Roboto", "Roboto Mono")
        ),
    ),
    r"https://fonts\.gstatic\.com/": lambda _: ("font/woff2", FONT.read_bytes()),
    r"https://api\.github\.com/repos/[^/]+/[^/]+/releases/latest": _text("application/json", '{"tag_name": "1.2.3"}'),
    r"https://api\.github\.com/repos/": _text(
        "application/json", json.dumps({"stargazers_count": 5, "forks_count": 2, "tag_name": "1.2.3"})
    ),
    r"https://www\.googletagmanager\.com/gtag/": _text(
        "text/javascript", BEACON.format(host="www.google-analytics.com/g/collect")
    ),
    r"https://www\.google-analytics\.com/": _text("text/plain", ""),
    r"https://plausible\.io/js/": _text("text/javascript", BEACON.format(host="plausible.io/api/event")),
    r"https://plausible\.io/api/": _text("text/plain", ""),
    r"https://giscus\.app/client\.js": _text("text/javascript", GISCUS),
    r"https://giscus\.app/default\.css": _text("text/css", ".giscus-frame { border: 0 }"),
    r"https://giscus\.app/en/widget": _text("text/html", "<title>Comments</title>"),
    r"https://www\.youtube-nocookie\.com/embed/": _text("text/html", "<title>A film</title>"),
    r"https://img\.shields\.io/": _text("image/svg+xml", PICTURE),
    r"https://cdnjs\.cloudflare\.com/.*\.js": _text(
        "text/javascript", "window.hljs = { initHighlightingOnLoad() {}, highlightAll() {} };"
    ),
    r"https://cdnjs\.cloudflare\.com/.*\.css": _text("text/css", ""),
}
"""What answers, by the beginning of the address."""
