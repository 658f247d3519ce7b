"""Another registry's names can be used in the place of this package's own, and a wrong one says what is wrong."""

import importlib
import itertools
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config as load_mkdocs_config
from mkdocs.exceptions import PluginError

from schedulers import REGISTRY, SCHEDULERS, ConfigError, Registry, StepLR, load_config, mirror, register, simulate
from schedulers.fields import Epochs
from schedulers.layout import Layout, Training
from schedulers.registries.check import check
from schedulers.registries.option import RegistryError, find
from schedulers.registry import MIRRORS
from schedulers.writing.snippet import build_snippet
from site_plugins.registry_option import find_registry
from tests.sites.building import ROOT

numbers = itertools.count()

OWN = """
from typing import Annotated
import numpy as np
from schedulers import Registry, Scheduler
from schedulers.base import Optimizer
from schedulers.fields import Epochs, Field

class HalvingLR(Scheduler):
    \"\"\"Halves the rate now and then.\"\"\"
    name = "step"
    def __init__(
        self, optimizer: Optimizer, *, epochs: Epochs,
        every: Annotated[int, Field(unit="epochs", minimum=1, example=4, description="epochs between halvings")],
        last_epoch: int = -1,
    ) -> None:
        self.epochs, self.every = epochs, every
        super().__init__(optimizer, last_epoch)
    def rate(self, epoch, base):
        return base * 0.5 ** (epoch // self.every)

def halving(epoch, *, base, epochs, every):
    return base * 0.5 ** (epoch // every)

REGISTRY = Registry()
REGISTRY.register(HalvingLR, halving)
"""
"""A module with a scheduler whose name is one of this package's, too."""


@pytest.fixture
def importable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python imports from."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def module(folder: Path, source: str) -> str:
    """Write a module with a name that no other test uses."""
    name = f"own_{next(numbers)}"
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    importlib.invalidate_caches()
    return name


def test_the_names_are_those_of_the_registry_that_is_given(importable: Path) -> None:
    """A registry gives YAML, curve, notes and snippet its own schedulers; this package's stay what they are."""
    name = module(importable, OWN)
    registry = find(f"{name}:REGISTRY")
    text = "training: {epochs: 5, optimizer: {lr: 1}, scheduler: {name: step, every: 2}}"
    config = load_config(text, registry=registry)
    assert simulate(config).lr.tolist() == [1.0, 1.0, 0.5, 0.5, 0.25]
    assert f"from {name} import HalvingLR\n" in build_snippet(config)
    with pytest.raises(ConfigError, match=r"must be one of step; got poly"):
        load_config("training: {epochs: 5, optimizer: {lr: 1}, scheduler: {name: poly}}", registry=registry)
    check(registry)
    with pytest.raises(ConfigError, match="every is unknown"):
        load_config(text)
    assert pickle.loads(pickle.dumps(config)) == config  # noqa: S301
    assert SCHEDULERS["step"] is StepLR
    assert list(SCHEDULERS) == ["step", "poly", "cosine_no_sgdr", "cosine", "multi_step"]


def test_public_names_are_the_packages_own_registry() -> None:
    """``SCHEDULERS``, ``MIRRORS`` and ``register`` are those of `REGISTRY`, which is meant unless told otherwise."""
    assert REGISTRY.schedulers is SCHEDULERS
    assert REGISTRY.mirrors is MIRRORS
    register(StepLR, mirror.step)  # again, as a module that is run twice does
    assert find("schedulers:REGISTRY") is REGISTRY
    check(REGISTRY)


@pytest.mark.parametrize(
    "written", ["", "own", "own.REGISTRY", "own:", ":REGISTRY", "own:A:B", "own :A", "../own:A", "1:A"]
)
def test_what_names_no_registry(written: str) -> None:
    """Anything but a module, a colon and a name is refused, with what was written and how it is meant."""
    with pytest.raises(RegistryError) as caught:
        find(written)
    assert str(caught.value) == (
        f"must be a module and a name in it, such as my_trainer.schedulers:REGISTRY; got {written!r}"
    )


