"""What is legal in a configuration, but not what people expect: each a sentence with the epoch and the rate in it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.fields import SCHEDULER_SECTION
from schedulers.mirror import RateArray, cosine_phases
from schedulers.registry import SCHEDULERS, active
from schedulers.rounding import rounded


@dataclass(frozen=True)
class Note:
    """One thing worth knowing about a configuration.

    Attributes:
        message: A sentence.
        path: Keys that lead to the field it is about, joined by points.
        epoch: The epoch it is about; ``None`` when it is about no single one.
        lr: The rate used during that epoch.
    """

    message: str
    path: str
    epoch: int | None = None
    lr: float | None = None


def notes(config: TrainingConfig, lr: RateArray) -> list[Note]:
    """Everything worth knowing about a configuration and its curve (float64, shape ``[epochs]``).

    >>> import numpy as np
    >>> config = TrainingConfig("multi_step", epochs=50, lr=0.1, fields={"milestones": [30, 80], "gamma": 0.1})
    >>> [note.message for note in notes(config, np.full(50, 0.1))]
    ['Training ends with epoch 49 at a rate of 0.1, before milestone 80.']
    """
    return [note for rule in _RULES for note in rule(config, lr)]


def rate_text(rate: float) -> str:
    """A rate with at most six significant digits, the same for rates that differ in the last place.

    >>> rate_text(0.1), rate_text(1e-5), rate_text(float("inf"))
    ('0.1', '1e-5', 'infinity')
    >>> rate_text(0.07500024999999999) == rate_text(0.07500025000000001)
    True
    """
    if math.isinf(rate):
        return "infinity"
    mantissa, exponential, exponent = f"{rounded(rate):.6g}".partition("e")
    return mantissa if not exponential else f"{mantissa}e{int(exponent)}"


def _note(message: str, field: str, epoch: int, lr: RateArray) -> Note:
    return Note(message, ".".join((*SCHEDULER_SECTION, field)), epoch, float(lr[epoch]))


def _is(config: TrainingConfig, name: str) -> bool:
    """Whether it is this package's scheduler of that name, of which another registry may have one of its own."""
    return config.scheduler == name and active().schedulers[name] is SCHEDULERS[name]


def _assumptions(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    for path in config.assumed:
        value = config.epochs if path.endswith("epochs") else rate_text(config.lr)
        yield Note(
            f"The document does not say {path}; {value} is assumed, so epoch 0 trains at {rate_text(lr[0])}.",
            path,
            0,
            float(lr[0]),
        )


def _warm_up(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    warmup_epochs, start = config.fields.get("warmup_epochs", 0), config.fields.get("warmup_bias_lr", 0.0)
    if not warmup_epochs:
        return
    if start > config.lr:
        yield _note(
            f"Warm-up starts above the base rate of {rate_text(config.lr)}, so it ramps down: "
            f"epoch 0 trains at {rate_text(lr[0])}.",
            "warmup_bias_lr",
            0,
            lr,
        )
    if warmup_epochs >= config.epochs:
        last = config.epochs - 1
        yield _note(
            f"Warm-up takes all of training: epoch {last}, the last, is on the ramp, at {rate_text(lr[last])}.",
            "warmup_epochs",
            last,
            lr,
        )


def _end_beyond_training(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    end, last = config.fields.get("end_epoch", 0), config.epochs - 1
    if end <= config.epochs or config.fields.get("warmup_epochs", 0) >= config.epochs:
        return
    if _is(config, "cosine_no_sgdr"):
        yield _note(
            f"end_epoch {end} lies beyond training, so the cosine is squeezed to end with it: "
            f"epoch {last} trains at {rate_text(lr[last])}.",
            "end_epoch",
            last,
            lr,
        )
    if _is(config, "poly"):
        yield _note(
            f"end_epoch {end} lies beyond training, so the decay is cut off: "
            f"epoch {last} still trains at {rate_text(lr[last])}, "
            f"and min_lr {rate_text(config.fields['min_lr'])} is not reached.",
            "end_epoch",
            last,
            lr,
        )


def _cosine(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    if not _is(config, "cosine"):
        return
    epochs, warmup_epochs = config.epochs, config.fields["warmup_epochs"]
    if 2 <= warmup_epochs < epochs:
        yield _note(
            f"After the ramp's {rate_text(lr[warmup_epochs - 1])} the rate goes to {rate_text(lr[warmup_epochs])} in "
            f"epoch {warmup_epochs}, because the cosine has run underneath since epoch 0.",
            "warmup_epochs",
            warmup_epochs,
            lr,
        )
    wanted = config.fields["iters_per_phase"]
    if wanted > epochs:
        yield _note(
            f"A phase of {wanted:g} epochs is longer than training, so it is shortened to {epochs}: "
            f"epoch {epochs - 1} trains at {rate_text(lr[-1])}.",
            "iters_per_phase",
            epochs - 1,
            lr,
        )
    _, length, count = cosine_phases(np.zeros(1, dtype=np.int64), epochs=epochs, iters_per_phase=wanted)
    start = (count - 1) * length
    if epochs - start > length:
        first = min(int(np.ceil(start)), epochs - 1)
        yield _note(
            f"The last phase lasts {epochs - start:g} epochs instead of {length:g}, so that it ends with training; "
            f"it begins in epoch {first} at {rate_text(lr[first])}.",
            "iters_per_phase",
            first,
            lr,
        )


def _rising(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    last = config.epochs - 1
    if config.fields.get("min_lr", 0.0) > config.lr:
        yield _note(
            f"min_lr lies above the base rate of {rate_text(config.lr)}, so the rate rises: "
            f"epoch {last} trains at {rate_text(lr[last])}.",
            "min_lr",
            last,
            lr,
        )
    if config.fields.get("gamma", 0.0) > 1:
        infinite = np.flatnonzero(np.isinf(lr))
        epoch = int(infinite[0]) if infinite.size else last
        yield _note(
            f"gamma is above 1, so the rate rises: epoch {epoch} trains at {rate_text(lr[epoch])}.",
            "gamma",
            epoch,
            lr,
        )


def _decay_never_reached(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    last = config.epochs - 1
    ends = f"Training ends with epoch {last} at a rate of {rate_text(lr[last])}"
    missed = [milestone for milestone in config.fields.get("milestones", ()) if milestone > last]
    if missed:
        which = f"milestone {missed[0]}" if len(missed) == 1 else f"milestones {', '.join(map(str, missed[:5]))}"
        more = f" and {len(missed) - 5} more" if len(missed) > 5 else ""
        yield _note(f"{ends}, before {which}{more}.", "milestones", last, lr)
    if _is(config, "step"):
        interval, end = config.fields["iters_per_phase"], config.fields["end_epoch"]
        if interval > last:
            yield _note(
                f"{ends}, before the first decay, at epoch {interval}.",
                "iters_per_phase",
                last,
                lr,
            )
        elif interval > end:
            yield _note(
                f"end_epoch {end} comes before the first decay, at epoch {interval}, so the rate stays at "
                f"{rate_text(lr[last])} to the last epoch, {last}.",
                "end_epoch",
                last,
                lr,
            )


_RULES = (_assumptions, _warm_up, _end_beyond_training, _cosine, _rising, _decay_never_reached)
