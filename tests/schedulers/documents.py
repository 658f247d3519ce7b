"""Documents for the tests, and the problems for which they are refused."""

import pytest

from schedulers import ConfigError, Problem, load_config

STEP = """\
training:
  epochs: {epochs}
  optimizer:
    lr: {lr}
  scheduler:
    name: step
    iters_per_phase: {interval}
    gamma: {gamma}
    end_epoch: {end}
"""


VALID = {"epochs": "100", "lr": "0.1", "interval": "30", "gamma": "0.1", "end": "80"}


def step(**values: str) -> str:
    """A complete document for the scheduler ``step``, with other values as they would be written."""
    return STEP.format(**{**VALID, **values})


def problems(text: str) -> list[Problem]:
    """The problems for which the document is refused."""
    with pytest.raises(ConfigError) as caught:
        load_config(text)
    return caught.value.problems


def only_problem(text: str) -> Problem:
    """The one problem for which the document is refused."""
    [problem] = problems(text)
    return problem
