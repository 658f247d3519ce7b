"""How many cases a run of the tests has time for, and which tests wait for the weekly run of all."""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

ONE_IN = 10

Case = TypeVar("Case")


def has_time_for_all() -> bool:
    """Whether `EVERY_CASE` is set, as once a week and where mutants are hunted."""
    return bool(os.environ.get("EVERY_CASE"))


def once_a_week(otherwise: str) -> pytest.MarkDecorator:
    """Leave a test out where there is no time for all of them.

    Args:
        otherwise: What proves the nearest thing in every run.
    """
    return pytest.mark.skipif(not has_time_for_all(), reason=f"once a week; in every run: {otherwise}")


def cases(all_of_them: int) -> int:
    """A tenth of the cases, and all of them where there is time."""
    return all_of_them if has_time_for_all() else all_of_them // ONE_IN


def some(all_of_them: Sequence[Case]) -> Sequence[Case]:
    """A tenth of what is listed, from its beginning to its end, and all of it where `cases` allows all."""
    count = max(cases(len(all_of_them)), 1)
    return [all_of_them[number * len(all_of_them) // count] for number in range(count)]
