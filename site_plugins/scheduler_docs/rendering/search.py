"""Makes each field a result of the site's search, and not only the section around its table."""

from collections.abc import Mapping, Sequence
from html import escape

from schedulers.registry import Registry

Entry = Mapping[str, object]
"""An entry of the search: its ``location`` from the site's root, and its ``title`` and ``text``, both HTML."""


def with_fields(entries: Sequence[Entry], registry: Registry, *, html: bool = True) -> list[Entry]:
    """Add an entry for each field after that of its scheduler, unless there is one.

    Args:
        entries: The entries of the index.
        registry: The schedulers.
        html: Whether titles and texts are HTML, and not plain text.

    >>> from schedulers import REGISTRY
    >>> found = with_fields([{"location": "reference/#step", "title": "step", "text": ""}], REGISTRY)
    >>> [entry["location"] for entry in found][1:]
    ['reference/#step.iters_per_phase', 'reference/#step.gamma', 'reference/#step.end_epoch']
    >>> with_fields(found, REGISTRY) == found
    True
    """
    there = {entry["location"] for entry in entries}
    written = []
    for entry in entries:
        written.append(entry)
        location = str(entry["location"])
        name = location.rpartition("#")[2]
        known = registry.schedules
        for field, spec in known[name].specs.items() if name in known else ():
            title = f"<code>{escape(field)}</code> of <code>{escape(name)}</code>" if html else f"{field} of {name}"
            texts = [spec.field.description, spec.requirement]
            text = "".join(f"<p>{escape(one)}</p>" for one in texts) if html else ". ".join(texts)
            if f"{location}.{field}" not in there:
                written.append({"location": f"{location}.{field}", "title": title, "text": text})
    return written
