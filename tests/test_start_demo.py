"""The script that starts the demo from a clone of the project, whatever the folder is called."""

import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.sites.building import ROOT
from tests.support.budget import once_a_week

pytestmark = pytest.mark.slow

PREPARE = (
    "import runpy, sys; started = runpy.run_path(sys.argv[1]); "
    "started['MADE_FROM'].write_text(started['made_from'](), encoding='utf-8')"
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the script needs of the project, in a folder whose name has a space."""
    clone = tmp_path / "a clone"
    for folder in ("schedulers", "scripts"):
        shutil.copytree(ROOT / folder, clone / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    shutil.copy(ROOT / "pyproject.toml", clone)
    return clone


def command(clone: Path, *arguments: str) -> list[str]:
    """The command that people type."""
    return ["bash", str(clone / "scripts" / "run_simulator_lr_scheduler.sh"), *arguments]


def environment(**changed: str) -> dict[str, str]:
    """This environment, in which ``python3`` is the Python of the tests, and nothing finds this project by itself."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PATH": path, **changed}


def run(clone: Path, *arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """Run the script to its end."""
    given = environment(**changed)
    whole = command(clone, *arguments)
    return subprocess.run(whole, env=given, capture_output=True, text=True, check=False, timeout=300)


def prepare(clone: Path) -> Path:
    """Make the environment as an installation leaves it, with the packages of the tests: none has to be fetched."""
    folder = clone / ".demo"
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    found = [entry for entry in sys.path if entry.endswith("site-packages")]
    (packages / "tests.pth").write_text("\n".join([str(clone), *found]))
    script = str(clone / "scripts" / "start_demo.py")
    subprocess.run(["python3", "-c", PREPARE, script], env=environment(), check=True)
    return folder


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [(["--help"], 0, "--config FILE"), (["--prot", "1"], 2, "unrecognized arguments"), (["--port", "x"], 2, "got x")],
    ids=["help", "unknown", "wrong"],
)
def test_nothing_is_installed_to_say_so(clone: Path, arguments: list[str], status: int, said: str) -> None:
    """Help and misuse are told at once, under the script's name, and leave nothing behind."""
    done = run(clone, *arguments)
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert "usage: run_simulator_lr_scheduler.sh" in done.stdout + done.stderr
    assert not (clone / ".demo").exists()


def test_a_second_start_installs_nothing(clone: Path) -> None:
    """What is installed is started at once, with the arguments that the script was given: the demo itself answers."""
    prepare(clone)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(clone, "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"demo: port {port} of 127.0.0.1 can't be served on: Address already in use")


def test_a_changed_project_is_noticed(clone: Path) -> None:
    """What is installed is out of date as soon as pyproject.toml is another."""
    prepare(clone)
    is_up_to_date = runpy.run_path(str(clone / "scripts" / "start_demo.py"))["is_up_to_date"]
    assert is_up_to_date()
    with (clone / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert not is_up_to_date()


@once_a_week("test_a_second_start_installs_nothing, and tests/browser/demo of the demo's own command")
def test_a_second_start_serves_the_page(clone: Path) -> None:
    """What is started serves its page."""
    prepare(clone)
    text = clone / "my training.yaml"
    text.write_text("# mine\n")
    with subprocess.Popen(
        command(clone, "--port", "0", "--config", text.name),
        cwd=clone,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            assert started.stdout
            line = started.stdout.readline()
            assert line.startswith("The demo is at http://127.0.0.1:")
            with urlopen(re.findall(r"http://\S+", line)[0]) as page:  # noqa: S310  # our own server
                assert "# mine" in page.read().decode()
        finally:
            started.terminate()


@once_a_week("test_a_changed_project_is_noticed")
def test_a_changed_project_is_installed_anew(clone: Path) -> None:
    """When pyproject.toml changes, so does the environment; what fails is said in a line, and tried again next time."""
    folder = prepare(clone)
    with (clone / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert list(folder.glob("made-from.txt"))
    done = run(clone, "--port", "0", PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert f"Installing the demo into {folder}" in done.stdout
    assert done.stderr.splitlines()[-1].startswith("The demo could not be installed")
    assert "Traceback" not in done.stderr
    assert not list(folder.glob("made-from.txt"))  # without which the next start installs, as this one did


def test_an_old_python_is_refused_in_a_line(clone: Path, tmp_path: Path) -> None:
    """Where no Python is new enough, one line says which is needed."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("bash", "dirname", "sed"):
        (programs / name).symlink_to(str(shutil.which(name)))
    done = run(clone, PATH=str(programs))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"The demo needs Python \d\.\d+ or later, which is not found here\. .*\n", done.stderr)
