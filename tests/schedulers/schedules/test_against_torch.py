"""The classes and the mirror say the same, and both say what torch says where it has the same schedule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import TrainingConfig, build_scheduler, simulate
from schedulers.writing.example import example_config
from tests.schedulers.counterparts import COUNTERPARTS, Counterpart, Sameness
from tests.schedulers.strategies import configurations, extreme_configurations, extreme_rates, rates
from tests.schedulers.training import error_at_epochs, error_of_mirror, optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error
from tests.support.budget import cases

pytestmark = pytest.mark.slow


@settings(max_examples=cases(400), deadline=None)
@given(config=configurations(), other_rates=st.lists(rates.filter(bool), max_size=2))
def test_mirror_and_class_agree(config: TrainingConfig, other_rates: list[float]) -> None:
    """For every epoch and every parameter group the mirror gives the rate that the optimizer trains with."""
    assert error_of_mirror(config, other_rates) <= LARGEST_ERROR


@settings(max_examples=cases(200), deadline=None)
@given(config=extreme_configurations(), other_rates=st.lists(extreme_rates, max_size=2))
def test_mirror_and_class_agree_at_the_limits(config: TrainingConfig, other_rates: list[float]) -> None:
    """So they do with one epoch and a million, rates from 1e-12 to 1e6, hundreds of milestones, phases out of scale."""
    assert error_at_epochs(config, other_rates) <= LARGEST_ERROR


def test_thousands_of_parameter_groups() -> None:
    """Each of 2,000 groups is trained with its own rate."""
    rates = [0.001 * (1 + index) for index in range(1_999)]
    assert error_at_epochs(example_config("cosine", epochs=12), rates) <= LARGEST_ERROR


@pytest.mark.parametrize("name", ["cosine_no_sgdr", "cosine"])
def test_long_cosine_agrees(name: str) -> None:
    """Where 1 + cos nearly cancels, near the end of ten thousand epochs without a lowest rate, the two still agree."""
    length = {"cosine_no_sgdr": "end_epoch", "cosine": "iters_per_phase"}[name]
    fields = {"warmup_epochs": 1, "warmup_bias_lr": 0.0, "min_lr": 0.0, length: 10_000}
    config = TrainingConfig(name, epochs=10_000, lr=0.1, fields=fields)
    used = rates_used(build_scheduler(optimizer(0.1), config), config.epochs)
    assert largest_relative_error(simulate(config).lr, used[:, 0], highest_term(config)) <= LARGEST_ERROR


@pytest.mark.parametrize("same", COUNTERPARTS, ids=lambda same: same.strategy.__name__)
def test_ours_equals_torch(same: Sameness) -> None:
    """Where torch has the same schedule, ours gives torch's rate in every epoch; what is the same stands beside it."""

    @settings(max_examples=cases(200), deadline=None)
    @given(pair=same.strategy())
    def compare(pair: Counterpart) -> None:
        assert pair.largest_error() <= LARGEST_ERROR

    compare()


@settings(max_examples=cases(100), deadline=None)
@given(config=configurations(longest=40))
def test_training_on_raises_nothing(config: TrainingConfig) -> None:
    """Whoever trains longer than was said gets a number for every further epoch."""
    scheduler = build_scheduler(optimizer(config.lr), config)
    assert np.isfinite(rates_used(scheduler, 3 * config.epochs)).all() or config.fields.get("gamma", 0) > 1


@pytest.mark.parametrize("epochs", [5, 2])
def test_training_on_after_a_ramp_that_outlasts_training(epochs: int) -> None:
    """Where the ramp would have ended one epoch after training, or later, the rate then stays at the base rate."""
    fields = {"warmup_epochs": 6, "warmup_bias_lr": 0.0, "min_lr": 0.0, "end_epoch": 10}
    config = TrainingConfig("cosine_no_sgdr", epochs=epochs, lr=0.6, fields=fields)
    used = rates_used(build_scheduler(optimizer(0.6), config), 8)[:, 0]
    assert used == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6], rel=1e-12)