WRONG_MODULES = {
    "no attribute": ("MINE = REGISTRY\ndel REGISTRY", r"has no REGISTRY\. Did you mean MINE\?"),
    "no registry at all": ("del REGISTRY", r"has no REGISTRY\. Make one with schedulers\.Registry\(\)"),
    "something else": ("REGISTRY = {'a': 1}", r"must be a schedulers\.Registry, but REGISTRY is \{'a': 1\}"),
    "empty": ("REGISTRY = Registry()", r"must have at least one scheduler, but is empty"),
    "torch": ("import torch.nothing", r"own_\d+\.py, line \d+ imports torch, .* Take Optimizer from schedulers\.base"),
    "another module": ("import no.such", r"can't be imported: ModuleNotFoundError: .*'no'.*own_\d+\.py, line \d+"),
    "a mistake": ("1 / 0", r"can't be imported: ZeroDivisionError: .*own_\d+\.py, line \d+"),
    "a typing mistake": ("def", r"can't be imported: SyntaxError: .*own_\d+\.py, line \d+"),
    "no mirror": ("REGISTRY.register(HalvingLR)", r"TypeError: .*'mirror'"),
    "a mirror that is none": (
        "REGISTRY.register(HalvingLR, 'x')",
        r"the mirror of HalvingLR must be a function; got 'x'",
    ),
    "no scheduler": ("REGISTRY.register(int, halving)", r"a subclass of schedulers\.Scheduler .* got <class 'int'>"),
    "no name": (
        "HalvingLR.name = 'a b'\nREGISTRY.register(HalvingLR, halving)",
        r"HalvingLR\.name must be .* got 'a b' \(\S*own_\d+\.py, line \d+\)$",
    ),
    "a name twice": (
        "class B(HalvingLR): ...\nREGISTRY.register(B, halving)",
        r"the name 'step' is taken by HalvingLR \(\S*own_\d+\.py, line \d+\)$",
    ),
}


