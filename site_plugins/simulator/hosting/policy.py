"""The Content-Security-Policy of the site's pages: it limits what a browser lets them run and load.

It stands in the pages, because a static host such as GitHub Pages can't send it as a header.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from site_plugins.cache import integrity
from site_plugins.simulator.hosting.page_elements import PageElements
from site_plugins.start_tags import with_first

POLICY: Mapping[str, Sequence[str]] = {
    # What no directive below is about; Firefox asks this one before it fetches a linked page ahead.
    "default-src": ("'self'",),
    # The scripts that stand in the pages come by hash. Machine code is compiled for Python, and nothing from a string.
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    # The editor writes its style sheet while it starts, and the drawings take the colours of the theme in attributes.
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:"),  # the theme's icons, and the picture that becomes a PNG
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    # The search's worker is a file. Python's is text, as a `blob:`, which the page's policy binds, too.
    "worker-src": ("'self'", "blob:"),
    "frame-src": ("'self'",),
    "media-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
"""The sources that each directive allows on every site. Scripts within pages are added by their hashes."""

SCRIPTS = f"script-src {' '.join(POLICY['script-src'])}"
"""The start of each policy's directive for scripts, before the hashes."""

_DIRECTIVE = re.compile(r"[a-z-]+-(?:src|src-elem|src-attr|uri|action)")
_SOURCE = re.compile(r"[^\s;,\"<>]+")
_META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
_WRITTEN = re.compile(_META.format(policy=f'{next(iter(POLICY))} [^"]*'))
"""Matches what an earlier call has written."""


def script_hashes(page: PageElements) -> set[str]:
    """Return the hashes of the scripts within a page, as a policy names them.

    >>> html = "<script>1</script><script type='application/json'>{}</script><script src='a.js'></script>"
    >>> script_hashes(PageElements(html))
    {"'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"}
    """
    scripts = (script.replace("\r\n", "\n").encode() for script in page.inline)
    return {f"'{integrity(script)}'" for script in scripts}


def policy(hashes: Iterable[str], further: Mapping[str, Sequence[str]]) -> str:
    """Return the policy for pages with these scripts.

    Args:
        hashes: What `script_hashes` gives, of all pages: with instant navigation, the policy of the page that was
            loaded first holds for those that follow.
        further: More sources by directive, for what a site loads besides.
    """
    more = merged({"script-src": sorted(hashes)}, further)
    return "; ".join(" ".join([name, *allowed_by(name, more)]) for name in dict.fromkeys([*POLICY, *more]))


def allowed_by(directive: str, further: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the sources that a directive allows: its own, or else those of `default-src`, and further ones."""
    own, more = POLICY.get(directive, POLICY["default-src"]), further.get(directive, ())
    return list(dict.fromkeys([*(one for one in own if one != "'none'" or not more), *more]))


def merged(*several: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Merge several sets of sources by directive, each source once.

    >>> merged({"img-src": ["https://a.example"]}, {"img-src": ["https://a.example", "https://b.example"]})
    {'img-src': ['https://a.example', 'https://b.example']}
    """
    sources: dict[str, dict[str, None]] = {}
    for one in several:
        for directive, more in one.items():
            sources.setdefault(directive, {}).update(dict.fromkeys(more))
    return {directive: list(known) for directive, known in sources.items()}


def with_policy(html: str, text: str) -> str:
    """Write the policy into a page, before everything that it decides about, in the place of an earlier one."""
    return with_first(_WRITTEN.sub("", html, count=1), _META.format(policy=escape(text, quote=False)))


def further_sources(option: object) -> dict[str, list[str]]:
    """Read the option ``policy``, which adds sources to directives; raise ValueError where it is wrong."""
    if not isinstance(option, Mapping):
        raise ValueError(f"policy: must be false, or directives with lists of sources; got {option!r}")
    for name, sources in option.items():
        if not (isinstance(name, str) and _DIRECTIVE.fullmatch(name)):
            raise ValueError(f"policy: {name!r} is no directive, such as img-src")
        if not (isinstance(sources, list) and all(isinstance(one, str) and _SOURCE.fullmatch(one) for one in sources)):
            raise ValueError(
                f"policy: {name}: must be a list of sources, such as [https://example.org]; got {sources!r}"
            )
    return dict(option)


def allow_live_reload(app: WSGIApplication) -> WSGIApplication:
    """Wrap the server of `mkdocs serve`. It adds a script to each page, which the page's policy then has to allow."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[Any] = []
        content = app(environ, lambda *given: started.extend(given))  # type: ignore[arg-type]
        status, headers, *_ = started
        if dict(headers).get("Content-Type") == "text/html":
            html = b"".join(content).decode()
            hashes = " ".join(sorted(script_hashes(PageElements(html))))
            content = [html.replace(SCRIPTS, f"{SCRIPTS} {hashes}", 1).encode()]
            Headers(headers)["Content-Length"] = str(len(content[0]))
        start_response(status, headers)
        return content

    return answer
