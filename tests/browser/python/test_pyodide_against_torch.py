"""The browser's own Python and NumPy are held against torch, over generated configurations."""

import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings

from schedulers import TrainingConfig, build_scheduler
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.browser.python.asking import ask_the_worker
from tests.browser.simulator import Simulator
from tests.schedulers.reading.test_broken_documents import BROKEN
from tests.schedulers.strategies import configurations
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error, report_differences
from tests.support.budget import cases


def generated(count: int) -> list[TrainingConfig]:
    """The same ``count`` configurations on every run."""
    found: list[TrainingConfig] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(configurations())
    def collect(config: TrainingConfig) -> None:
        found.append(config)

    collect()
    return found


def document(config: TrainingConfig) -> str:
    """The configuration as YAML with every digit."""
    scheduler = {"name": config.scheduler, **config.fields}
    training = {"epochs": config.epochs, "optimizer": {"lr": config.lr}, "scheduler": scheduler}
    return yaml.safe_dump({"training": training})


@pytest.mark.shares_page
def test_the_browser_agrees_with_torch(simulator: Simulator) -> None:
    """For every epoch of generated configurations the browser gives the rate that torch trains with."""
    configs = generated(cases(500))
    assert {config.scheduler for config in configs} == {"step", "poly", "cosine_no_sgdr", "cosine", "multi_step"}
    answers = ask_the_worker(simulator, [document(config) for config in configs])
    for config, (report, lists) in zip(configs, answers, strict=True):
        assert report["problems"] == []
        rates = np.array([float(rate) for rate in lists[0]])
        used = rates_used(build_scheduler(optimizer(config.lr), config), config.epochs)[:, 0]
        assert largest_relative_error(rates, used, highest_term(config)) <= LARGEST_ERROR, config


@pytest.mark.shares_page
def test_the_browser_says_what_python_says_here(simulator: Simulator) -> None:
    """Problems, notes, phases and summary are in the browser what they are here, but for a rate's last digits."""
    texts = [document(config) for config in generated(cases(100))] + [text for text, _, _ in BROKEN]
    texts += [
        path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "reference").glob("*.yaml"))
    ]
    for text, (report, lists) in zip(texts, ask_the_worker(simulator, texts), strict=True):
        expected, _, kind, number = simulate_text(text)
        assert report_differences(report, json.loads(expected)) == [], text
        if kind is None or number is None:
            assert lists is None
        else:
            assert lists[1:] == [kind.tolist(), number.tolist()]
