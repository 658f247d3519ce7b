"""The Content-Security-Policy of the site's pages: what a browser lets them run and load, whatever gets into them.

It stands in the pages, because a static host such as GitHub Pages sends no header for it.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

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
    "frame-src": ("'none'",),
    "media-src": ("'none'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}
"""What each directive allows on every site; a script that stands in a page is added by its hash."""

SCRIPTS = f"script-src {' '.join(POLICY['script-src'])}"
"""What each policy says of scripts before it names any hash."""
EXECUTED = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}
"""Types of scripts that a policy is asked for. Others are data."""
LOADED_BY = {
    "audio": "media-src",
    "embed": "object-src",
    "iframe": "frame-src",
    "img": "img-src",
    "object": "object-src",
    "script": "script-src",
    "video": "media-src",
}
"""The directive that decides on what an element loads."""

_PLACE = re.compile(r"(<head[^>]*>(?:\s*<meta charset=[^>]*>)?)(?:<meta http-equiv=\"Content-Security-Policy\"[^>]*>)?")
_DIRECTIVE = re.compile(r"[a-z-]+-(?:src|src-elem|src-attr|uri|action)")
_SOURCE = re.compile(r"[^\s;,\"<>]+")
_META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'


class _Scripts(HTMLParser):
    """Reads a page's scripts as a browser does, and what the policy has to say about the rest.

    Attributes:
        inline: The text of each script that stands in the page.
        handlers: Each attribute with a script, such as ``onclick``.
        foreign: The directive and address of each thing that is loaded from another host.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        self._within = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.handlers += [name for name in given if name.startswith("on")]
        self.handlers += [value for value in given.values() if value.lower().lstrip().startswith("javascript:")]
        directive = LOADED_BY.get(tag, "")
        address = given.get("src") or given.get("data", "")
        if tag == "link" and given.get("rel") == "stylesheet":
            directive, address = "style-src", given.get("href", "")
        if directive and urlsplit(address).netloc:
            self.foreign.append((directive, address))
        self._within = tag == "script" and "src" not in given and given.get("type", "").lower() in EXECUTED
        if self._within:
            self.inline.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within &= tag != "script"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.inline[-1] += data


def script_hashes(html: str) -> set[str]:
    """What a policy calls the scripts that stand in a page.

    >>> script_hashes("<script>1</script><script type='application/json'>{}</script><script src='a.js'></script>")
    {"'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"}
    """
    scripts = (script.replace("\r\n", "\n").encode() for script in _Scripts(html).inline)
    return {f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts}


def policy(hashes: Iterable[str], further: Mapping[str, Sequence[str]]) -> str:
    """The policy for pages with these scripts.

    Args:
        hashes: What `script_hashes` gives, of all pages: with instant navigation, the policy of the page that was
            loaded first holds for those that follow.
        further: More sources by directive, for what a site loads besides.
    """
    sources = {name: list(allowed) for name, allowed in POLICY.items()}
    sources["script-src"] += sorted(hashes)
    for name, more in further.items():
        sources[name] = [source for source in sources.get(name, []) if source != "'none'"] + list(more)
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in sources.items())


def with_policy(html: str, text: str) -> str:
    """The page with the policy, in front of anything that it decides on, and in the place of an earlier one."""
    meta = _META.format(policy=escape(text, quote=False))
    return _PLACE.sub(lambda found: found[1] + meta, html, count=1)


def refused(html: str, site: str, further: Mapping[str, Sequence[str]]) -> list[str]:
    """What a page has in it that the policy will not let happen, in words for whoever builds it.

    Args:
        html: The page.
        site: The site's own address.
        further: More sources by directive; about a directive that has some, nothing is said.
    """
    found = _Scripts(html)
    said = [f"runs a script in an attribute ({attribute!r})" for attribute in found.handlers]
    here = urlsplit(site).netloc
    said += [
        f"loads {address}, of another host; if that is meant, name its host in the option `policy`, under {directive}"
        for directive, address in found.foreign
        if directive not in further and urlsplit(address).netloc != here
    ]
    return said


def further_sources(option: object) -> dict[str, list[str]]:
    """The option ``policy`` of mkdocs.yml, which adds sources to directives; raises ValueError saying what is wrong."""
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


def served(app: "WSGIApplication") -> "WSGIApplication":
    """The server of `mkdocs serve`, whose own script, another one in each answer, the policy of the answer names."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        started: list[Any] = []
        content = app(environ, lambda *given: started.extend(given))  # type: ignore[arg-type]
        status, headers, *_ = started
        if dict(headers).get("Content-Type") == "text/html":
            html = b"".join(content).decode()
            hashes = " ".join(sorted(script_hashes(html)))
            content = [html.replace(SCRIPTS, f"{SCRIPTS} {hashes}", 1).encode()]
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers.append(("Content-Length", str(len(content[0]))))
        start_response(status, headers)
        return content

    return answer
