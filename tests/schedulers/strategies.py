"""Generated configurations: every scheduler, each field within its allowed range."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from schedulers import SCHEDULERS, TrainingConfig
from schedulers.signature.spec import FieldSpec, field_specs

rates = st.one_of(
    st.sampled_from([0.0, 1e-12, 1e-6, 1e-5, 0.1, 0.5, 1.0]),
    st.floats(1e-12, 1e3, allow_nan=False, allow_infinity=False),
)


def values_of(spec: FieldSpec, epochs: int) -> st.SearchStrategy[Any]:
    """Values that a field takes, on the scale of a training of ``epochs`` epochs."""
    field = spec.field
    if field.min_items is not None:
        return st.sets(st.integers(1, 2 * epochs), min_size=field.min_items, max_size=8).map(sorted)
    if spec.type is int:
        return st.integers(int(field.minimum or 0), 2 * epochs)
    if field.unit == "epochs":
        return st.one_of(st.integers(1, 2 * epochs).map(float), st.floats(0.05, 2 * epochs))
    if field.exclusive_minimum == 0:
        return st.one_of(st.sampled_from([0.1, 0.5, 0.9, 1.0]), st.floats(0.01, 3.0))
    return rates


@st.composite
def configurations(draw: st.DrawFn, longest: int = 300, only: str | None = None) -> TrainingConfig:
    """Valid configurations of every scheduler, or of the one named, with up to ``longest`` epochs."""
    name = only or draw(st.sampled_from(list(SCHEDULERS)))
    epochs = draw(st.integers(1, longest))
    fields = {}
    for field, spec in field_specs(SCHEDULERS[name]).items():
        fields[field] = draw(values_of(spec, epochs))
        if spec.field.above:
            fields[field] += fields[spec.field.above] + 1
    return TrainingConfig(name, epochs=epochs, lr=draw(rates.filter(bool)), fields=fields)


LONGEST = 1_000_000

extreme_rates = st.one_of(st.sampled_from([0.0, 1e-12, 1.0, 1e6]), st.floats(-12, 6).map(lambda power: 10.0**power))


def _extreme_values_of(spec: FieldSpec, epochs: int) -> st.SearchStrategy[Any]:
    field = spec.field
    lengths = st.one_of(st.sampled_from([1, max(epochs - 1, 1), epochs, epochs + 1, 10**9]), st.integers(1, 2 * epochs))
    if field.min_items is not None:
        # Drawn one by one, hundreds would take longer than everything else together.
        counts, seeds = st.integers(1, min(900, 2 * epochs)), st.integers(0, 10**6)
        return st.builds(
            lambda count, seed: sorted(Random(seed).sample(range(1, 2 * epochs + 1), count)),  # noqa: S311
            counts,
            seeds,
        )
    if spec.type is int:
        return lengths | st.just(field.minimum or 0)
    if field.unit == "epochs":
        return st.one_of(lengths.map(float), st.floats(1e-3, 3.0 * epochs))
    if field.exclusive_minimum == 0:
        return st.one_of(st.sampled_from([1e-12, 1e-3, 1.0, 10.0]), st.floats(1e-3, 10.0))
    return extreme_rates


def extreme_lengths(longest: int = LONGEST) -> st.SearchStrategy[int]:
    """Epochs of a training: one, a few, or up to ``longest``."""
    return st.one_of(st.sampled_from([1, 2, longest]), st.integers(1, 300), st.integers(1, longest))


@st.composite
def extreme_configurations(
    draw: st.DrawFn, only: str | None = None, lengths: st.SearchStrategy[int] | None = None
) -> TrainingConfig:
    """Valid configurations at the limits: one epoch or a million, rates from 1e-12 to 1e6, all phases out of scale."""
    name = only or draw(st.sampled_from(list(SCHEDULERS)))
    epochs = draw(extreme_lengths() if lengths is None else lengths)
    fields = {}
    for field, spec in field_specs(SCHEDULERS[name]).items():
        fields[field] = draw(_extreme_values_of(spec, epochs))
        if spec.field.above and fields[field] <= fields[spec.field.above]:
            fields[field] = fields[spec.field.above] + draw(st.sampled_from([1, epochs]))
    return TrainingConfig(name, epochs=epochs, lr=draw(extreme_rates), fields=fields)
