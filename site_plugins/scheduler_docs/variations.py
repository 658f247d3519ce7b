"""Varies a scheduler's example by one value, to show the effects of fields, and surprises.

Nothing here knows a scheduler or a field by name. Values are tried, and what their curves and notes show decides, so a
scheduler that is added has all of this at once.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schedulers import Curve, Note, TrainingConfig, simulate
from schedulers.curve.marks import Mark, marks
from schedulers.layout import Clock
from schedulers.signature.spec import FieldSpec
from schedulers.writing.example import config_yaml, example_config, example_yaml

VISIBLE = 0.15
"""The part of the drawing's height by which curves must differ to be told apart at a glance."""

DIFFERENCE_DECIMALS = 9
"""The decimals of such a part. The last digits of rates differ between processors, and must not choose values."""

MOST_SHOWN = 3
"""The most values that are shown for a field."""

ROUND = (1, 2, 5)
"""The first digits of round numbers."""

ROUND_EPOCHS = [digit * 10**power for power in range(7) for digit in ROUND]
"""The numbers of epochs that a drawing of the beginning may show."""


@dataclass(frozen=True)
class Variation:
    """The example with one value changed.

    Attributes:
        field: The name of the field that is changed; empty for the example itself.
        value: The changed value.
        config: The configuration.
    """

    field: str
    value: Any
    config: TrainingConfig

    @property
    def value_text(self) -> str:
        """The value, as text for a label."""
        return {**self.config.layout.settings, **self.config.schedule.specs}[self.field].in_words(self.value)

    @cached_property
    def curve(self) -> Curve:
        """The curve of the configuration."""
        return simulate(self.config)

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks of the curve."""
        return marks(self.config)

    @cached_property
    def yaml(self) -> str:
        """The whole configuration as YAML. The example's values are written as in the signature."""
        config = self.config
        return config_yaml(config) if self.field else example_yaml(config.scheduler, config.registry, complete=True)


@dataclass(frozen=True)
class Effect:
    """The effect of a field: values below and above its example, from the lowest to the highest.

    Attributes:
        variations: The values whose curves differ from that of the example, and from each other.
        epochs: The number of epochs to show, from the first, so that the difference can be seen.
        logarithmic: Whether the difference can be seen only on a logarithmic scale.
    """

    variations: list[Variation]
    epochs: int
    logarithmic: bool


@dataclass(frozen=True)
class Surprise:
    """A valid configuration, and a note on its unexpected behaviour."""

    variation: Variation
    note: Note


@dataclass(frozen=True)
class Tried:
    """The results of changing one value of an example.

    Attributes:
        effects: What raising or lowering each of the scheduler's fields does, as long as that surprises nobody.
        surprises: Each kind of note that the example gives, or gives when one value is changed; the nearest value that
            does it.
    """

    effects: dict[str, Effect]
    surprises: list[Surprise]


def tried(original: Variation, specs: Mapping[str, FieldSpec]) -> Tried:
    """Vary each field of a scheduler's example, and those outside the scheduler. Each value is simulated once.

    Args:
        original: The example.
        specs: The scheduler's fields by name.

    >>> from schedulers import SCHEDULERS
    >>> from schedulers.signature.spec import field_specs
    >>> found = tried(Variation("", None, example_config("multi_step")), field_specs(SCHEDULERS["multi_step"]))
    >>> [surprise.variation.value for surprise in found.surprises]
    [[45, 120], 2.0]
    >>> [variation.value for variation in found.effects["gamma"].variations]
    [0.5, 1.0]
    """
    effects: dict[str, Effect] = {}
    # A note about the changed field comes before one about another field.
    own: dict[tuple[str, ...], Surprise] = {}
    others: dict[tuple[str, ...], Surprise] = {}
    for note in original.curve.notes:
        own.setdefault(note.kind, Surprise(original, note))
    for name, spec in {**specs, **original.config.layout.settings}.items():
        lower, higher = _variations(original, spec)
        if name in specs:
            round_values = [value for side in _candidates(spec, original.config, ROUND) for value in side]
            round_lower, round_higher = ([one for one in side if one.value in round_values] for side in (lower, higher))
            effects[name] = _effect(original, round_lower, round_higher)
        for variation in (*higher, *lower):
            for note in variation.curve.notes:
                found = own if note.path.endswith(f".{name}") else others
                found.setdefault(note.kind, Surprise(variation, note))
    surprises = [*own.values(), *(surprise for kind, surprise in others.items() if kind not in own)]
    order = list(specs)
    places = {field: place for place, field in enumerate(order)}
    # A note about the scheduler as a whole comes last.
    surprises.sort(key=lambda surprise: places.get(surprise.note.path.rpartition(".")[2], len(places)))
    return Tried(effects, surprises)


