"""What is kept between builds: however a build ends, and whatever becomes of its files, the next one has them right."""

import subprocess
import sys
from collections.abc import Callable
from inspect import getsource
from pathlib import Path

import pytest

from site_plugins.cache import file_hashes, make_directory, sha256
from tests.sites.building import ROOT

CONTENT = {"first": b"one", "second": b"two"}


def fill(directory: Path) -> None:
    for name, content in CONTENT.items():
        (directory / name).write_bytes(content)


KILLED = f"""
import os, signal, sys
from pathlib import Path
from site_plugins.cache import make_directory

{getsource(fill)}
CONTENT = {CONTENT}
directory, left = Path(sys.argv[1]), int(sys.argv[2])

touching = ["open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"]

def count(event, arguments):
    global left
    if event in touching and str(directory.parent) in str(arguments):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
make_directory(directory, fill)
"""
"""Makes a directory, and is killed where it is about to touch the disk for the n-th time."""


def refuse(directory: Path) -> None:
    raise AssertionError(f"{directory} was made again")


def content(directory: Path) -> dict[str, bytes]:
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*")}


def test_a_directory_is_made_once(tmp_path: Path) -> None:
    """What was made, and is as it was, is taken."""
    make_directory(tmp_path / "cache" / "made", fill)
    assert content(make_directory(tmp_path / "cache" / "made", refuse)) == CONTENT


@pytest.mark.slow
def test_a_build_may_be_killed_at_any_step(tmp_path: Path) -> None:
    """Whichever step was the last, the next build has the whole directory, and the one after it takes it as it is."""
    steps = 0
    while True:
        directory = tmp_path / str(steps) / "made"
        command = [sys.executable, "-P", "-c", KILLED, str(directory), str(steps)]
        # This folder is not of a package, and is found as that of whoever runs the tests.
        done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
        assert content(make_directory(directory, fill)) == CONTENT, steps
        make_directory(directory, refuse)
        if done.returncode == 0:
            break
        assert done.returncode < 0, done.stderr.decode()
        steps += 1
    assert steps > 10


def test_a_faster_build_is_no_obstacle(tmp_path: Path) -> None:
    """Where another build has made the same directory meanwhile, both have it."""
    directory = tmp_path / "made"

    def fill_slowly(draft: Path) -> None:
        make_directory(directory, fill)
        fill(draft)

    assert content(make_directory(directory, fill_slowly)) == CONTENT
    make_directory(directory, refuse)


def test_what_a_faster_build_reads_is_left_alone(tmp_path: Path) -> None:
    """Where the other one made other bytes of the same, both have those that it may be reading already."""
    directory = tmp_path / "made"

    def fill_otherwise(draft: Path) -> None:
        make_directory(directory, fill)
        (draft / "first").write_bytes(b"other")

    assert content(make_directory(directory, fill_otherwise)) == CONTENT
    make_directory(directory, refuse)


def test_a_lost_directory_without_files_is_made_anew(tmp_path: Path) -> None:
    """Even if there is nothing to be in it, it is there."""
    directory = make_directory(tmp_path / "made", lambda _: None)
    directory.rmdir()
    assert make_directory(directory, lambda _: None).is_dir()


def altered(file: Path) -> None:
    file.write_bytes(b"tow")


def truncated(file: Path) -> None:
    file.write_bytes(b"")


def lost(file: Path) -> None:
    file.unlink()


def joined(file: Path) -> None:
    file.with_name("third").write_bytes(b"")


@pytest.mark.parametrize("damage", [altered, truncated, lost, joined])
def test_damage_is_mended(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """A file that is altered, truncated, lost or added is noticed, and the directory is made anew."""
    directory = make_directory(tmp_path / "made", fill)
    damage(directory / "second")
    assert content(make_directory(directory, fill)) == CONTENT
    make_directory(directory, refuse)


def test_what_was_compared_is_not_hashed_again(tmp_path: Path) -> None:
    """The hashes of the files stand beside the directory; of one that was not made here they are computed."""
    expected = {name: sha256(content) for name, content in CONTENT.items()}
    directory = make_directory(tmp_path / "made", fill)
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    fill(shipped)
    assert file_hashes(directory) == file_hashes(shipped) == expected
    altered(directory / "second")
    altered(shipped / "second")
    assert file_hashes(directory) == expected != file_hashes(shipped)


def test_a_lost_stamp_is_made_anew(tmp_path: Path) -> None:
    """A directory of which nothing says what it has to hold is not trusted."""
    directory = make_directory(tmp_path / "made", fill)
    (tmp_path / "made.sha256sums").unlink()
    altered(directory / "second")
    assert content(make_directory(directory, fill)) == CONTENT
