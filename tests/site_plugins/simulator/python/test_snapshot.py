"""What is done before Python's memory is saved, done in a Python of this machine; the browser's tests show the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_plugins.simulator.python.packing import pack
from site_plugins.simulator.python.project import PAGE
from site_plugins.simulator.python.runtime import INSIDE
from tests.sites.building import ROOT

PACKAGE = """
from schedulers import Registry, StepLR, mirror

REGISTRY = Registry()
REGISTRY.register(StepLR, mirror.step)


def later():
    import colorsys
    from . import rare
    from .rare import answer
    try:
        import nothing_of_that_name
    except ImportError:
        return answer() / 0
"""

PROGRAM = """
import os, sys, traceback

sys.modules["torch"] = None  # which the browser lacks, too
sys.path.insert(0, sys.argv[1])
import snapshot

sys.path[0] = sys.argv[2]
snapshot.import_project("mine:REGISTRY", sys.argv[2])
snapshot.settle()
os.unlink(sys.argv[2])
assert sys.path == [] and "snapshot" not in sys.modules
assert {"colorsys", "mine.rare"} <= sys.modules.keys()

import schedulers, simulator_page

assert schedulers.__file__.startswith(sys.argv[2])
report, rates, *_ = simulator_page.simulate_text(
    "training: {epochs: 2, optimizer: {lr: 8}, scheduler: {name: step, iters_per_phase: 1, gamma: 0.5, end_epoch: 2}}"
)
print(rates.tolist())
try:
    sys.modules["mine"].later()
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
"""


@pytest.mark.slow
def test_nothing_is_left_to_import(tmp_path: Path) -> None:
    """When all is imported and forgotten where from, texts are simulated, what functions import is there, whichever
    way they name it, and a traceback shows the lines.
    """
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "__init__.py").write_text(PACKAGE)
    (mine / "rare.py").write_text("def answer():\n    return 42\n")
    modules = {PAGE.name: PAGE}
    archive = tmp_path / "project.zip"
    archive.write_bytes(pack({ROOT / "schedulers", mine}, modules))
    command = [sys.executable, "-c", PROGRAM, str(INSIDE), str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("[8.0, 4.0]\n")
    assert "return answer() / 0" in done.stdout
