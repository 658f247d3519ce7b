"""The example of a scheduler with one value changed: what raising or lowering a field does, and what surprises.

Nothing here knows a scheduler or a field by name. Values are tried, and what their curves and notes show decides, so a
scheduler that is added has all of this at once.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schedulers import Curve, Note, TrainingConfig, simulate
from schedulers.example import example_config
from schedulers.registry import active
from schedulers.rounding import rounded
from schedulers.spec import FieldSpec, field_specs, training_fields, violations

VISIBLE = 0.15
"""Curves are told apart at a glance when they differ by this part of the drawing's height."""

DIFFERENCE_DECIMALS = 9
"""Decimals of such a part: the last digits of rates, in which processors differ, choose no value."""

MOST_SHOWN = 3
"""Values that are shown of a field."""

LIST_FACTORS = ((0.5, 0.2), (1.2, 1.5, 2, 5))
"""How many times as large the items of a list are made, to lower and to raise them."""

ROUND = (1, 2, 5)
"""What round numbers begin with."""

ROUND_EPOCHS = [digit * 10**power for power in range(7) for digit in ROUND]
"""How many epochs a drawing of the beginning shows."""


@dataclass(frozen=True)
class Variation:
    """The example with one value changed.

    Attributes:
        field: Name of the field that is changed; empty for the example itself.
        value: Its value.
        config: The configuration.
    """

    field: str
    value: Any
    config: TrainingConfig

    @cached_property
    def curve(self) -> Curve:
        """The curve of the configuration."""
        return simulate(self.config)


@dataclass(frozen=True)
class Effect:
    """What a field does: values below and above its example, from the lowest to the highest.

    Attributes:
        variations: Values whose curves differ from that of the example, and from each other.
        epochs: How many epochs to show, from the first on, so that the difference is seen.
        logarithmic: Whether the difference is seen only on a logarithmic scale.
    """

    variations: list[Variation]
    epochs: int
    logarithmic: bool


@dataclass(frozen=True)
class Surprise:
    """A configuration that is legal, and the note that says what people do not expect of it."""

    variation: Variation
    note: Note


def example(name: str) -> Variation:
    """The example itself."""
    return Variation("", None, example_config(name))


def effect(name: str, field: str) -> Effect:
    """What raising or lowering a field of the scheduler's example does, as long as that surprises nobody.

    >>> [variation.value for variation in effect("poly", "power").variations]
    [0.5, 2.0, 5.0]
    """
    original = example(name)
    lower, higher = (
        [variation for variation in found if len(variation.curve.notes) <= len(original.curve.notes)]
        for found in _variations(name, field_specs(active().schedulers[name])[field], ROUND)
    )
    effects = []
    for logarithmic in (False, True):
        chosen = _told_apart(original, lower, higher, logarithmic=logarithmic)
        shown = _epochs_to_show(original, chosen, logarithmic=logarithmic)
        effects.append(Effect(chosen, shown, logarithmic))
    linear, _ = effects
    return linear if len(linear.variations) >= 2 else max(effects, key=lambda found: len(found.variations))


def surprises(name: str) -> list[Surprise]:
    """Each kind of note that the example gives, or gives when one value is changed; the nearest value that does it.

    >>> [found.variation.value for found in surprises("multi_step")]
    [[45, 120], 2.0]
    """
    specs = field_specs(active().schedulers[name])
    found: dict[tuple[str, ...], Surprise] = {}

    def look(variations: Iterable[Variation], *, only_of_its_field: bool) -> None:
        for variation in variations:
            for note in variation.curve.notes:
                if not only_of_its_field or note.path.endswith(f".{variation.field}"):
                    found.setdefault(_kind(note), Surprise(variation, note))

    look([example(name)], only_of_its_field=False)
    sides = [_variations(name, spec, _digits(spec)) for spec in {**specs, **training_fields()}.values()]
    for only_of_its_field in (True, False):
        for lower, higher in sides:
            look([*higher, *lower], only_of_its_field=only_of_its_field)
    return sorted(found.values(), key=lambda surprise: list(specs).index(surprise.note.path.rpartition(".")[2]))


