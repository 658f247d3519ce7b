"""Declares the ways in which people write a document: other names, other places, old layouts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]


@dataclass(frozen=True)
class FormerLayout:
    """The layout of documents of an earlier version of the trainer.

    Attributes:
        description: What it is called in a sentence.
        sign: A key that only this layout has.
        moves: Where each of its keys stands today.
    """

    description: str
    sign: Path
    moves: Mapping[Path, Path]


@dataclass(frozen=True, eq=False)  # so that what follows from one can be kept for it
class Declaration:
    """The declaration of other names, other places and old layouts.

    Attributes:
        keys: Further names of a key, by its path joined by points. In the first places stand those that are most
            probably meant.
        schedulers: Further names of a scheduler, by its own; the names of its classes need not be declared.
        reactive: Names of schedulers whose rate depends on the training's results.
        without_counterpart: Keys that mean nothing here, with the sentence that says why.
        ambiguous: Further names that mean something else outside of the section that they are declared for.
        containers: Names of mappings in which people keep the keys of a section one level deeper.
        scalars: What is meant by a single value in the place of a section, by the section's path.
        examples: By the name of a field, the other field whose value is its best example, and what that is in words.
        per_group: The path of the field of which each parameter group may have its own value.
        former: Earlier layouts.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    schedulers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reactive: tuple[str, ...] = ()
    without_counterpart: Mapping[str, str] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    containers: tuple[str, ...] = ()
    scalars: Mapping[Path, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    per_group: str = ""
    former: tuple[FormerLayout, ...] = ()
