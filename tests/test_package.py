"""The wheel holds the library with its types, and asks for NumPy and PyYAML alone."""

import email
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from schedulers.presets import RECIPES
from tests.building import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    # Without isolation the build takes hatchling from this environment and fetches nothing.
    command = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run([sys.executable, *command], check=True)
    [built] = folder.glob("*.whl")
    return built


def test_it_depends_on_numpy_and_pyyaml_alone(wheel: Path) -> None:
    """Without extras nothing else is installed."""
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(archive.read(name))
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(line.split(">")[0] for line in required) == ["numpy", "pyyaml"]


def test_it_is_typed_and_complete(wheel: Path) -> None:
    """The marker for type checkers, the plugins and the sources of the page are in it, and no Node modules."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"schedulers/py.typed", "site_plugins/simulator/assets/src/skeleton.html"} <= names
    assert {"site_plugins/scheduler_docs/assets/scheduler-docs.css", "site_plugins/simulator/assets/.npmrc"} <= names
    assert {f"schedulers/recipes/{path.name}" for path in RECIPES.glob("*")} <= names
    assert not [name for name in names if "node_modules" in name or name.startswith("tests")]


def test_it_simulates(wheel: Path, tmp_path: Path) -> None:
    """What was unpacked from the wheel is what runs, and it simulates."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "import schedulers; from schedulers.example import example_yaml;"
        "config = schedulers.load_config(example_yaml('poly', complete=True));"
        "print(schedulers.__file__, len(schedulers.simulate(config).lr))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "schedulers" / "__init__.py"), "100"]
