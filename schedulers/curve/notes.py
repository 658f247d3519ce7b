"""Finds what is legal in a configuration but not what people expect. Each note is a sentence with an epoch and a rate.

The general notes are derived from the parts that a scheduler declares. What only a scheduler itself can know, it says
in notes of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from schedulers.config import TrainingConfig
from schedulers.curve.phases import first_epoch
from schedulers.curve.rounding import above, first_highest
from schedulers.mirror import RateArray
from schedulers.numbers import rate_text as rate_text
from schedulers.parts import DeclaredNote, Level, Part, Place, Series
from schedulers.signature.arguments import call

FLOAT32_SHARE = 2.0**-24
"""The smallest share of a float32 that changes it when it is added: half a unit in the last place of 1."""

TOO_EARLY = 0.9
"""The share of training after which a rate may be too small. Near the end that is expected."""

JUMP = 3
"""The factor by which a jump is larger than the changes beside it."""

MOST_LISTED = 5
"""The largest number of places that a sentence lists. More of them are counted."""


@dataclass(frozen=True)
class Note:
    """A note: something that people may not expect of a configuration.

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

    @property
    def kind(self) -> tuple[str, ...]:
        """The path and the beginning of the note, which notes that say the same of other values share.

        >>> Note("Training ends with epoch 49.", "training.epochs").kind
        ('training.epochs', 'Training', 'ends', 'with', 'epoch')
        """
        return (self.path, *re.sub(r"[\d.]+(e-?\d+)?", "#", self.message).split()[:4])


def notes(config: TrainingConfig, lr: RateArray) -> list[Note]:
    """Find all notes on a configuration and its curve (float64, shape ``[epochs]``).

    >>> import numpy as np
    >>> config = TrainingConfig("multi_step", epochs=50, lr=0.1, fields={"milestones": [30, 80], "gamma": 0.1})
    >>> [note.message for note in notes(config, np.full(50, 0.1))]
    ['Training ends with epoch 49 at a rate of 0.1, before milestone 80.']
    """
    read = [*_assumptions(config, lr), *_remarks(config)]
    declared = [note for rule in _RULES for note in rule(config, lr)]
    return read + [Note(note.message, config.path(note.field), note.epoch, float(lr[note.epoch])) for note in declared]


def _assumptions(config: TrainingConfig, lr: RateArray) -> Iterator[Note]:
    for path in config.assumed:
        value = _shown(config, path)
        instead = "".join(f" {remark.message}" for remark in config.remarks if remark.path == path)
        begins = f"{config.clock.one} 0 trains at {rate_text(lr[0])}"
        message = f"The document does not say {path}; {value} is assumed, so {begins}.{instead}"
        yield Note(message, path, 0, float(lr[0]))


def _shown(config: TrainingConfig, path: str) -> str:
    """Write the value of a setting as a sentence has it."""
    [(name, spec)] = [each for each in config.layout.settings.items() if ".".join(each[1].path) == path]
    return spec.in_words(config.settings[name])


def _remarks(config: TrainingConfig) -> Iterator[Note]:
    """Turn the remarks of the document's reader into notes."""
    yield from (Note(remark.message, remark.path) for remark in config.remarks if remark.path not in config.assumed)


