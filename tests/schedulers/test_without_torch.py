"""Who needs torch has it with the classes, whatever is imported first; the command and the site leave it out."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from schedulers import build_scheduler
from schedulers.writing.example import example_config, example_yaml
from tests.schedulers.training import optimizer
from tests.sites.building import ROOT
from tests.support.budget import once_a_week

pytestmark = pytest.mark.slow


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of this Python, which has torch; standard error gets a line for each module that is imported."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "PYTHONPATH": str(ROOT), "PATH": programs}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def python(code: str) -> subprocess.CompletedProcess[str]:
    done = run(sys.executable, "-P", "-c", code)
    assert done.returncode == 0, done.stderr
    return done


def imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The modules that a command has imported."""
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


CLASSES_FIRST = """
classes = [schedulers.StepLR, schedulers.SCHEDULERS["cosine"], schedulers.Scheduler]
before = [cls.__mro__ for cls in classes]
import torch
assert all(issubclass(cls, torch.optim.lr_scheduler.LRScheduler) for cls in classes)
assert [cls.__mro__ for cls in classes] == before
from schedulers.base import Optimizer
assert Optimizer is torch.optim.Optimizer
from schedulers.stepping.without_torch import without_torch
with without_torch():
    import torch.optim
    from schedulers import StepLR
assert issubclass(StepLR, torch.optim.lr_scheduler.LRScheduler)
"""


@pytest.mark.parametrize(
    "first",
    [
        "torch",
        pytest.param("schedulers", marks=once_a_week("test_unpickled_where_schedulers_came_first")),
        pytest.param("schedulers.registry", marks=once_a_week("test_unpickled_where_schedulers_came_first")),
    ],
)
def test_a_class_is_an_lr_scheduler_whatever_was_imported_first(first: str) -> None:
    """Before anything is instantiated, and although the class was used before torch was imported.

    Where torch is imported, keeping it out costs nothing more, so that the classes are whole.
    """
    if first != "torch":
        python(f"import {first}, schedulers{CLASSES_FIRST}")
        return
    with patch.dict(sys.modules):  # where torch is already; another process would take seconds to import it
        for name in [name for name in sys.modules if name.partition(".")[0] == "schedulers"]:
            del sys.modules[name]
        exec(f"import {first}, schedulers{CLASSES_FIRST}", {})  # noqa: S102  # the text above


def test_no_class_is_given_other_bases() -> None:
    """Nothing reassigns the bases of a class, which would change it for the whole process."""
    assert [path for path in (ROOT / "schedulers").rglob("*.py") if "__bases__" in path.read_text("utf-8")] == []


def test_importing_the_package_leaves_torch_alone() -> None:
    """Neither the package nor its functions import it, and neither does asking which names there are."""
    asked = "import schedulers; from schedulers import load_config, simulate, Registry\n"
    asked += "assert set(schedulers.__all__) <= set(dir(schedulers))"
    assert "torch" not in imported(python(asked))


def test_what_there_is_not_is_said() -> None:
    """As of any module."""
    for module in ("schedulers", "schedulers.registry"):
        done = run(sys.executable, "-P", "-c", f"import {module} as module; module.StepLr")
        assert f"AttributeError: module '{module}' has no attribute 'StepLr'" in done.stderr


UNPICKLED = f"""
import schedulers, sys
assert "torch" not in sys.modules
from schedulers import *
assert issubclass(StepLR, Scheduler) and SCHEDULERS["step"] is StepLR
{CLASSES_FIRST}
scheduler = schedulers.StepLR(
    torch.optim.SGD([torch.zeros(1)], lr=1.0), epochs=2, iters_per_phase=1, gamma=0.5, end_epoch=2
)
assert scheduler.get_last_lr() == [1.0]
import pickle
for scheduler in pickle.loads(bytes.fromhex(sys.argv[1])):
    scheduler.optimizer.step()
    scheduler.step()
    print(scheduler.get_last_lr())
"""


def test_unpickled_where_schedulers_came_first() -> None:
    """Schedulers that were pickled train on in a process that imported and used `schedulers` before torch.

    It imported every public name at once, which imports torch.
    """
    schedulers = []
    for name in ("step", "multi_step", "poly", "cosine_no_sgdr", "cosine"):
        schedulers.append(build_scheduler(optimizer(0.1), example_config(name)))
        schedulers[-1].optimizer.step()
        schedulers[-1].step()
    done = run(sys.executable, "-P", "-c", UNPICKLED, pickle.dumps(schedulers).hex())
    for scheduler in schedulers:
        scheduler.step()
    assert done.stdout.splitlines() == [str(scheduler.get_last_lr()) for scheduler in schedulers]


@pytest.mark.parametrize(
    "command",
    [
        "schedulers FILE",
        "schedulers check FILE",
        "python -m schedulers FILE --svg SVG",
        pytest.param("python -m schedulers check FILE", marks=once_a_week("schedulers check FILE")),
        pytest.param("python -m schedulers --help", marks=once_a_week("python -m schedulers FILE --svg SVG")),
        "python -m schedulers.demo --help",
    ],
)
def test_the_command_leaves_torch_out(command: str, tmp_path: Path) -> None:
    """Although it is installed: what is drawn or checked needs the signatures alone."""
    file = tmp_path / "training.yaml"
    file.write_text(example_yaml("poly", complete=True), encoding="utf-8")
    names = {"FILE": str(file), "SVG": str(tmp_path / "chart.svg"), "python": sys.executable}
    done = run(*(names.get(each, each) for each in command.split()))
    assert done.returncode == 0, done.stderr
    assert "numpy" in imported(done)
    assert "torch" not in imported(done)


SITE = """
site_name: Mine
theme: material
plugins: [{scheduler-docs: {simulator: index.md, reference: index.md}}]
"""


def test_mkdocs_leaves_torch_out(tmp_path: Path) -> None:
    """A site with the reference of all schedulers is built without it, although it is installed."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Mine\n\n/// schedulers\n///\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    done = run(sys.executable, "-P", "-m", "mkdocs", "build", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "PolynomialLRWithWarmUp" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert {"schedulers.base", "site_plugins.scheduler_docs.rendering.render"} <= imported(done)
    assert "torch" not in imported(done)


KEPT_OUT = """
from schedulers.stepping.without_torch import without_torch
with without_torch():
    from schedulers import StepLR
try:
    StepLR(None, epochs=1, iters_per_phase=1, gamma=0.1, end_epoch=1)
except ImportError as error:
    print(error)
"""


def test_where_it_was_kept_out_a_scheduler_says_so() -> None:
    """Whoever instantiates one there all the same is told what to do, which is not to install what is installed."""
    assert python(KEPT_OUT).stdout == (
        "StepLR steps a torch optimizer, and torch was kept out of this process by schedulers.stepping.without_torch. "
        "Import the schedulers outside of that. To compute a curve without torch, use schedulers.simulate.\n"
    )
