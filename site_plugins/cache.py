"""Keeps made and fetched files between builds. A directory appears in the cache in one step."""

import base64
import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs


class BuildError(Exception):
    """Something that the simulator page needs could not be made. The message says what, why, and what to do."""


def cache_root() -> Path:
    """Return the directory of all cached files: `SIMULATOR_CACHE` if set, otherwise the user's cache directory."""
    chosen = os.environ.get("SIMULATOR_CACHE")
    return Path(chosen).resolve() if chosen else platformdirs.user_cache_path("lr-scheduler-site", appauthor=False)


def sha256(content: bytes) -> str:
    """Compute the hexadecimal SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def integrity(content: bytes) -> str:
    """Compute the integrity that a browser's `fetch` checks: `sha256-` and the base64 of the digest."""
    return integrity_of(sha256(content))


def integrity_of(digest: str) -> str:
    """Convert a hexadecimal SHA-256 into such an integrity: `sha256-` and the base64 of the digest."""
    return "sha256-" + base64.b64encode(bytes.fromhex(digest)).decode()


def combined_hash(hashes: Mapping[str, str]) -> str:
    """Combine the hashes of several named files into a short one. The order does not matter.

    >>> combined_hash({"a": "1", "b": "2"}) == combined_hash({"b": "2", "a": "1"})
    True
    """
    return sha256("".join(f"{name}\0{hashes[name]}\n" for name in sorted(hashes)).encode())[:16]


def make_directory(directory: Path, fill: Callable[[Path], None]) -> Path:
    """Return `directory`. It is filled by `fill`, unless it is there with the content of before.

    `fill` works in a temporary directory, which then takes its final name in one step: neither an interrupted build
    nor a second one running at the same time leaves or sees a half-filled directory. A file beside it tells what it
    has to hold; so what was altered, truncated or lost since is noticed, and made anew.
    """
    if _is_intact(directory):
        return directory
    directory.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=directory.parent, prefix=f".{directory.name}-") as temporary:
        draft = Path(temporary, directory.name)
        draft.mkdir()
        fill(draft)
        if _is_intact(directory):  # another build was faster
            return directory
        # First, so that there is no moment at which the directory is there and can't be told from an altered one.
        write_file(_stamp(directory), _listing(draft).encode())
        if not _is_intact(directory):
            with suppress(FileNotFoundError):
                directory.replace(Path(temporary, "replaced"))
        try:
            draft.replace(directory)
        except OSError:
            if not _is_intact(directory):  # otherwise another build was faster, with the same content
                raise
    return directory


def file_hashes(directory: Path) -> dict[str, str]:
    """Return the hexadecimal SHA-256 of each file under a made or shipped directory, by its path there.

    Of one that was made they stand beside it, and `make_directory` has compared them: doing it again would take long.
    """
    stamp = _stamp(directory)
    lines = (stamp.read_text(encoding="utf-8") if stamp.is_file() else _listing(directory)).splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _stamp(directory: Path) -> Path:
    return directory.with_name(f"{directory.name}.sha256sums")


def _is_intact(directory: Path) -> bool:
    """Tell whether a directory holds what it was filled with, and nothing else."""
    try:
        return directory.is_dir() and _stamp(directory).read_text(encoding="utf-8") == _listing(directory)
    except OSError:
        return False


def _listing(directory: Path) -> str:
    """List the files under a directory, each on a line as the program `sha256sum` writes it."""
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    return "".join(f"{sha256(path.read_bytes())}  {path.relative_to(directory).as_posix()}\n" for path in files)


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step, so that no other build reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as temporary:
        draft = Path(temporary, path.name)
        draft.write_bytes(content)
        draft.replace(path)