def _digits(spec: FieldSpec, clock: Clock) -> Iterable[int]:
    """Return the digits by which values are tried. Epochs are tried one by one, because notes can be about one."""
    return range(1, 10) if spec.field.unit == clock.many else ROUND


def _variations(original: Variation, spec: FieldSpec) -> tuple[list[Variation], list[Variation]]:
    """Return the example with lower and with higher allowed values of a field, the nearest first."""

    def allowed(value: Any) -> Iterator[Variation]:
        with contextlib.suppress(ValueError):
            yield varied(original, spec.name, value)

    lower, higher = _candidates(spec, original.config, _digits(spec, original.config.clock))
    return [made for value in lower for made in allowed(value)], [made for value in higher for made in allowed(value)]


def varied(original: Variation, field: str, value: Any) -> Variation:
    """Return the example with another value of a field; raise ValueError where that is not allowed."""
    config = original.config
    return Variation(field, value, example_config(config.scheduler, config.registry, **{field: value}))


def candidates(original: Variation, field: str) -> list[Any]:
    """Return all values of a field that are tried, allowed or not."""
    config = original.config
    spec = {**config.layout.settings, **config.schedule.specs}[field]
    lower, higher = _candidates(spec, config, _digits(spec, config.clock))
    return [*lower, *higher]


def _candidates(spec: FieldSpec, original: TrainingConfig, digits: Iterable[int]) -> tuple[list[Any], list[Any]]:
    """Return lower and higher values than the example's, the nearest first."""
    value = original.values[spec.name]
    scale = original.length if spec.field.unit == original.clock.many else original.base
    return spec.kind.candidates(value, spec.field, scale, digits)


def _effect(original: Variation, lower: Sequence[Variation], higher: Sequence[Variation]) -> Effect:
    """Choose the variations of a field to show, among those that give no note.

    Where few curves differ visibly on a linear scale, a logarithmic one is taken if more do there.
    """
    sides = [
        [variation for variation in side if len(variation.curve.notes) <= len(original.curve.notes)]
        for side in (lower, higher)
    ]
    linear = _shown(original, sides, logarithmic=False)
    if len(linear.variations) >= 2:
        return linear
    logarithmic = _shown(original, sides, logarithmic=True)
    return max(linear, logarithmic, key=lambda found: len(found.variations))


def _shown(original: Variation, sides: Iterable[Sequence[Variation]], *, logarithmic: bool) -> Effect:
    below, above = (_told_apart(original, side, logarithmic=logarithmic) for side in sides)
    below = below[: max(1, MOST_SHOWN - len(above))]
    chosen = [*reversed(below), *above[: MOST_SHOWN - len(below)]]
    return Effect(chosen, _epochs_to_show(original, chosen, logarithmic=logarithmic), logarithmic)


def _told_apart(original: Variation, side: Iterable[Variation], *, logarithmic: bool) -> list[Variation]:
    """Return the first variations that differ visibly from the example and from each other, at most `MOST_SHOWN`."""
    chosen = [original]
    for variation in side:
        if all(differences(variation, other, logarithmic=logarithmic).max() >= VISIBLE for other in chosen):
            chosen.append(variation)
        if len(chosen) > MOST_SHOWN:
            break
    return chosen[1:]


def differences(one: Variation, other: Variation, *, logarithmic: bool) -> NDArray[np.float64]:
    """Return the distance of two curves in each epoch, as parts of the height of a drawing of both."""
    common = min(one.config.length, other.config.length)
    both = np.stack([one.curve.lr[:common], other.curve.lr[:common]])
    if logarithmic:
        both = np.log10(np.maximum(both, np.finfo(np.float64).tiny))
    lowest = both.min() if logarithmic else 0.0
    parts = np.abs(both[0] - both[1]) / ((both.max() - lowest) or 1.0)
    # Where only one of the curves goes on, the distance is the largest.
    longer = np.ones(max(one.config.length, other.config.length) - common)
    return np.concatenate([np.asarray(np.round(parts, DIFFERENCE_DECIMALS)), longer])


def _epochs_to_show(original: Variation, chosen: list[Variation], *, logarithmic: bool) -> int:
    """Return the number of epochs to show: all, or fewer where the curves differ only at the beginning."""
    epochs = max(each.config.length for each in (original, *chosen))
    differ = [differences(variation, original, logarithmic=logarithmic) >= VISIBLE for variation in chosen]
    last = max((int(np.flatnonzero(epoch)[-1]) for epoch in differ), default=epochs)
    shown = next(number for number in ROUND_EPOCHS if number >= 1.5 * last)
    return shown if 2 * shown <= epochs else epochs
