"""Says in a release's metadata where it comes from, so that a fork's release names the fork."""

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class SourceUrls(MetadataHookInterface):
    """Called by hatchling."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses, where GitHub's workflows tell them."""
        server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
        address = f"{server}/{repository}" if server and repository else None
        pages = {"Source": "", "Issues": "/issues", "Changelog": "/blob/HEAD/CHANGELOG.md"}
        metadata["urls"] = {name: f"{address}{page}" for name, page in pages.items()} if address else {}
