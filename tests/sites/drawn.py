"""Lists examples that Hypothesis draws, to give them all to another program at once."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return at most ``count`` values of a strategy, the same ones every time."""
    found: list[Any] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found