def _outlasting(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Find the parts that training is too short for."""
    last = config.length - 1
    places = {item.name: item for item in config.parts if isinstance(item, Place)}
    levels = [item for item in config.parts if isinstance(item, Level)]
    hidden = max((part.end for part in config.parts if isinstance(part, Part) and part.shaded), default=0)
    for part in config.parts:
        if not isinstance(part, Part):
            continue
        end = places.get(part.until)
        if part.shaded and part.start <= 0 and config.length <= part.end < np.inf:
            message = (
                f"{_sentence(part.name)} takes all of training: {config.clock.one} {last}, the last, still lies in it, "
                f"at {rate_text(lr[last])}."
            )
            yield DeclaredNote(part.field, last, message)
        elif end is not None and end.epoch > config.length > hidden:
            missed = [level for level in levels if rate_text(lr[last]) != rate_text(level.rate)]
            rest = "".join(f", and {level.name} {rate_text(level.rate)} is not reached" for level in missed)
            message = (
                f"{end.name} {end.epoch:g} lies beyond training, so the {part.name} is cut off: "
                f"{config.clock.one} {last} still trains at {rate_text(lr[last])}{rest}."
            )
            yield DeclaredNote(end.field or end.name, last, message)


def _jumps(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Find the ends of parts at which the rate jumps, unless a note of the scheduler speaks of them."""
    for part in config.parts:
        epoch = first_epoch(part.end, config.length) if isinstance(part, Part) else 0
        if not 2 <= epoch < config.length - 1:
            continue
        near = lr[epoch - 2 : epoch + 2].tolist()
        before, at_end, after = (abs(later - earlier) for earlier, later in pairwise(near))
        if not above(at_end, JUMP * max(before, after)) or rate_text(near[1]) == rate_text(near[2]):
            continue
        if epoch not in {note.epoch for note in _own(config, lr)}:
            message = (
                f"At the end of the {part.name} the rate goes from {rate_text(near[1])} to {rate_text(near[2])} "
                f"in {config.clock.one} {epoch}."
            )
            yield DeclaredNote(part.field, epoch, message)


def _high_levels(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Find the levels that a curve should fall to but that lie above the base rate."""
    for level in config.parts:
        if (
            isinstance(level, Level)
            and level.rate > config.base
            and above(lr.max(), config.base)
            and _rises(config, lr)
        ):
            epoch = config.length - 1 if above(lr[-1], config.base) else first_highest(lr)
            message = (
                f"{level.name} lies above the base rate of {rate_text(config.base)}, so the rate rises: "
                f"{config.clock.one} {epoch} trains at {rate_text(lr[epoch])}."
            )
            yield DeclaredNote(level.field or level.name, epoch, message)


def _rises(config: TrainingConfig, lr: RateArray) -> bool:
    """Return whether the rate rises anywhere outside the shaded parts."""
    after = max((part.end for part in config.parts if isinstance(part, Part) and part.shaded), default=0)
    begin = max(first_epoch(after, len(lr)) - 1, 0)
    return bool(above(lr[begin + 1 :], lr[begin:-1]).any())


def _never_reached(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Find the numbered parts that would begin only after training has ended."""
    last = config.length - 1
    ends = f"Training ends with {config.clock.one} {last} at a rate of {rate_text(lr[last])}"
    for series in config.parts:
        if not (isinstance(series, Series) and series.mark):
            continue
        if series.starts is not None:
            missed = [start for start in series.starts if start > last]
            if missed:
                which = ", ".join(f"{start:g}" for start in missed[:MOST_LISTED])
                more = f" and {len(missed) - MOST_LISTED} more" if len(missed) > MOST_LISTED else ""
                plural = "s" if len(missed) > 1 else ""
                yield DeclaredNote(series.field, last, f"{ends}, before {series.mark}{plural} {which}{more}.")
        elif series.start > last:
            yield DeclaredNote(
                series.field, last, f"{ends}, before the first {series.name}, at {config.clock.one} {series.start:g}."
            )


def _own(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Call the function with which the scheduler declares notes."""
    declared = config.schedule.notes
    if declared is not None:
        yield from call(declared, values={**config.values, "lr": lr})


def _too_small(config: TrainingConfig, lr: RateArray) -> Iterator[DeclaredNote]:
    """Find a rate that is too small to change a weight long before the end of training."""
    least = config.base * FLOAT32_SHARE
    large = ~above(least, lr)
    epoch = len(lr) - int(np.argmax(large[::-1])) if large.any() else 0
    if config.base > 0 and epoch < TOO_EARLY * (config.length - 1):
        here = f"{config.clock.one} {epoch}"
        message = (
            f"From {here} on, the rate is less than the share of the base rate that float32 can still add "
            f"({rate_text(least)}), so weights hardly change: {here} trains at {rate_text(lr[epoch])}."
        )
        yield DeclaredNote("", epoch, message)


def _sentence(name: str) -> str:
    return name[0].upper() + name[1:]


_RULES = (_outlasting, _jumps, _own, _high_levels, _never_reached, _too_small)
