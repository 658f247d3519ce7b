"""Generated configurations: every scheduler, each field within its allowed range."""

from typing import Any

from hypothesis import strategies as st

from schedulers import SCHEDULERS, TrainingConfig
from schedulers.spec import FieldSpec, field_specs

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
        return st.integers(field.minimum or 0, 2 * epochs)
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
