"""Where made and fetched files are kept between builds, and how a directory comes to stand there in one step."""

import base64
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs


class BuildError(Exception):
    """Something that the simulator page needs could not be made. The message says what, why, and what to do."""


def cache_root() -> Path:
    """The directory of all cached files: `SIMULATOR_CACHE` if set, otherwise the user's cache directory."""
    chosen = os.environ.get("SIMULATOR_CACHE")
    return Path(chosen).resolve() if chosen else platformdirs.user_cache_path("lr-scheduler-site", appauthor=False)


def sha256(content: bytes) -> str:
    """The hexadecimal SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def integrity(content: bytes) -> str:
    """What a browser's `fetch` compares `content` with: `sha256-` and the base64 of the digest."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def combined_hash(hashes: Mapping[str, str]) -> str:
    """A short hash of several named files, given the hash of each; the order does not matter.

    >>> combined_hash({"a": "1", "b": "2"}) == combined_hash({"b": "2", "a": "1"})
    True
    """
    return sha256("".join(f"{name}\0{hashes[name]}\n" for name in sorted(hashes)).encode())[:16]


def make_directory(directory: Path, fill: Callable[[Path], None]) -> Path:
    """`directory`, filled by `fill` if it does not exist yet.

    `fill` works in a temporary directory, which then takes its final name in one step: neither an interrupted build
    nor a second one running at the same time leaves or sees a half-filled directory.
    """
    if directory.is_dir():
        return directory
    directory.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=directory.parent, prefix=f".{directory.name}-") as temporary:
        draft = Path(temporary, directory.name)
        draft.mkdir()
        fill(draft)
        try:
            draft.replace(directory)
        except OSError:
            if not directory.is_dir():  # otherwise another build was faster, with the same content
                raise
    return directory


def write_file(path: Path, content: bytes) -> None:
    """Writes `path` in one step, so that no other build reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as temporary:
        draft = Path(temporary, path.name)
        draft.write_bytes(content)
        draft.replace(path)
