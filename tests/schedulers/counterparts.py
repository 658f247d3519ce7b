"""Where torch has the very schedule that one of ours has, and what says so: its own class."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st
from torch.optim import SGD, lr_scheduler
from torch.optim.lr_scheduler import LRScheduler

from schedulers import TrainingConfig, build_scheduler
from tests.schedulers.strategies import rates
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import highest_term, largest_relative_error

base_rates = rates.filter(bool)
lengths = st.integers(2, 120)


@dataclass(frozen=True)
class Counterpart:
    """A configuration of ours, and how to make torch's scheduler with the same schedule for an optimizer."""

    config: TrainingConfig
    theirs: Callable[[SGD], LRScheduler]

    def largest_error(self) -> float:
        """How far the two are apart, relative to torch's rate, in any epoch."""
        ours, stepped = optimizer(self.config.lr), optimizer(self.config.lr)
        used = rates_used(build_scheduler(ours, self.config), self.config.epochs)
        theirs = rates_used(self.theirs(stepped), self.config.epochs)
        return largest_relative_error(used, theirs, highest_term(self.config))


@st.composite
def step(draw: st.DrawFn) -> Counterpart:
    """Up to ``end_epoch`` StepLR is torch's StepLR."""
    epochs = draw(lengths)
    interval, gamma = draw(st.integers(1, epochs)), draw(st.floats(0.1, 1.0))
    fields = {"iters_per_phase": interval, "gamma": gamma, "end_epoch": epochs}
    config = TrainingConfig("step", epochs=epochs, lr=draw(base_rates), fields=fields)
    return Counterpart(config, lambda stepped: lr_scheduler.StepLR(stepped, interval, gamma))


@st.composite
def multi_step(draw: st.DrawFn) -> Counterpart:
    """MultiStepLR is torch's MultiStepLR."""
    epochs = draw(lengths)
    milestones = draw(st.sets(st.integers(1, epochs), min_size=1, max_size=6).map(sorted))
    gamma = draw(st.floats(0.1, 1.0))
    config = TrainingConfig(
        "multi_step", epochs=epochs, lr=draw(base_rates), fields={"milestones": milestones, "gamma": gamma}
    )
    return Counterpart(config, lambda stepped: lr_scheduler.MultiStepLR(stepped, milestones, gamma))


@st.composite
def poly_without_warm_up(draw: st.DrawFn) -> Counterpart:
    """Without warm-up and down to 0 it is torch's PolynomialLR; torch multiplies step by step, which costs digits."""
    end, power = draw(st.integers(1, 150)), draw(st.floats(0.5, 3.0))
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": 0.0, "power": power, "end_epoch": end}
    config = TrainingConfig("poly", epochs=draw(lengths), lr=draw(base_rates), fields=fields)
    return Counterpart(config, lambda stepped: lr_scheduler.PolynomialLR(stepped, end, power))


@st.composite
def poly_with_warm_up(draw: st.DrawFn) -> Counterpart:
    """With warm-up and down to 0 it is torch's LinearLR up to the peak, followed by torch's PolynomialLR."""
    base, warmup, start = draw(base_rates), draw(st.integers(2, 20)), draw(st.floats(0.01, 0.9))
    after, power = draw(st.integers(2, 100)), draw(st.floats(0.5, 3.0))
    peak, end = warmup - 1, warmup - 1 + after
    fields = {"warmup_epochs": warmup, "warmup_bias_lr": start * base, "min_lr": 0.0, "power": power, "end_epoch": end}
    # The ramp's first rate already stands one step above warmup_bias_lr.
    first = start + (1 - start) / warmup

    def theirs(stepped: SGD) -> LRScheduler:
        ramp = lr_scheduler.LinearLR(stepped, start_factor=first, total_iters=peak)
        decay = lr_scheduler.PolynomialLR(stepped, total_iters=after, power=power)
        return lr_scheduler.SequentialLR(stepped, [ramp, decay], milestones=[peak])

    return Counterpart(TrainingConfig("poly", epochs=end + 5, lr=base, fields=fields), theirs)


@st.composite
def cosine_no_sgdr_without_warm_up(draw: st.DrawFn) -> Counterpart:
    """Until its end it is torch's CosineAnnealingLR."""
    epochs, minimum = draw(lengths), draw(st.floats(1e-4, 1e-3))
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": minimum, "end_epoch": epochs}
    config = TrainingConfig("cosine_no_sgdr", epochs=epochs, lr=draw(st.floats(1e-3, 10)), fields=fields)
    return Counterpart(config, lambda stepped: lr_scheduler.CosineAnnealingLR(stepped, epochs, eta_min=minimum))


@st.composite
def cosine_without_warm_up(draw: st.DrawFn) -> Counterpart:
    """Where training is a whole number of phases it is torch's CosineAnnealingWarmRestarts."""
    phase, count, minimum = draw(st.integers(1, 20)), draw(st.integers(1, 6)), draw(st.floats(1e-4, 1e-3))
    assume(phase * count > 1)
    fields = {"warmup_epochs": 0, "warmup_bias_lr": 0.0, "min_lr": minimum, "iters_per_phase": float(phase)}
    config = TrainingConfig("cosine", epochs=phase * count, lr=draw(st.floats(1e-3, 10)), fields=fields)
    return Counterpart(
        config, lambda stepped: lr_scheduler.CosineAnnealingWarmRestarts(stepped, phase, eta_min=minimum)
    )


@dataclass(frozen=True)
class Sameness:
    """A scheduler of ours, and a strategy whose docstring says where it is the same as torch's."""

    scheduler: str
    strategy: Callable[[], st.SearchStrategy[Counterpart]]


COUNTERPARTS = [
    Sameness("step", step),
    Sameness("multi_step", multi_step),
    Sameness("poly", poly_without_warm_up),
    Sameness("poly", poly_with_warm_up),
    Sameness("cosine_no_sgdr", cosine_no_sgdr_without_warm_up),
    Sameness("cosine", cosine_without_warm_up),
]
"""Everything of ours that torch has too."""
