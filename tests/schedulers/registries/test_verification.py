"""`schedulers verify` steps what a mirror stands for, and tells where the two differ."""

import numpy as np
import pytest

from schedulers import REGISTRY, Registry
from schedulers.command_line.main import main
from schedulers.registries.verification import largest_relative_error, verify
from tests.schedulers.signature.test_declarations import annotated, registry_of

pytest.importorskip("torch")


@pytest.mark.parametrize("name", REGISTRY.schedules)
def test_the_own_schedulers_agree(name: str) -> None:
    """The program of each class, its formula and its parts agree with its mirror over generated configurations."""
    found = list(verify(REGISTRY.schedules[name], REGISTRY, count=10))
    assert [each.what.rpartition(" and ")[0] for each in found][1:] == ["formula", "parts"]
    assert [each.configurations for each in found] == [10, 10, 10]
    assert all(each.is_right for each in found)


def mirror_of_torch(*, wrong: bool) -> Registry:
    """A registry whose mirror stands for torch's `StepLR`, or for something a little else."""

    def halving(epoch, *, base, step_size):  # type: ignore[no-untyped-def]  # it gets its types below
        """Multiplies the rate by a tenth now and then."""
        return base * 0.1 ** ((epoch + wrong) // step_size)

    registry = registry_of(halving, step_size=annotated(example=3))
    own = Registry()
    own.curve("torch.optim.lr_scheduler.StepLR", name="halving")(registry.schedules["halving"].mirror)
    return own


def test_a_mirror_is_compared_with_the_library() -> None:
    """The library's own scheduler is built and stepped; a mirror that is an epoch off is found."""
    [right] = verify(mirror_of_torch(wrong=False).schedules["halving"], mirror_of_torch(wrong=False), count=20)
    assert right.what == "torch.optim.lr_scheduler.StepLR and mirror"
    assert right.is_right
    [wrong] = verify(mirror_of_torch(wrong=True).schedules["halving"], mirror_of_torch(wrong=True), count=20)
    assert not wrong.is_right
    assert wrong.worst is not None


def test_a_library_that_is_missing_is_named() -> None:
    """Where the library can't be imported, that is what is said, and nothing is claimed."""
    registry = Registry()
    registry.curve("no_such_library.Halving", name="halving")(mirror_of_torch(wrong=False).schedules["halving"].mirror)
    [found] = verify(registry.schedules["halving"], registry, count=3)
    assert (found.configurations, found.missing) == (0, "no_such_library")


def test_the_command_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each comparison, and status 0 where all agree."""
    assert main(["verify", "step", "--count", "5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("step: StepLR and mirror: 5 configurations, largest relative error ")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "there is no scheduler nope, only step, poly"),
        (["--registry", "nothing"], "--registry must be a module and a name in it"),
    ],
    ids=["scheduler", "registry"],
)
def test_what_is_misused_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none ends the command with status 2 and one line."""
    assert main(["verify", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_errors_are_relative() -> None:
    """A difference counts against the rate, or against a thousandth of the highest rate in it where that is more."""
    rates = np.array([1.0, 1e-9])
    assert largest_relative_error(2 * rates, rates) == 1.0
    assert largest_relative_error(rates + np.array([0, 1e-9]), rates, highest=1.0) == pytest.approx(1e-6)
    with pytest.raises(ValueError, match="can't be compared"):
        largest_relative_error(rates[:1], rates)
