"""A hook of MkDocs: only the API reference loads mkdocstrings' style, which other pages would fetch for nothing."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

STYLE = "assets/_mkdocstrings.css"
MARK = 'class="doc '
"""What the handler writes around each object, and nothing else does."""


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Name the style for the theme where a page needs it; the pages are rendered one after the other."""
    others = [style for style in config.extra_css if style != STYLE]
    config.extra_css = [STYLE, *others] if MARK in (page.content or "") else others
    return context
