"""Finds the name that was probably meant by a misspelt one."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from schedulers.reading.wording.characters import plain

MOST_COMPARED = 200
"""The most names to compare with. Among more, no near name is looked for."""

LONGEST_NAME = 100
"""The most characters of a name that is compared. A longer one has no near name."""

_CLOSE_TO_FURTHER_NAME = 0.85
_SEPARATORS = re.compile(r"[^a-z0-9]+")

FurtherNames = Mapping[str, Iterable[str]]
"""The other names that people use, by the proper name."""


def folded(name: str) -> str:
    """Fold a name: remove case, separators and look-alike characters.

    >>> folded("learning-Rate") == folded("learningRate") == folded("learning_rate")
    True
    """
    return _folded(name) if len(name) <= LONGEST_NAME else ""


@lru_cache(1_024)
def _folded(name: str) -> str:
    return _SEPARATORS.sub("", plain(name).lower())


def nearest(name: str, known: Iterable[str], further: FurtherNames | None = None) -> str | None:
    """Return the known name that was probably meant. Among very many names, none is looked for.

    >>> nearest("gama", ["gamma", "end_epoch"])
    'gamma'
    >>> nearest("step_size", ["gamma", "iters_per_phase"], {"iters_per_phase": ["step_size", "T_0"]})
    'iters_per_phase'
    """
    candidates = sorted(known)
    if len(candidates) > MOST_COMPARED or len(name) > LONGEST_NAME:
        return None
    key = folded(name)
    meant = {folded(other): each for each in candidates for other in (further or {}).get(each, ())}
    meant.update({folded(each): each for each in candidates})
    meant.pop("", None)
    if key in meant:
        return meant[key]
    for match in get_close_matches(plain(name), candidates, n=1):
        return match
    for match in get_close_matches(key, meant, n=1, cutoff=_CLOSE_TO_FURTHER_NAME):
        return meant[match]
    return None


def written_for(
    wanted: str, keys: Iterable[str], others: FurtherNames | None = None, known: Iterable[str] = ()
) -> str | None:
    """Return the key among ``keys`` that was probably meant to be ``wanted``.

    Args:
        wanted: The proper name.
        keys: What is written.
        others: Other names of the key.
        known: Names with a meaning of their own. They are no slips of ``wanted``, however similar.

    >>> written_for("epochs", ["num_epochs", "batch_size"], {"epochs": ["num_epochs"]})
    'num_epochs'
    >>> written_for("end_epoch", ["last_epoch"]), written_for("end_epoch", ["last_epoch"], known=["last_epoch"])
    ('last_epoch', None)
    """
    candidates = [key for key in keys if 0 < len(key) <= LONGEST_NAME]
    if len(candidates) > MOST_COMPARED:
        return None
    names = [folded(wanted), *map(folded, (others or {}).get(wanted, ()))]
    by_fold = {folded(key): key for key in reversed(candidates)}
    for name in names:
        if name in by_fold:
            return by_fold[name]
    meant = set(map(folded, known))
    slips = [key for key in candidates if folded(key) not in meant]
    for match in get_close_matches(wanted, list(map(plain, slips)), n=1):
        return next(key for key in slips if plain(key) == match)
    return None
