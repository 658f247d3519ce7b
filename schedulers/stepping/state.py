"""Checks whether a scheduler can continue from a saved state, and finds the class of another one."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

CLASS = "_class"
"""The key of a state's class. States of earlier versions lack it."""

OF_EVERY_SCHEDULER = {"base_lrs", "last_epoch", "verbose"}
"""The names that torch keeps in every scheduler's state, without those with an underscore.

``verbose`` is kept by earlier versions.
"""

NOT_KEPT = {"self", "optimizer", "last_epoch", "verbose"}
"""The parameters of a constructor that every scheduler class has."""


def refuse_another(scheduler: Any, fields: set[str], state: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` where ``state`` is the state of another class than that of ``scheduler``.

    Some keys alone, such as ``{"last_epoch": 9}``, are accepted: they are of no class.

    Args:
        scheduler: What is to continue from the state.
        fields: The names of its fields, all of which a whole state has.
        state: What `state_dict` of some scheduler gave.
    """
    if CLASS in state:
        if state[CLASS] != type(scheduler).__name__:
            raise _error(scheduler, state, f"is of {state[CLASS]}")
        return
    if "_schedulers" in state:
        raise _error(scheduler, state, "is of a SequentialLR or a ChainedScheduler")
    kept = {key for key in state if not key.startswith("_")} - OF_EVERY_SCHEDULER
    missing = fields - kept if kept or "base_lrs" in state else set()
    unknown = kept - vars(scheduler).keys()
    if missing or unknown:
        has = [f"it has no {', '.join(sorted(missing))}"] if missing else []
        has += [f"it has {', '.join(sorted(unknown))}"] if unknown else []
        whose = _class_that_keeps(kept, type(scheduler))
        raise _error(scheduler, state, f"looks like that of {whose} ({' and '.join(has)})")


def _error(scheduler: Any, state: Mapping[str, Any], whose: str) -> ValueError:
    return ValueError(
        f"{type(scheduler).__name__} can't continue from this state: it {whose}. Load it into that class, "
        f"or go on at its epoch with step({state.get('last_epoch', 'epoch')})"
    )


def _class_that_keeps(kept: set[str], scheduler: type) -> str:
    """Find the class whose constructor takes what a state holds: one of torch's, or another that is imported."""
    torchs = next(each for each in scheduler.__mro__ if each.__name__ == "LRScheduler")
    found = {each: inspect.signature(each).parameters.keys() - NOT_KEPT for each in _subclasses(torchs)}
    fitting = [each for each, taken in found.items() if taken and taken <= kept]
    best = max(fitting, key=lambda each: len(found[each]), default=None)
    return f"{best.__module__}.{best.__name__}" if best else "another class"


def _subclasses(cls: type) -> Iterator[type]:
    subclasses: list[type] = cls.__subclasses__()
    for each in subclasses:
        yield each
        yield from _subclasses(each)
