"""The Python that is handed out builds the very scheduler of the configuration, and resumes it without a jump."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from schedulers import SCHEDULERS, TrainingConfig, simulate
from schedulers.writing.example import example_fields
from schedulers.writing.snippet import build_snippet, resume_snippet
from tests.schedulers.schedules.test_resume import interrupted
from tests.schedulers.strategies import configurations
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error
from tests.support.budget import cases

pytestmark = pytest.mark.slow


def run(program: str) -> tuple[dict[str, Any], list[int], np.ndarray]:
    """The program's names, and the epochs with their rates that it prints."""
    printed: list[tuple[int, list[float]]] = []
    names: dict[str, Any] = {"print": lambda epoch, rates: printed.append((epoch, rates))}
    exec(compile(program, "snippet", "exec"), names)  # noqa: S102  # what is tested is that it runs
    return names, [epoch for epoch, _ in printed], np.array([rates for _, rates in printed])


@settings(max_examples=cases(100), deadline=None)
@given(configurations())
def test_the_program_has_the_curve(config: TrainingConfig) -> None:
    """Run as it is handed out, it builds the registered class with every field and prints the curve of each epoch."""
    names, epochs, rates = run(build_snippet(config))
    scheduler = names["scheduler"]
    assert type(scheduler) is SCHEDULERS[config.scheduler]
    assert {name: getattr(scheduler, name) for name in config.fields} == config.fields
    assert epochs == list(range(config.epochs))
    assert largest_relative_error(rates[:, 0], simulate(config).lr, highest_term(config)) <= LARGEST_ERROR


@settings(max_examples=cases(100), deadline=None)
@given(interrupted())
def test_the_resuming_program_continues_the_curve(case: tuple[TrainingConfig, int]) -> None:
    """The next epoch is the one it is told, at the rate of the uninterrupted curve, and so is each one after it."""
    config, next_epoch = case
    _, epochs, rates = run(resume_snippet(config, next_epoch))
    assert epochs == list(range(next_epoch, config.epochs))
    expected = simulate(config).lr[next_epoch:]
    assert largest_relative_error(rates[:, 0], expected, highest_term(config)) <= LARGEST_ERROR
    _, _, uninterrupted = run(build_snippet(config))
    assert rates.tolist() == uninterrupted[next_epoch:].tolist()


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_next_epoch_is_the_one_after_last_epoch(name: str) -> None:
    """``last_epoch=k - 1`` trains epoch k next in every class, whatever rate the optimizer was left with."""
    config = TrainingConfig(name, epochs=100, lr=0.1, fields=example_fields(name))
    curve = simulate(config).lr
    for next_epoch in (1, 4, 5, 50, 99):
        resumed = optimizer(123.0)
        resumed.param_groups[0]["initial_lr"] = config.lr
        cls: Any = SCHEDULERS[name]
        scheduler = cls(resumed, epochs=config.epochs, **config.fields, last_epoch=next_epoch - 1)
        used = rates_used(scheduler, config.epochs - next_epoch)[:, 0]
        assert largest_relative_error(used, curve[next_epoch:], highest_term(config)) <= LARGEST_ERROR


@pytest.mark.parametrize(("epochs", "next_epoch"), [(100, 0), (100, -1), (100, 100), (1, 1)])
def test_where_nothing_can_be_resumed(epochs: int, next_epoch: int) -> None:
    """Before the first epoch, after the last and in a training of one epoch it says which epochs are allowed."""
    config = TrainingConfig("multi_step", epochs=epochs, lr=0.1, fields=example_fields("multi_step"))
    with pytest.raises(ValueError, match=rf"next_epoch .*; got {next_epoch}$"):
        resume_snippet(config, next_epoch)


def test_values_of_other_types_are_written_plainly() -> None:
    """NumPy's numbers and a tuple, as a configuration made in Python may have them, are written as literals."""
    fields = {"milestones": (np.int64(2), 3), "gamma": np.float64(0.5)}
    config = TrainingConfig("multi_step", epochs=5, lr=1, fields=fields)
    assert "milestones=[2, 3],\n    gamma=0.5,\n" in build_snippet(config)
    assert "lr=1.0)" in build_snippet(config)
    assert run(build_snippet(config))[2][:, 0].tolist() == [1.0, 1.0, 0.5, 0.25, 0.25]
