"""The command where a standard stream or a file is not what it should be: a line, and never a traceback."""

import ctypes
import fcntl
import os
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.schedulers.command_line.command import COMMAND, call, environment, run, run_in_shell
from tests.schedulers.command_line.test_check import written
from tests.schedulers.documents import step
from tests.support.budget import has_time_for_all, once_a_week

pytestmark = pytest.mark.slow

CSV_OF_MUCH = ("-", "--csv")
MUCH = step(epochs="20000")
"""More rows than a pipe holds, or the output's buffer."""
WRONG = step(lr="-1")
REFERENCE = str(Path(__file__).parents[2] / "reference" / "poly.yaml")


@pytest.mark.parametrize(
    ("encoding", "arguments"),
    [
        *((encoding, ["--compare"]) for encoding in ("cp1252", "ascii:strict")),
        ("ascii", ["--csv"]),
        *(
            pytest.param(*case, marks=once_a_week("cp1252, and ascii with --csv"))
            for case in [
                *((encoding, ["--compare"]) for encoding in ("ascii", "latin-1", "cp437", "utf-8")),
                *(("ascii", arguments) for arguments in (["--json"], ["--at", "3"], ["--log"])),
            ]
        ),
    ],
    ids=str,
)
def test_every_encoding_shows_the_curve(tmp_path: Path, encoding: str, arguments: list[str]) -> None:
    """What an output can't hold is shown in characters that it can, in the drawing and in names."""
    files = [tmp_path / "größe.yaml", tmp_path / "数.yaml"]
    for file in files:
        file.write_text(step(interval="200"))
    command = [*COMMAND, *arguments, *map(str, files if "--compare" in arguments else files[1:])]
    variables = environment(PYTHONIOENCODING=encoding)
    done = subprocess.run(command, capture_output=True, check=False, env=variables)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding.partition(":")[0])


def test_a_drawing_in_ascii_has_the_curve() -> None:
    """Where Braille can't be shown, points and apostrophes draw the same curve, in as many columns."""
    braille = run("-", given=step()).stdout.splitlines()
    ascii_ = run("-", given=step(), PYTHONIOENCODING="ascii").stdout.splitlines()
    assert list(map(len, ascii_)) == list(map(len, braille))
    for drawn, replaced in zip(braille, ascii_, strict=True):
        assert replaced.isascii()
        for dots, mark in zip(drawn, replaced, strict=True):
            bits = ord(dots) - 0x2800
            upper, lower = bool(bits & 0b11011), bool(bits & 0b11100100)
            assert mark == (" '.:"[upper + 2 * lower] if 0 <= bits < 256 else dots)
    assert sum(line.count("'") + line.count(".") + line.count(":") for line in ascii_[:14]) > 60


