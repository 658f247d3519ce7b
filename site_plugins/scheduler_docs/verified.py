"""Turns the results of `nox -s verify` into claims of the docs, only for the very sources that were compared."""

import hashlib
import json
from collections.abc import Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schedulers.registry import Schedule
from schedulers.signature.spec import source_file

SHARED = ("schedulers.base", "schedulers.stepping.chaining", "schedulers.mirror")
"""The modules that decide the rates of every scheduler. They are only read: importing the base imports torch."""
Found = Mapping[str, Any]
"""What the data file holds: ``torch`` (its version), and ``schedulers`` by name, each with ``sources`` and
``comparisons`` (``what`` was compared, how many ``configurations``, the ``largest_relative_error``)."""


def sources_hash(schedule: Schedule) -> str:
    """Return the hash of all sources that decide the rates of a scheduler: its class, the base and the mirror."""
    shared = (spec.origin for name in SHARED if (spec := find_spec(name)))
    files = [source_file(schedule.declared), *map(str, shared)]
    return hashlib.sha256(b"\0".join(Path(file).read_bytes() for file in files)).hexdigest()


def read_found(file: Path) -> Found:
    """Read the data file; return nothing when there is none."""
    found: Found = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def verified(schedule: Schedule, found: Found) -> str:
    """Return the claim of a scheduler's section, as HTML; an empty text when these sources were not compared.

    >>> from schedulers import REGISTRY
    >>> verified(REGISTRY.schedules["step"], {})
    ''
    """
    about = found.get("schedulers", {}).get(schedule.name)
    if about is None or about["sources"] != sources_hash(schedule):
        return ""
    items = "".join(
        f"<li>{escape(comparison['what'])}: {comparison['configurations']:,} "
        f"configuration{'s' if comparison['configurations'] > 1 else ''}, "
        f"{_difference(comparison['largest_relative_error'])}</li>"
        for comparison in about["comparisons"]
    )
    return (
        f"<p>Compared over generated and measured configurations, with torch {escape(found['torch'])}. An error is "
        "relative to the rate, or where rates are sums to a thousandth of the highest in them, if that is more:"
        f"</p><ul>{items}</ul>"
    )


def _difference(error: float) -> str:
    return f"largest relative error {error:.1e}" if error else "no difference"
