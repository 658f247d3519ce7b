"""Keeps which variations of an example are shown. Finding them simulates hundreds of configurations."""

import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from schedulers.numbers import rounded
from schedulers.signature.spec import FieldSpec
from site_plugins.cache import cache_root, combined_hash, make_directory, sha256
from site_plugins.scheduler_docs import variations
from site_plugins.scheduler_docs.variations import Effect, Surprise, Tried, Variation, candidates, tried, varied

FILE = "variations.json"


@dataclass(frozen=True)
class KeptVariations:
    """The results of earlier builds, for as long as no source changes.

    Attributes:
        sources: The folders and files that the schedulers are made of. Without any, nothing is kept.
    """

    sources: Collection[Path] = ()

    def tried(self, example: Variation, specs: Mapping[str, FieldSpec]) -> Tried:
        """Return what `variations.tried` returns, from the cache if it is there."""
        if not self.sources:
            return tried(example, specs)
        found: list[Tried] = []

        def fill(folder: Path) -> None:
            found.append(tried(example, specs))
            (folder / FILE).write_text(json.dumps(_places(found[0], example)), encoding="utf-8")

        # Another processor computes other last places, by which nothing is chosen.
        of_example = [example.config.scheduler, *map(rounded, example.curve.lr.tolist())]
        made_from = {**self._hashes, "example": sha256(json.dumps(of_example).encode())}
        folder = make_directory(cache_root() / f"variations-{combined_hash(made_from)}", fill)
        try:
            return found[0] if found else _read(json.loads((folder / FILE).read_text(encoding="utf-8")), example)
        except LookupError:  # a package that a mirror imports was changed where it is installed
            return tried(example, specs)

    @cached_property
    def _hashes(self) -> dict[str, str]:
        """One hash of all sources and of the search itself, wherever they lie, and what else is installed."""
        own = (Path(__file__), Path(variations.__file__))
        listings = (
            f"{path.name}/{file.relative_to(path).as_posix()} {sha256(file.read_bytes())}"
            for path in (*self.sources, *own)
            for file in (path.rglob("*.py") if path.is_dir() else (path,))
        )
        return {"sources": sha256("\n".join(sorted(listings)).encode()), "packages": "\n".join(_installed())}


def _installed() -> list[str]:
    """List the packages that are installed, with their versions. A mirror may import any of them."""
    folders = {Path(entry) for entry in sys.path if Path(entry).is_dir()}
    return sorted({info.name for folder in folders for info in folder.glob("*.dist-info")})


def _places(found: Tried, example: Variation) -> dict[str, Any]:
    """Return the places of the values among all candidates, because a kind's values may be of any type."""

    def place(one: Variation) -> int:
        return candidates(example, one.field).index(one.value) if one.field else 0

    return {
        "effects": {
            field: [[place(one) for one in effect.variations], effect.epochs, effect.logarithmic]
            for field, effect in found.effects.items()
        },
        "surprises": [
            [one.variation.field, place(one.variation), one.variation.curve.notes.index(one.note)]
            for one in found.surprises
        ],
    }


def _read(kept: Mapping[str, Any], example: Variation) -> Tried:
    def at(field: str, place: int) -> Variation:
        return varied(example, field, candidates(example, field)[place]) if field else example

    surprises = [(at(field, place), note) for field, place, note in kept["surprises"]]
    return Tried(
        {
            field: Effect([at(field, place) for place in places], epochs, logarithmic)
            for field, (places, epochs, logarithmic) in kept["effects"].items()
        },
        [Surprise(one, one.curve.notes[note]) for one, note in surprises],
    )
