"""Defines the error that ends the build of a site with one line: what is wrong, and what to do."""

try:
    # Whoever builds with MkDocs or ProperDocs gets the error that these show without a traceback.
    from mkdocs.exceptions import PluginError as SiteError
except ImportError:

    class SiteError(Exception):  # type: ignore[no-redef]
        """Something about a site is not as it has to be. The message says where, what, and what to do."""


__all__ = ["SiteError"]
