"""Finds the files to check."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from schedulers.command_line.reading import is_folder

ENDINGS = {".yaml", ".yml"}


def files_of(paths: Iterable[Path], unreadable: Callable[[OSError], None]) -> list[Path]:
    """Return the files among ``paths``, and the YAML files in the folders among them, each once.

    Hidden folders are left out, such as those of git and of virtual environments, as are links to other folders.

    Args:
        paths: Files and folders.
        unreadable: Called with each folder that can't be read.
    """
    found = (file for path in paths for file in (_below(path, unreadable) if is_folder(path) else [path]))
    return list(dict.fromkeys(found))


def _below(folder: Path, unreadable: Callable[[OSError], None]) -> Iterator[Path]:
    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where, name) for name in sorted(files))
        # A broken link is kept, so that it is reported. A pipe is not, because reading it would wait for a writer.
        yield from (path for path in paths if path.suffix.lower() in ENDINGS and (path.is_file() or path.is_symlink()))
