"""What the browser can't import or simulate ends the build, with a line that says what it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from schedulers import load_config, simulate
from schedulers.writing.example import example_yaml
from site_plugins.cache import BuildError
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.python.prerendering import prerender, prerendered_answers, uses_all
from site_plugins.simulator.python.project import prepare_project
from tests.sites.agreement import LARGEST_ERROR, largest_relative_error
from tests.support.budget import once_a_week

pytestmark = pytest.mark.slow

REGISTRY = """
from schedulers import Registry, StepLR, mirror
from schedulers.signature.arguments import call

def curve(epoch, **fields):
    if fields["gamma"] == 0.25:
        from fractions import Fraction
    if fields["gamma"] == 0.5:
        from pickle import dumps
    if fields["gamma"] == 0.75:
        import numpy as np
        np.linalg.inv(np.eye(2))
    if fields["gamma"] == 0.875:
        import numpy as np
        epoch = np.sort(epoch)
    return call(mirror.step, epoch, values=fields)

REGISTRY = Registry()
REGISTRY.register(StepLR, curve)
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file for a module with a registry."""
    return tmp_path / "own.py"


EXAMPLE = example_yaml("step", complete=True)


def with_gamma(gamma: float) -> str:
    return EXAMPLE.replace("gamma: 0.1", f"gamma: {gamma}")


def answers(own: Path, source: str, **texts: str) -> dict[str, dict[str, dict[str, list[float]]]]:
    own.write_text(source, encoding="utf-8")
    runtime = prepare_served_runtime("snapshot")
    project = prepare_project(runtime, [own], "own:REGISTRY")
    elsewhere = own.with_name(f"{project.name}.bin")  # what a folder is called is its owner's business
    if not elsewhere.exists():
        elsewhere.symlink_to(project.directory)
    return prerendered_answers(prerender(texts, runtime, replace(project, directory=elsewhere)))


def test_every_example_has_its_answer(own: Path) -> None:
    """The served runtime imports the module and gives the curves that Python gives here.

    What a curve imports when it is called was imported before, for later there is nothing to import from.
    """
    given = {"step": EXAMPLE, "imports": with_gamma(0.25)}
    found = answers(own, REGISTRY, **given)
    assert found.keys() == given.keys()
    for name, text in given.items():
        expected = simulate(load_config(text)).lr
        rates = found[name]["curve"]["lr"]
        assert largest_relative_error(np.array(rates), expected) <= LARGEST_ERROR


def test_a_mirror_that_calls_other_machine_code_than_ours_is_noted(own: Path) -> None:
    """Where an example needs the machine code's second part, the page is told to load it from the beginning."""
    own.write_text(REGISTRY, encoding="utf-8")
    runtime = prepare_served_runtime("snapshot")
    project = prepare_project(runtime, [own], "own:REGISTRY")
    assert not uses_all(prerender({"step": EXAMPLE}, runtime, project))
    assert uses_all(prerender({"step": with_gamma(0.875)}, runtime, project))


@pytest.mark.parametrize(
    ("top", "gamma", "said"),
    [
        ("import torch\n", 0.1, r"registry can't be used .*own\.py, line 1 imports torch, .* Take Optimizer from"),
        *(
            pytest.param(*case, marks=once_a_week("torch and linalg"))
            for case in (
                ("import numpy.fft\n", 0.1, r"registry can't be used .* NumPy.*: .*own:REGISTRY: .*numpy\.fft"),
                ("import scipy\n", 0.1, r"registry can't be used in the browser, which has NumPy, .*'scipy'"),
                ("", 0.5, r"example of step can't be simulated .*pickle is left out"),
            )
        ),
        ("", 0.75, r"example of step can't be simulated .*linalg"),
    ],
)
def test_what_the_browser_lacks_is_named(own: Path, top: str, gamma: float, said: str) -> None:
    """A module that the served Python does not have is named on one line, wherever it is imported."""
    with pytest.raises(BuildError, match=said) as caught:
        answers(own, f"{top}{REGISTRY}", step=with_gamma(gamma))
    assert "\n" not in str(caught.value)