def test_problems_are_told_in_ascii(tmp_path: Path) -> None:
    """A value and a file's name that standard output can't hold are told with escapes."""
    (tmp_path / "größe.yaml").write_text(step(lr="größer"))
    done = run("check", "größe.yaml", folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(r"gr\xf6\xdfe.yaml:4:9: ")
    assert r"got gr\xf6\xdfer" in done.stdout


def test_a_name_hides_nothing(tmp_path: Path) -> None:
    """A name with bytes that are no text, an end of a line, or a terminal's commands is told with escapes."""
    name = os.fsdecode(b"gr\xf6\xdfe\n\x1b[31m.yaml")
    (tmp_path / name).write_text(WRONG)
    shown = r"gr\udcf6\udcdfe\u000a\u001b[31m.yaml"
    assert call("check", name, folder=tmp_path).stdout.startswith(f"{shown}:4:9: ")
    assert call(f"no{name}", folder=tmp_path).stderr.startswith(f"schedulers: no{shown} can't be read: ")
    (tmp_path / name).write_text(step())
    done = call(name, "--svg", "chart.svg", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert shown in (tmp_path / "chart.svg").read_text()


CLOSED_INPUT = "schedulers: standard input is closed. Name a file, or send the configuration through a pipe\n"
CLOSED_OUTPUT = "schedulers: standard output is closed. Let it lead to a terminal, a file or a pipe\n"
FULL = "schedulers: standard output can't be written: No space left on device. Write to another place\n"


@pytest.mark.parametrize(
    ("around", "arguments", "document", "status", "said"),
    [
        ('"$@" <&-', ["-"], "", 2, CLOSED_INPUT),
        ('"$@" >&-', ["-"], step(), 2, CLOSED_OUTPUT),
        *(
            pytest.param(*case, marks=once_a_week("the command without an option"))
            for case in [
                ('"$@" <&-', ["check", "-"], "", 2, CLOSED_INPUT),
                ('"$@" >&-', ["-", "--csv"], step(), 2, CLOSED_OUTPUT),
                ('"$@" >&-', ["check", "-"], WRONG, 2, CLOSED_OUTPUT),
                ('"$@" >&-', ["--compare", "-", REFERENCE], step(), 2, CLOSED_OUTPUT),
            ]
        ),
        ('"$@" >&-', ["check", "-"], step(), 0, ""),
        ('"$@" 2>&-', ["-"], WRONG, 1, ""),
        ('"$@" >&- 2>&-', ["-"], step(), 2, ""),
    ],
)
def test_a_stream_that_is_closed(around: str, arguments: list[str], document: str, status: int, said: str) -> None:
    """What needs a stream that is closed is told in a line, where there is still one to tell it on."""
    done = run_in_shell(around, *arguments, given=document)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", said)


@pytest.mark.parametrize("unbuffered", ["", "1"] if has_time_for_all() else [""])
@pytest.mark.parametrize(
    ("around", "arguments", "document", "status", "said"),
    [
        ('"$@" >/dev/full', ["-"], step(), 2, FULL),
        ('"$@" >/dev/full', CSV_OF_MUCH, MUCH, 2, FULL),
        ('"$@" >/dev/full', ["check", "-"], WRONG, 2, FULL),
        ('"$@" 2>/dev/full', ["nowhere.yaml"], "", 2, ""),
        ('"$@" >/dev/full 2>/dev/full', ["-"], step(), 2, ""),
        ('"$@" | head -1 >&2; exit ${PIPESTATUS[0]}', CSV_OF_MUCH, MUCH, 0, "epoch,lr,phase\n"),
        ('"$@" | true; exit ${PIPESTATUS[0]}', ["check", "-"], WRONG, 1, ""),
        pytest.param(
            *('"$@" 2>&1 | true; exit ${PIPESTATUS[0]}', ["-"], WRONG, 1, ""),
            marks=once_a_week("the case before it"),
        ),
    ],
)
def test_a_stream_that_fails(
    around: str, arguments: list[str], document: str, status: int, said: str, unbuffered: str
) -> None:
    """A full disk is told in a line; a reader that has had enough is no error, and hides none."""
    done = run_in_shell(around, *arguments, given=document, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", said)


def test_help_that_cannot_be_written_is_told() -> None:
    """A full disk is told of for --help as well, and a reader that goes away is none."""
    assert run_in_shell('"$@" >/dev/full', "--help").stderr == FULL
    done = run_in_shell('"$@" | true; exit ${PIPESTATUS[0]}', "check", "--help")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A full disk, or a folder in its place, is told of in one line, after what could be shown."""
    for path, why in (("/dev/full", "No space left on device"), (str(tmp_path), "Is a directory")):
        for option in ("--svg", "--png"):
            done = call("-", "--at", "0", option, path, given=step())
            assert (done.returncode, done.stdout) == (2, "epoch 0: 0.1, constant\n")
            assert done.stderr == f"schedulers: {path} can't be written: {why}. Choose another place\n"


def drop_the_right_to_read_everything() -> None:
    """Leave root no more rights to files than others have: Linux calls these CAP_DAC_OVERRIDE and ..._READ_SEARCH."""
    drop_from_bounding_set = 24
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


def test_what_cannot_be_read_hides_no_problem(tmp_path: Path) -> None:
    """Each file and folder that can't be read is a line; the problems of all others are told, and the status is 2."""
    written(tmp_path, {"first": WRONG, "locked": step(), "last": WRONG})
    (tmp_path / "locked.yaml").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    os.mkfifo(tmp_path / "waits.yaml")
    done = subprocess.run(
        [*COMMAND, "check", "nowhere.yaml", str(tmp_path), "/proc/self/mem", "x" * 300],
        capture_output=True,
        check=False,
        env=environment(),
        preexec_fn=drop_the_right_to_read_everything,
        text=True,
    )
    assert done.returncode == 2
    places = [line.split(": ")[0] for line in done.stdout.splitlines()]
    assert places == [f"{tmp_path / name}.yaml:4:9" for name in ("first", "last")]
    assert sorted(done.stderr.splitlines()) == sorted(
        [
            "schedulers: nowhere.yaml can't be read: No such file or directory. Check its name",
            "schedulers: /proc/self/mem can't be read: Input/output error. Make it readable, or name another",
            f"schedulers: {tmp_path}/locked.yaml can't be read: Permission denied. Make it readable, or name another",
            f"schedulers: {tmp_path}/closed can't be read: Permission denied. Make it readable, or name another",
            f"schedulers: {tmp_path}/gone.yaml can't be read: No such file or directory. Check its name",
            f"schedulers: {tmp_path}/circle.yaml can't be read: Too many levels of symbolic links. "
            "Make it readable, or name another",
            f"schedulers: {'x' * 300} can't be read: File name too long. Make it readable, or name another",
            "schedulers: 2 files checked, 7 unreadable",
        ]
    )


def test_curves_that_cannot_be_read_are_all_told(tmp_path: Path) -> None:
    """Of several configurations each has its lines, whether it can't be read or can't be simulated."""
    written(tmp_path, {"wrong": WRONG})
    done = call("--compare", "nowhere.yaml", ".", "wrong.yaml", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert [re.split(": |:4", line)[:2] for line in done.stderr.splitlines()] == [
        ["schedulers", "nowhere.yaml can't be read"],
        ["schedulers", ". can't be read"],
        ["wrong.yaml", ":9"],
    ]
    assert "Name a file in it, or have all of them checked: schedulers check .\n" in done.stderr


@pytest.mark.parametrize("arguments", [["/dev/zero"], ["check", "--strict", "/dev/zero"]])
def test_a_file_without_an_end_is_too_long(arguments: list[str]) -> None:
    """Of a file only as much is read as a configuration may have, and no more is said of its size."""
    done = call(*arguments)
    assert done.returncode == 1
    message = "the document has more than 65,536 bytes; no more are read. Keep the section training alone"
    assert done.stdout + done.stderr == f"/dev/zero:1:1: {message}\n"


def test_line_ends_and_marks_change_nothing() -> None:
    """A configuration with the line ends of Windows and a byte-order mark has its problems at the same places."""
    document = "training: {epochs: 0,\n  scheduler: 3}\n"
    expected = call("check", "-", given=document)
    assert [line.split(" ")[0] for line in expected.stdout.splitlines()[1:]] == ["<stdin>:1:20:", "<stdin>:2:14:"]
    done = call("check", "-", given="\ufeff" + document.replace("\n", "\r\n"))
    assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, "")


def wait_until_it_waits(process: subprocess.Popen[bytes], writer: int) -> None:
    """Wait until a process has read what is in a pipe and waits for more: Python can miss a signal just before."""
    os.write(writer, b"#")
    unread = bytearray(4)
    while fcntl.ioctl(writer, termios.FIONREAD, unread) or any(unread) or not is_asleep(process.pid):
        os.sched_yield()


def is_asleep(process: int) -> bool:
    """Whether a process waits for something."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def test_an_interruption_while_reading_is_quiet(tmp_path: Path) -> None:
    """Ctrl-C while the command waits for a configuration ends it with status 130 and no word.

    Once a week it checks, too, and has no output.
    """
    pipe = tmp_path / "waits.yaml"
    os.mkfifo(pipe)
    without_output = ["bash", "-c", 'exec "$@" >&-', "bash", *COMMAND]
    commands = [[*COMMAND, str(pipe)], [*COMMAND, "check", str(pipe)], [*without_output, str(pipe)]]
    for command in commands if has_time_for_all() else commands[:1]:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment()) as process:
            writer = os.open(pipe, os.O_WRONLY)  # waits until the command has opened the other end
            wait_until_it_waits(process, writer)
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate()
            os.close(writer)
        assert (process.returncode, said) == (130, b"")


def test_an_interruption_while_starting_is_quiet() -> None:
    """Ctrl-C while the command imports what it needs ends it with status 130 and no word."""
    interrupted = "def find_spec(name, *_):\n    if name == 'numpy': raise KeyboardInterrupt\n"
    program = f"import sys, types, runpy\n{interrupted}"
    program += "sys.meta_path.insert(0, types.SimpleNamespace(find_spec=find_spec))\n"
    program += "runpy.run_module('schedulers', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_an_interruption_while_writing_is_quiet() -> None:
    """Ctrl-C while nobody takes what the command writes ends it with status 130 and no word."""
    command = [*COMMAND, *CSV_OF_MUCH]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment()) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(MUCH.encode())
        process.stdin.close()
        assert process.stdout.read(5) == b"epoch"
        process.send_signal(signal.SIGINT)
        process.wait()
        assert (process.returncode, process.stderr.read()) == (130, b"")
