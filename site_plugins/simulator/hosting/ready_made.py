"""The sources that the policy must allow for services that sites often load."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

HOST = "HOST"
"""Stands for the host of the address, for a service that has many hosts."""


@dataclass(frozen=True)
class ReadyMade:
    """Something that a page loads from another host.

    Attributes:
        name: What it is called.
        address: A pattern of the address by which a page is seen to load it.
        sources: What it needs, by directive; `HOST` stands for the host of the address.
    """

    name: str
    address: str
    sources: Mapping[str, Sequence[str]]

    def sources_for(self, address: str) -> dict[str, list[str]]:
        """Return the sources of the service for an address.

        >>> KATEX.sources_for("https://a.example/katex.js")["font-src"]
        ['https://a.example']
        """
        host = origin(address)
        return {name: [host if one == HOST else one for one in sources] for name, sources in self.sources.items()}


def origin(address: str) -> str:
    """Return the host of an address as a policy names it. Without a scheme, it is `https`.

    >>> origin("//a.example/b.png")
    'https://a.example'
    """
    parts = urlsplit(address.strip())
    return f"{parts.scheme or 'https'}://{parts.netloc}"


def _its_host(*directives: str) -> Mapping[str, Sequence[str]]:
    return dict.fromkeys(directives, (HOST,))


GOOGLE_FONTS = ReadyMade(
    "Google Fonts",
    r"//fonts\.googleapis\.com/",
    {"style-src": ["https://fonts.googleapis.com"], "font-src": ["https://fonts.gstatic.com"]},
)
GOOGLE_ANALYTICS = ReadyMade(
    "Google Analytics",
    r"//www\.googletagmanager\.com/gtag/",
    {
        "script-src": ["https://*.googletagmanager.com"],
        "img-src": ["https://*.google-analytics.com", "https://*.googletagmanager.com"],
        "connect-src": [
            *("https://*.google-analytics.com", "https://*.analytics.google.com", "https://*.googletagmanager.com")
        ],
    },
)
KATEX = ReadyMade("KaTeX", r"/katex[@/.]", _its_host("script-src", "style-src", "font-src"))
READY_MADE = (
    GOOGLE_FONTS,
    GOOGLE_ANALYTICS,
    KATEX,
    ReadyMade("MathJax", r"/mathjax[@/.]", _its_host("script-src", "font-src")),
    ReadyMade("Mermaid", r"/mermaid[@/.]", _its_host("script-src")),
    ReadyMade("giscus", r"//giscus\.app/", _its_host("script-src", "style-src", "frame-src")),
    ReadyMade("Vega", r"/vega(?:-lite|-embed)?[@/.]", {"script-src": [HOST, "'unsafe-eval'"]}),
    ReadyMade("YouTube", r"//www\.youtube(?:-nocookie)?\.com/embed/", _its_host("frame-src")),
    ReadyMade("Plausible", r"//plausible\.io/js/", _its_host("script-src", "connect-src")),
    ReadyMade("badges", r"//img\.shields\.io/", _its_host("img-src")),
)
"""The known services, in the order of the docs' table."""


def ready_made(address: str) -> ReadyMade | None:
    """Return the known service that an address belongs to, if any.

    >>> found = ready_made("https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-chtml.js")
    >>> found.name if found else None
    'MathJax'
    """
    return next((one for one in READY_MADE if re.search(one.address, address, re.IGNORECASE)), None)
