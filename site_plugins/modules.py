"""Finds the files of imported modules, and has them imported again."""

import linecache
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from types import ModuleType

from site_plugins.simulator.python.inside.snapshot import imported_in


def place_of(top_level: str) -> Path | None:
    """Return the folder of an imported package, or the file of a module; ``None`` for those inside Python itself."""
    module = sys.modules.get(top_level)
    place = next(iter(getattr(module, "__path__", ())), "") or getattr(module, "__file__", None)
    return Path(place).resolve() if place else None


def forget(places: Collection[Path]) -> None:
    """Forget the modules that come from some places, so that the next import reads their files again.

    ``mkdocs serve`` builds again and again in one process. Without this it would go on documenting the classes as they
    were when it started.

    Args:
        places: Folders of packages, files of modules, and folders in which either stand.
    """
    for top_level in _top_levels() - {"__main__"}:
        place = place_of(top_level)
        if place in places or (place and place.parent in places):
            for name, _ in list(_modules_of(top_level)):
                del sys.modules[name]


def needed_by(top_level: str, beside: Path) -> list[Path]:
    """Find the places of an imported package or module, and of what it imports from the same folder."""
    linecache.checkcache()  # the files may have changed since they were read
    standing = {name for name in _top_levels() if _stands_in(name, beside)}
    found = [top_level]
    for each in found:
        if each in standing:
            found += sorted(_imported_by(each, standing.difference(found)))
    return [place for name in found if (place := place_of(name))]


def _imported_by(top_level: str, sought: Collection[str]) -> set[str]:
    """Find which of some packages and modules a package or module imports."""
    # Most modules name none of them, and to look through all of their statements takes longer than to read them.
    near = [module for _, module in list(_modules_of(top_level)) if any(name in _text(module) for name in sought)]
    return {name.partition(".")[0] for module in near for name in imported_in(module)}.intersection(sought)


def _text(module: ModuleType) -> str:
    return "".join(linecache.getlines(str(module.__file__)))


def _stands_in(top_level: str, folder: Path) -> bool:
    place = place_of(top_level)
    return place is not None and place.parent == folder


def _top_levels() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def _modules_of(top_level: str) -> Iterator[tuple[str, ModuleType]]:
    return ((name, module) for name, module in sys.modules.items() if name.partition(".")[0] == top_level)
