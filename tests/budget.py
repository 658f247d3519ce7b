"""How many generated cases a run of the tests has time for."""

import os

ONE_IN = 5


def cases(all_of_them: int) -> int:
    """A fifth of the cases; all of them where `EVERY_CASE` is set, as once a week and where mutants are hunted."""
    return all_of_them if os.environ.get("EVERY_CASE") else all_of_them // ONE_IN
