"""The classes and the mirror say the same, and both say what torch says where it has the same schedule."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch.optim import lr_scheduler

from schedulers import TrainingConfig, build_scheduler, simulate
from schedulers.registry import MIRRORS
from tests.schedulers.strategies import configurations, rates
from tests.schedulers.training import largest_relative_error, optimizer, rates_used

LARGEST_ERROR = 1e-12


@settings(max_examples=400, deadline=None)
@given(config=configurations(), other_rates=st.lists(rates.filter(bool), max_size=2))
def test_mirror_and_class_agree(config: TrainingConfig, other_rates: list[float]) -> None:
    """For every epoch and every parameter group the mirror gives the rate that the optimizer trains with."""
    bases = [config.lr, *other_rates]
    used = rates_used(build_scheduler(optimizer(*bases), config), config.epochs)
    epoch = np.arange(config.epochs)
    for group, base in enumerate(bases):
        computed = MIRRORS[config.scheduler](epoch, base=base, epochs=config.epochs, **config.fields)
        assert largest_relative_error(computed, used[:, group]) <= LARGEST_ERROR


@pytest.mark.parametrize("name", ["cosine_no_sgdr", "cosine"])
def test_long_cosine_agrees(name: str) -> None:
    """Where 1 + cos nearly cancels, near the end of ten thousand epochs without a lowest rate, the two still agree."""
    length = {"cosine_no_sgdr": "end_epoch", "cosine": "iters_per_phase"}[name]
    fields = {"warmup_epochs": 1, "warmup_bias_lr": 0.0, "min_lr": 0.0, length: 10_000}
    config = TrainingConfig(name, epochs=10_000, lr=0.1, fields=fields)
    used = rates_used(build_scheduler(optimizer(0.1), config), config.epochs)
    assert largest_relative_error(simulate(config).lr, used[:, 0]) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(data=st.data(), base=rates.filter(bool), epochs=st.integers(2, 120))
def test_step_equals_torch(data: st.DataObject, base: float, epochs: int) -> None:
    """Up to ``end_epoch`` StepLR is torch's StepLR."""
    interval = data.draw(st.integers(1, epochs))
    gamma = data.draw(st.floats(0.1, 1.0))
    fields = {"iters_per_phase": interval, "gamma": gamma, "end_epoch": epochs}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("step", epochs, base, fields)), epochs)
    theirs = rates_used(lr_scheduler.StepLR(optimizer(base), interval, gamma), epochs)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(data=st.data(), base=rates.filter(bool), epochs=st.integers(2, 120))
def test_multi_step_equals_torch(data: st.DataObject, base: float, epochs: int) -> None:
    """MultiStepLR is torch's MultiStepLR."""
    milestones = data.draw(st.sets(st.integers(1, epochs), min_size=1, max_size=6).map(sorted))
    gamma = data.draw(st.floats(0.1, 1.0))
    fields = {"milestones": milestones, "gamma": gamma}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("multi_step", epochs, base, fields)), epochs)
    theirs = rates_used(lr_scheduler.MultiStepLR(optimizer(base), milestones, gamma), epochs)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(base=rates.filter(bool), epochs=st.integers(2, 120), end=st.integers(1, 150), power=st.floats(0.5, 3.0))
def test_poly_without_warm_up_equals_torch(base: float, epochs: int, end: int, power: float) -> None:
    """Without warm-up and down to 0 it is torch's PolynomialLR; torch multiplies step by step, which costs digits."""
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": 0.0, "power": power, "end_epoch": end}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("poly", epochs, base, fields)), epochs)
    theirs = rates_used(lr_scheduler.PolynomialLR(optimizer(base), end, power), epochs)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(
    base=rates.filter(bool),
    warmup=st.integers(2, 20),
    start=st.floats(0.01, 0.9),
    after=st.integers(2, 100),
    power=st.floats(0.5, 3.0),
)
def test_poly_with_warm_up_equals_torch_in_sequence(
    base: float, warmup: int, start: float, after: int, power: float
) -> None:
    """With warm-up and down to 0 it is torch's LinearLR up to the peak, followed by torch's PolynomialLR."""
    peak, end = warmup - 1, warmup - 1 + after
    fields = {"warmup_epochs": warmup, "warmup_bias_lr": start * base, "min_lr": 0.0, "power": power, "end_epoch": end}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("poly", end + 5, base, fields)), end + 5)

    stepped = optimizer(base)
    # The ramp's first rate already stands one step above warmup_bias_lr.
    first = start + (1 - start) / warmup
    ramp = lr_scheduler.LinearLR(stepped, start_factor=first, total_iters=peak)
    decay = lr_scheduler.PolynomialLR(stepped, total_iters=after, power=power)
    theirs = rates_used(lr_scheduler.SequentialLR(stepped, [ramp, decay], milestones=[peak]), end + 5)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(base=st.floats(1e-3, 10), epochs=st.integers(2, 120), minimum=st.floats(1e-4, 1e-3))
def test_cosine_no_sgdr_without_warm_up_equals_torch(base: float, epochs: int, minimum: float) -> None:
    """Until its end it is torch's CosineAnnealingLR."""
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": minimum, "end_epoch": epochs}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("cosine_no_sgdr", epochs, base, fields)), epochs)
    theirs = rates_used(lr_scheduler.CosineAnnealingLR(optimizer(base), epochs, eta_min=minimum), epochs)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=60, deadline=None)
@given(base=st.floats(1e-3, 10), phase=st.integers(1, 20), count=st.integers(1, 6), minimum=st.floats(1e-4, 1e-3))
def test_cosine_without_warm_up_equals_torch(base: float, phase: int, count: int, minimum: float) -> None:
    """Where training is a whole number of phases it is torch's CosineAnnealingWarmRestarts."""
    epochs = phase * count
    assume(epochs > 1)
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": minimum, "iters_per_phase": float(phase)}
    ours = rates_used(build_scheduler(optimizer(base), TrainingConfig("cosine", epochs, base, fields)), epochs)
    theirs = rates_used(lr_scheduler.CosineAnnealingWarmRestarts(optimizer(base), phase, eta_min=minimum), epochs)
    assert largest_relative_error(ours, theirs) <= LARGEST_ERROR


@settings(max_examples=100, deadline=None)
@given(config=configurations(longest=40))
def test_training_on_raises_nothing(config: TrainingConfig) -> None:
    """Whoever trains longer than was said gets a number for every further epoch."""
    scheduler = build_scheduler(optimizer(config.lr), config)
    assert np.isfinite(rates_used(scheduler, 3 * config.epochs)).all() or config.fields.get("gamma", 0) > 1


def test_training_on_after_a_ramp_as_long_as_training() -> None:
    """Where the ramp would have ended one epoch after training, the rate stays at the base rate from then on."""
    fields = {"warmup_epochs": 6, "warmup_bias_lr": 0.0, "min_lr": 0.0, "end_epoch": 10}
    config = TrainingConfig("cosine_no_sgdr", epochs=5, lr=0.6, fields=fields)
    used = rates_used(build_scheduler(optimizer(0.6), config), 8)[:, 0]
    assert used == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.6], rel=1e-12)
