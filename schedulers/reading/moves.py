"""Finds keys that stand in another place than the one where they are read.

The other names and places are declared in `further_names`. This module knows no key.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from yaml.nodes import MappingNode, Node

from schedulers.further_names import Declaration, FormerLayout, Path
from schedulers.reading.wording.near_names import MOST_COMPARED, folded, written_for
from schedulers.reading.yaml.nodes import Entry, merged

_DEEPEST = 4
_MOST_HOMES = 40

Keys = Mapping[str, Entry]
Wanted = Callable[[Node], bool]


@dataclass(frozen=True)
class Found:
    """A key that was found in another place, or under another name.

    Attributes:
        entry: The key with its value.
        source: The keys that lead to where it stands.
        target: The keys that should lead there.
        renamed: Whether it stands in the right mapping, under another name.
        dotted: Whether it is one key whose points were meant to lead to a place.
    """

    entry: Entry
    source: Path
    target: Path
    renamed: bool = False
    dotted: bool = False


class Search:
    """Looks through one document for missing keys, and finds each key only once.

    Args:
        root: The document.
        declaration: Under which names and in which places people keep things.
        read: The paths that are read. A key at one of them is in its right place.
    """

    def __init__(self, root: MappingNode, declaration: Declaration, read: AbstractSet[Path]) -> None:
        self._root = root
        self._declaration = declaration
        self._read = read
        self._taken: set[Path] = set()
        self._keys_of: dict[Path, Keys] = {}
        self._by_name: dict[str, list[tuple[Path, Entry]]] = {}

    def find(
        self, target: Path, section: tuple[Path, Keys], wanted: Wanted, near: Wanted | None = None
    ) -> Found | None:
        """Find where the document has the value that should stand at ``target``.

        Args:
            target: The keys that should lead there, the last one in ``section``.
            section: Where the mapping that it should be in stands, and its keys.
            wanted: Tells whether a value can be the one that is looked for.
            near: The same for a value in the right mapping under a near name.
        """
        self._look_around()
        for found in self._candidates(target, *section):
            if (near or wanted if found.renamed else wanted)(found.entry.value):
                self._taken.add(found.source)
                return found
        return None

    def takes(self, path: Path) -> bool:
        """Tell whether a key at ``path``, or under it, was found to be another one."""
        return any(taken[: len(path)] == path for taken in self._taken)

    def former_layout(self) -> FormerLayout | None:
        """Find the earlier layout that the document has."""
        self._look_around()
        return next((former for former in self._declaration.former if self._entry(former.sign)), None)

    def left_over(self, former: FormerLayout) -> Iterator[Found]:
        """Return the keys of an earlier layout that belong nowhere."""
        for source, target in former.moves.items():
            entry = self._entry(source)
            if entry and source not in self._taken:
                yield Found(entry, source, target)

    def _candidates(self, target: Path, place: Path, keys: Keys) -> Iterator[Found]:
        further = self._declaration.keys.get(".".join(target), ())
        former = self.former_layout()
        for source, new in former.moves.items() if former else ():
            entry = self._entry(source)
            if new == target and entry and self._is_free(source):
                yield Found(entry, source, target)
        yield from self._by_points(target)
        free = [key for key in keys if self._is_free((*place, key)) and (*target[:-1], key) not in self._read]
        near = written_for(target[-1], free, {target[-1]: further}, self._declaration.without_counterpart)
        if near is not None:
            yield Found(keys[near], (*place, near), target, renamed=True)
        for name in (target[-1], *further):
            for path, entry in self._by_name.get(folded(name), ()):
                is_in_section = path[: len(place)] == place
                if name in self._declaration.ambiguous and not is_in_section:
                    continue
                if path[:-1] not in {place, target[:-1]} and self._is_free(path):
                    yield Found(entry, path, target)

    def _by_points(self, target: Path) -> Iterator[Found]:
        for path, keys in self._keys_of.items():
            for key, entry in keys.items():
                parts = tuple(part.strip() for part in key.split(".")) if "." in key else ()
                if parts and target in {(*path, *parts), (*target[: -len(parts)], *parts)}:
                    yield Found(entry, (*path, key), target, dotted=True)

    def _is_free(self, path: Path) -> bool:
        return path not in self._read and path not in self._taken

    def _entry(self, path: Path) -> Entry | None:
        return self._keys_of.get(path[:-1], {}).get(path[-1])

    def _look_around(self) -> None:
        """Note the keys of the document, of its sections, and of the mappings around their keys."""
        if self._keys_of:
            return
        names = _names_of_sections(self._declaration)
        waiting: list[tuple[Path, MappingNode]] = [((), self._root)]
        for path, node in waiting:
            keys = merged(node)
            if len(keys) > MOST_COMPARED:
                continue
            self._keys_of[path] = keys
            for key, entry in keys.items():
                name = folded(key)
                self._by_name.setdefault(name, []).append(((*path, key), entry))
                deeper = len(path) < _DEEPEST and len(waiting) < _MOST_HOMES
                if deeper and name in names and isinstance(entry.value, MappingNode):
                    waiting.append(((*path, key), entry.value))


@cache
def _names_of_sections(declaration: Declaration) -> set[str]:
    """Return the folded names that people use for sections, and for mappings around keys."""
    known = declaration.keys
    sections = [path for path in known if any(other.startswith(f"{path}.") for other in known)]
    names = [name for path in sections for name in (path.rpartition(".")[2], *known[path])]
    return set(map(folded, (*names, *declaration.containers)))
