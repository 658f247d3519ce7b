"""Finds the files that a check is about."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from schedulers.command_line.reading import is_folder

ENDINGS = {".yaml", ".yml"}


def files_of(paths: Iterable[Path], unreadable: Callable[[OSError], None]) -> list[Path]:
    """The files among ``paths``, and the YAML files in the folders among them, each once.

    Hidden folders are left out, such as those of git and of virtual environments, as are links to other folders.

    Args:
        paths: Files and folders.
        unreadable: Told of each folder that can't be looked into.
    """
    found = (file for path in paths for file in (_below(path, unreadable) if is_folder(path) else [path]))
    return list(dict.fromkeys(found))


def _below(folder: Path, unreadable: Callable[[OSError], None]) -> Iterator[Path]:
    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where, name) for name in sorted(files))
        # A link that leads nowhere is kept, to be reported; what would wait for somebody to write is not.
        yield from (path for path in paths if path.suffix.lower() in ENDINGS and (path.is_file() or path.is_symlink()))