def _kind(note: Note) -> tuple[str, ...]:
    """What notes have in common that say the same of different values: their field, and how they begin."""
    return (note.path, *re.sub(r"[\d.]+(e-?\d+)?", "#", note.message).split()[:4])


def _digits(spec: FieldSpec) -> Iterable[int]:
    """How finely values are tried: epochs one by one, because some notes are about epochs that do not fit training."""
    return range(1, 10) if spec.field.unit == "epochs" else ROUND


def _variations(name: str, spec: FieldSpec, digits: Iterable[int]) -> tuple[list[Variation], list[Variation]]:
    """The example with lower and with higher values of a field that are allowed, the nearest first."""
    original = example_config(name)
    values = {"epochs": original.epochs, "lr": original.lr, **original.fields}
    specs = {**training_fields(), **field_specs(active().schedulers[name])}

    def allowed(candidates: Iterable[Any]) -> list[Variation]:
        kept = [value for value in candidates if not violations(specs, {**values, spec.name: value})]
        return [Variation(spec.name, value, example_config(name, **{spec.name: value})) for value in kept]

    lower, higher = _candidates(spec, values, digits)
    return allowed(lower), allowed(higher)


def _candidates(spec: FieldSpec, values: Mapping[str, Any], digits: Iterable[int]) -> tuple[list[Any], list[Any]]:
    """Lower and higher values than the example, the nearest first; the items of a list all grow or shrink together."""
    value = values[spec.name]
    if spec.field.min_items is not None:
        lower, higher = ([[round(item * factor) for item in value] for factor in side] for side in LIST_FACTORS)
        return lower, higher
    scale = values["epochs"] if spec.field.unit == "epochs" else values["lr"]
    lowest, highest = (rounded(math.log10(size)) for size in (value or scale, max(value, scale)))
    powers = range(math.floor(lowest) - 2, math.ceil(highest) + 2)
    round_numbers = sorted({float(f"{digit}e{power}") for power in powers for digit in digits} | {0.0})
    typed = [number for number in round_numbers if spec.type is float or number.is_integer()]
    lower = [spec.type(number) for number in reversed(typed) if number < value]
    return lower, [spec.type(number) for number in typed if number > value]


def _told_apart(
    original: Variation, lower: list[Variation], higher: list[Variation], *, logarithmic: bool
) -> list[Variation]:
    sides = []
    for side in (lower, higher):
        chosen = [original]
        for variation in side:
            if all(_differences(variation, other, logarithmic=logarithmic).max() >= VISIBLE for other in chosen):
                chosen.append(variation)
        sides.append(chosen[1:])
    below, above = sides
    below = below[: max(1, MOST_SHOWN - len(above))]
    return [*reversed(below), *above[: MOST_SHOWN - len(below)]]


def _differences(one: Variation, other: Variation, *, logarithmic: bool) -> NDArray[np.float64]:
    """How far apart two curves are in each epoch, as parts of the height of a drawing of both."""
    both = np.stack([one.curve.lr, other.curve.lr])
    if logarithmic:
        both = np.log10(np.maximum(both, np.finfo(np.float64).tiny))
    lowest = both.min() if logarithmic else 0.0
    parts = np.abs(both[0] - both[1]) / ((both.max() - lowest) or 1.0)
    return np.asarray(np.round(parts, DIFFERENCE_DECIMALS))


def _epochs_to_show(original: Variation, chosen: list[Variation], *, logarithmic: bool) -> int:
    """All epochs, or no more than it takes when the curves differ at the beginning alone."""
    epochs = original.config.epochs
    differ = [_differences(variation, original, logarithmic=logarithmic) >= VISIBLE for variation in chosen]
    last = max((int(np.flatnonzero(epoch)[-1]) for epoch in differ), default=epochs)
    shown = next(number for number in ROUND_EPOCHS if number >= 1.5 * last)
    return shown if 2 * shown <= epochs else epochs
