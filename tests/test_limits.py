"""A test that never returns is ended with all that it started, and told with its name and stack."""

import re
from pathlib import Path

import pytest

from tests.support.budget import once_a_week
from tests.support.hanging import left_behind, run_hanging

pytestmark = pytest.mark.slow

HANGING = """
@pytest.mark.limit(3)
def test_waits_for_a_program():
    program = subprocess.Popen(["sh", "-c", "sleep 600 & sleep 600"])
    note_processes()
    program.wait()

@pytest.mark.limit(1)
def test_keeps_the_lock():
    import re
    re.match("(a+)+$", "a" * 99 + "b")

@pytest.fixture
def never_torn_down():
    yield
    time.sleep(600)

@pytest.mark.limit(1)
def test_fails_first(never_torn_down):
    assert "seen"  == ""

def test_fine():
    pass
"""
TWO_WORKERS = ["-p", "xdist", "--numprocesses=2", "--dist=loadfile"]
STOPPED = """
@pytest.mark.limit(3)
def test_is_stopped():
    [watchdog] = psutil.Process().children()
    while watchdog.num_threads() < 2:  # until it listens
        time.sleep(0.1)
    time.sleep(0.1)
    watchdog.suspend()
    time.sleep(4)
    watchdog.resume()
    time.sleep(0.5)
"""
NEVER_COLLECTED = """
time.sleep(600)

def test_fine():
    pass
"""


def test_each_test_that_hangs_is_named_and_the_others_run(tmp_path: Path) -> None:
    """Whether it waits, computes without ever giving up Python's lock, or is stuck in a fixture after it has failed: a
    worker is ended with the processes that the test has started, the stack shows the line, and another takes over.
    """
    said = run_hanging(tmp_path, HANGING, *TWO_WORKERS)
    for name, line in (
        ("waits_for_a_program", "in test_waits_for_a_program"),
        ("keeps_the_lock", "in test_keeps_the_lock"),
        ("fails_first", "in never_torn_down"),
    ):
        test = f"test_hanging.py::test_{name}"
        assert len(re.findall(f"{test}: the test took longer than its limit of . s. It is ended with", said)) == 1
        assert f"FAILED {test} - the test took longer than its limit" in said
        assert line in said
    assert "FAILED test_hanging.py::test_fails_first - AssertionError" in said
    assert re.search(r"^=+ 4 failed, 1 passed in ", said, re.MULTILINE), said
    assert left_behind(tmp_path) == []


@once_a_week("test_each_test_that_hangs_is_named_and_the_others_run")
def test_without_workers_what_failed_before_is_still_told(tmp_path: Path) -> None:
    """Where one process runs all tests, the run is interrupted: it ends with the failures until then."""
    failing = "def test_fails():\n    assert 1 == 2\n" + HANGING
    said = run_hanging(tmp_path, failing, "-k", "waits_for_a_program or test_fails")
    assert "test_hanging.py::test_waits_for_a_program: the test took longer than its limit of 3 s." in said
    assert "FAILED test_hanging.py::test_fails - assert 1 == 2" in said
    assert left_behind(tmp_path) == []


@once_a_week("test_a_run_has_a_limit_of_its_own")
def test_time_in_which_everything_was_stopped_does_not_count(tmp_path: Path) -> None:
    """Who stops a run by Ctrl+Z, and goes on later, finds no test ended for it."""
    said = run_hanging(tmp_path, STOPPED)
    assert "1 passed" in said
    assert "longer than its limit" not in said


def test_a_run_has_a_limit_of_its_own(tmp_path: Path) -> None:
    """What hangs outside every test, as while the tests are collected, is ended by the limit of the run."""
    said = run_hanging(tmp_path, NEVER_COLLECTED, *TWO_WORKERS, run_limit=3)
    assert "the run took longer than its limit of 3 s." in said
