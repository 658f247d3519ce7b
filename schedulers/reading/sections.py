"""The sections of a document: their places and their content."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yaml.nodes import MappingNode

from schedulers.further_names import Path
from schedulers.problems import Place
from schedulers.reading.yaml.nodes import Entry, merged


@dataclass(frozen=True)
class Section:
    """A mapping of the document.

    Attributes:
        place: Where its key stands; where it has none, that of the section around it.
        path: The keys that should lead to it.
        source: The keys that lead to it.
        entries: Its keys with their values, those taken over by ``<<`` included.
        absence: ``"missing"`` or ``"empty"`` where there is none, ``"told"`` where that is reported already.
        unread: Whether it does not stand where it is read, and something is assumed in its place.
        value: What is written in its place.
    """

    place: Place
    path: Path
    source: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    absence: str = ""
    unread: bool = False
    value: str = ""

    @classmethod
    def of(cls, root: MappingNode) -> "Section":
        """The document itself."""
        return cls(Place(1, 1), (), (), merged(root))
