"""Examples that Hypothesis draws, as a list: to ask another program about all of them at once."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """At most ``count`` values of a strategy, the same ones every time."""
    found: list[Any] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found
