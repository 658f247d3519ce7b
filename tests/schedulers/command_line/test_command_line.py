"""The command, run as people run it."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image, ImageColor

from schedulers import SCHEDULERS, load_config, simulate
from schedulers.curve.words import summary
from schedulers.drawing.paint import COLOURS
from schedulers.writing.example import example_yaml
from tests.schedulers.command_line.command import call
from tests.schedulers.documents import step
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error, same_text

REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.yaml")), ids=lambda path: path.stem)
def test_csv_is_the_trainers_curve(path: Path) -> None:
    """--csv prints every epoch with its rate, which is the trainer's, and its phase."""
    done = call(str(path), "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    header, *rows = done.stdout.splitlines()
    assert header == "epoch,lr,phase"
    expected = np.loadtxt(path.with_suffix(".csv"), delimiter=",", skiprows=1)
    assert [int(row.split(",")[0]) for row in rows] == expected[:, 0].tolist()
    config, rates = load_config(path.read_text()), np.array([float(row.split(",")[1]) for row in rows])
    assert largest_relative_error(rates, expected[:, 1], highest_term(config)) <= LARGEST_ERROR
    assert [row.split(",")[2] for row in rows] == simulate(config).phase.tolist()


def test_json_says_everything() -> None:
    """--json prints configuration, curve and notes; standard input is read for -; an infinite rate is null."""
    done = call("-", "--json", given=step(interval="1", gamma="1e300"))
    found = json.loads(done.stdout)
    assert found["scheduler"] == "step"
    assert found["fields"] == {"iters_per_phase": 1, "gamma": 1e300, "end_epoch": 80}
    assert found["curve"]["lr"][:3] == [0.1, pytest.approx(1e299, rel=LARGEST_ERROR), None]
    assert found["curve"]["phase"][1] == "decay 1"
    assert found["notes"][0]["line"] == 8
    assert "epoch 2 trains at infinity" in found["notes"][0]["message"]


def test_one_epoch() -> None:
    """--at prints the epochs that are asked for; one that training does not have is misuse."""
    done = call("-", "--at", "29", "--at", "30", given=step())
    assert same_text(done.stdout, "epoch 29: 0.1, constant\nepoch 30: 0.010000000000000002, decay 1\n")
    done = call("-", "--at", "100", given=step())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "schedulers: --at 100: there is no such epoch, only 0 to 99\n"


def test_several_are_compared(tmp_path: Path) -> None:
    """--compare draws all in one chart, with letters that a legend explains, and sums each up."""
    files = []
    for name in SCHEDULERS:
        files.append(str(tmp_path / f"{name}.yaml"))
        Path(files[-1]).write_text(example_yaml(name, complete=True))
    done = call("--compare", *files, "--log")
    assert done.returncode == 0
    for letter, file, name in zip("ABCDE", files, SCHEDULERS, strict=True):
        assert f"{letter}  {file} ({name})" in done.stdout
        assert f"{file}: {name}, 100 epochs" in done.stdout


def test_pictures_are_written(tmp_path: Path) -> None:
    """--svg and --png write the same chart, with a line for each curve in its colour, and print nothing."""
    svg, png = tmp_path / "chart.svg", tmp_path / "chart.png"
    done = call("-", "--svg", str(svg), "--png", str(png), "--log", given=step())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    drawn = ET.fromstring(svg.read_text())  # noqa: S314  # our own file
    assert drawn.findtext("{http://www.w3.org/2000/svg}desc") == "<stdin>: step, " + summary(
        simulate(load_config(step()))
    )
    with Image.open(png) as picture:
        assert picture.size == (2 * int(drawn.get("width", "")), 2 * int(drawn.get("height", "")))
        colours = {colour for _, colour in picture.convert("RGB").getcolors(10**6) or []}
    assert {ImageColor.getrgb(COLOURS[name]) for name in ("background", "curve-1")} <= colours
    done = call("-", "--svg", str(tmp_path / "nowhere" / "chart.svg"), given=step())
    assert (done.returncode, done.stdout) == (2, "")
    assert "can't be written: No such file or directory" in done.stderr


def test_problems_are_written_as_compilers_do(tmp_path: Path) -> None:
    """Each problem is a line with file, line and column; nothing is simulated, and the exit status is 1."""
    file = tmp_path / "broken.yaml"
    file.write_text(step(gamma="0", end="x"))
    done = call(str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [f"{file}:8:12", f"{file}:9:16"]
    assert "must be a float > 0; got 0" in done.stderr


def test_assumptions_are_taken() -> None:
    """A snippet is a problem until epochs and rate are said, with options that are named; a wrong one is misuse."""
    snippet = example_yaml("poly")
    for arguments in (["-"], ["check", "-"]):
        done = call(*arguments, given=snippet)
        assert done.returncode == 1
        epochs, rate = (done.stdout + done.stderr).splitlines()
        assert epochs.endswith(". Is it only a snippet? Then add --epochs 100")
        assert rate.endswith(". Is it only a snippet? Then add --lr 0.1")
    assert "--" not in call("check", "-", given=step(epochs="x", lr="")).stdout
    assert call("check", "-", "--epochs", "90", "--lr", "0.2", given=snippet).returncode == 0
    done = call("-", "--epochs", "90", "--lr", "-1", given=snippet)
    assert done.returncode == 2
    assert "--lr: must be float >= 0; got -1" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name a configuration"),
        (["--compare", "-"], "--compare needs at least two"),
        (["--compare", "-", "-"], "standard input can be read once only"),
        (["a.yaml", "--compare", "b.yaml", "--csv"], "take one configuration"),
        (["--epochs", "1.5", "-"], "--epochs: must be int >= 1; got 1.5"),
        (["nowhere.yaml"], "schedulers: nowhere.yaml can't be read: No such file or directory"),
        (["."], "schedulers: . can't be read: Is a directory"),
    ],
)
def test_misuse_is_said(arguments: list[str], reason: str) -> None:
    """What can't be carried out is said in a sentence, without a traceback, with exit status 2."""
    done = call(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from schedulers.command_line.main import main
sys.exit(main(sys.argv[2:]))
"""


def run_without(package: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a valid configuration where a package is not installed."""
    command = [sys.executable, "-c", WITHOUT, package, "-", *arguments]
    return subprocess.run(command, input=step(), capture_output=True, text=True, check=False)


def test_without_the_drawing_the_rest_is_told() -> None:
    """Where plotille is missing, standard error says how to get it, and the curve is summed up all the same."""
    done = run_without("plotille")
    assert (done.returncode, done.stderr) == (0, "Drawing needs plotille: python3 -m pip install plotille\n")
    assert done.stdout == f"<stdin>: step, {summary(simulate(load_config(step())))}\n"


def test_a_png_that_cannot_be_made_is_misuse(tmp_path: Path) -> None:
    """Where resvg_py is missing, --png says how to get it and what goes without, and writes nothing."""
    done = run_without("resvg_py", "--png", str(tmp_path / "chart.png"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--png needs resvg_py: python3 -m pip install resvg_py; --svg needs nothing" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_heavy_is_imported() -> None:
    """The command starts without torch and without what only the drawing needs."""
    script = "import sys; from schedulers.command_line.main import main; main(['check', '-']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], input=step().encode(), capture_output=True, check=True)
    assert not {"torch", "plotille", "mkdocs", "pygments"} & set(done.stdout.decode().split())
