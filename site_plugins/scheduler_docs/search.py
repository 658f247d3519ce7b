"""Makes each field a result of the site's search, not only the section that its table stands in."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from schedulers.registry import Registry

Entry = Mapping[str, object]
"""What the search finds: its ``location``, seen from the site's root, its ``title`` and its ``text``, both HTML."""


def with_fields(entries: Sequence[Entry], registry: Registry) -> Iterator[Entry]:
    """The entries of a search index, with an entry for each field after that of its scheduler.

    >>> from schedulers import REGISTRY
    >>> found = list(with_fields([{"location": "reference/#step", "title": "step", "text": ""}], REGISTRY))
    >>> [entry["location"] for entry in found][1:]
    ['reference/#step.iters_per_phase', 'reference/#step.gamma', 'reference/#step.end_epoch']
    """
    for entry in entries:
        yield entry
        location = str(entry["location"])
        name = location.rpartition("#")[2]
        known = registry.schedules
        for field, spec in known[name].specs.items() if name in known else ():
            yield {
                "location": f"{location}.{field}",
                "title": f"<code>{escape(field)}</code> of <code>{escape(name)}</code>",
                "text": f"<p>{escape(spec.field.description)}</p><p>{escape(spec.requirement)}</p>",
            }
