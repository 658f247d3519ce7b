"""Refuses themes whose pages lack the classes of Material for MkDocs, and tells the language of the pages."""

from typing import TYPE_CHECKING, Any

from site_plugins.errors import SiteError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def language_of(config: "MkDocsConfig") -> str:
    """Return the language of the pages, as the option `theme.language` of Material names it."""
    theme: Any = config.theme
    return str(theme.get("language") or "en")


OTHERS = ("mkdocs", "readthedocs")
"""The themes that come with MkDocs. Their pages have other elements and classes than our styles and scripts need."""


def refuse_other_themes(config: "MkDocsConfig") -> None:
    """End the build at its start if reference and simulator can't be shown with the theme."""
    name = getattr(config.theme, "name", None)
    if name in OTHERS:
        raise SiteError(
            f"theme: {name} is not supported, because the styles of reference and simulator hang on Material for "
            "MkDocs. Set `theme: {name: material}`, or take the plugins scheduler-docs and simulator out"
        )
