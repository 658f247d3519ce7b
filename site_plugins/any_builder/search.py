"""Adds the fields to the search index that Zensical writes."""

import json
from pathlib import Path
from typing import Any

from schedulers.registry import Registry
from site_plugins.scheduler_docs.rendering.search import with_fields

INDEX = "search.json"


def add_fields(site: Path, registry: Registry) -> None:
    """Add an entry for each field after that of its scheduler, one level below it; done twice, it adds nothing more.

    Args:
        site: The folder of the site. Where its index is not of this form, nothing is done.
        registry: The schedulers.
    """
    file = site / INDEX
    if not file.is_file():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(index, dict) or "items" not in index:
        return
    items: list[dict[str, Any]] = []
    scheduler: dict[str, Any] = {}
    for item in with_fields(index["items"], registry):
        if "level" in item:
            scheduler = dict(item)
            items.append(scheduler)
        else:
            items.append({**scheduler, **item, "level": scheduler["level"] + 1})
    index["items"] = items
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