@pytest.mark.parametrize("case", WRONG_MODULES)
def test_a_wrong_module_is_one_line(importable: Path, case: str) -> None:
    """Whatever keeps a registry from being used is said in one line, with what was written and with the place."""
    more, said = WRONG_MODULES[case]
    name = module(importable, f"{OWN}\n{more}\n")
    with pytest.raises(RegistryError, match=said) as caught:
        find(f"{name}:REGISTRY")
    assert str(caught.value).startswith(f"{name}:REGISTRY: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("missing", ["no_such_trainer", "no_such_trainer.schedulers", "schedulers.no_such"])
def test_a_module_that_is_not_there(missing: str) -> None:
    """The part of the module's name that is not there is named, with where it was looked for."""
    with pytest.raises(RegistryError, match=r"there is no module \S*no_such\w*\. It is looked for where Python finds"):
        find(f"{missing}:REGISTRY")


WRONG_SCHEDULERS = {
    "a field of another kind": (
        "every: Annotated[int,",
        "every: Annotated[str,",
        r"step: every: a field is one of int",
    ),
    "an example out of range": ("example=4", "example=0", r"step: every must be an int >= 1; got 0"),
    "a mirror that fails": (
        "base * 0.5 ** (epoch // every)\n\nR",
        "1 / 0\n\nR",
        r"step: its mirror fails .* ZeroDivision",
    ),
    "other fields": ("base, epochs, every", "base, epochs, often", r"step: its mirror fails .* argument 'every'"),
    "other numbers": (
        "return base * 0.5 ** (epoch // every)\n\nR",
        "return epoch\n\nR",
        r"step: its mirror must give float64 of shape \(100,\) for its example; got int64 of shape \(100,\)",
    ),
    "no array": ("return base * 0.5 ** (epoch // every)\n\nR", "return 0.1\n\nR", r"its mirror must give .* got 0\.1"),
    "a class that torch does not have": (
        '    name = "step"',
        '    name = "step"\n    follows = "StepLRR"',
        r"step: follows: torch\.optim\.lr_scheduler has no StepLRR, .* Did you mean StepLR\?",
    ),
    "a dotted name": (
        '    name = "step"',
        '    name = "step"\n    follows = "torch.optim.lr_scheduler.StepLR"',
        r"step: follows: must be the name of a class .* such as 'StepLR', .*; got 'torch\.optim",
    ),
    "no rate": (
        "def rate(",
        "def rates(",
        r"step: rate: HalvingLR has no such method\. Declare rate\(self, epoch, base\), which gives .* of an epoch$",
    ),
    "another rate than the mirror's": (
        "return base * 0.5 ** (epoch // self.every)",
        "return base",
        r"step: rate\(\) and mirror contradict each other .*: in epoch \d the class has 0\.1 and .*0\.05\.",
    ),
    "a rate that is no number": (
        "return base * 0.5 ** (epoch // self.every)",
        "return",
        r"step: rate\(\) fails for its example: TypeError: .*'NoneType'.*\. Mend it$",
    ),
    "nothing followed": (
        '    name = "step"',
        '    name = "step"\n    follows = None',
        r"step: follows: must be the name of a class .* or be left out; got None",
    ),
    "no end": ("return base * 0.5 ** (epoch // every)\n\nR", "return base / (epoch * 0.0)\n\nR", r"epoch 0 has inf"),
}


@pytest.mark.parametrize("case", WRONG_SCHEDULERS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_wrong_scheduler_is_found(importable: Path, case: str) -> None:
    """Before anything is built with it, each scheduler is looked at: its fields, its example and the curve of that."""
    written, wrong, said = WRONG_SCHEDULERS[case]
    assert written in OWN
    registry = find(f"{module(importable, OWN.replace(written, wrong))}:REGISTRY")
    with pytest.raises(ValueError, match=said):
        check(registry)


def test_mkdocs_says_it_in_one_line(tmp_path: Path) -> None:
    """A wrong option ends the build with a line that names plugin and option, and without a traceback."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Mine\n", encoding="utf-8")
    plugins = "plugins: [simulator, {scheduler-docs: {registry: nothing}}]"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Mine\ntheme: material\n{plugins}\n", encoding="utf-8")
    done: Any = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if "registry" in line]
    assert "scheduler-docs: registry: must be a module and a name in it, such as my_trainer" in line
    assert "got 'nothing'" in line
    assert "Traceback" not in done.stderr


def test_an_own_package_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """A package called like this one would be passed over in silence; a line says so and what to do."""
    package = tmp_path / "schedulers"
    package.mkdir()
    (package / "__init__.py").write_text(OWN, encoding="utf-8")
    config = load_mkdocs(str(tmp_path))
    with pytest.raises(PluginError, match=r"hides the package schedulers beside mkdocs\.yml\. Give yours another name"):
        find_registry(config, anew=False)


def load_mkdocs(folder: str) -> Any:
    """The configuration of a site that names no registry."""
    docs = Path(folder, "docs")
    docs.mkdir()
    (Path(folder) / "mkdocs.yml").write_text("site_name: Mine\nplugins: [scheduler-docs]\ntheme: material\n", "utf-8")
    return load_mkdocs_config(str(Path(folder) / "mkdocs.yml"))


def test_the_package_does_not_know_of_the_site() -> None:
    """Importing the package imports neither torch nor what only a site needs."""
    code = (
        "import sys, schedulers; print({'torch', 'mkdocs', 'schedulers.registries.option'} & sys.modules.keys() or {})"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{}"


def test_a_registry_of_ones_own_starts_empty() -> None:
    """Nothing is shared between two registries."""
    one, other = Registry(), Registry()
    one.register(StepLR, mirror.step)
    assert (list(one.schedulers), list(other.schedulers)) == (["step"], [])


def test_a_length_that_is_no_whole_number_is_refused() -> None:
    """It is not cut off in silence, for the examples and in a document; one that comes out even is taken."""

    def training(*, epochs: Epochs) -> Training:
        return Training(length=epochs / 8, base=0.1)  # type: ignore[arg-type]

    registry = Registry(Layout(choice=("name",), section=(), training=training))
    registry.curve(name="constant")(lambda epoch: 0.1 + 0.0 * epoch)
    assert load_config("training: {epochs: 16}\nname: constant", registry=registry).length == 2
    said = r"training must give a whole number of epochs as the length of training; got {}\. Round it there"
    with pytest.raises(ConfigError, match=f"^line 1, .*{said.format(1.125)}"):
        load_config("training: {epochs: 9}\nname: constant", registry=registry)
    with pytest.raises(ValueError, match=f"^layout: no training follows from .*{said.format(12.5)}$"):
        check(registry)
