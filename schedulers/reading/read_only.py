"""A dictionary that can't be changed."""

from typing import Any, NoReturn


class ReadOnly(dict[str, Any]):
    """A dictionary that can't be changed, and so has a hash. It can be pickled, copied and written as JSON.

    >>> fields = ReadOnly(milestones=[30, 80])
    >>> fields == {"milestones": [30, 80]}, hash(fields) == hash(ReadOnly(fields))
    (True, True)
    >>> fields["milestones"] = []
    Traceback (most recent call last):
    ...
    TypeError: this can't be changed; make another: {**this, name: value}
    """

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this can't be changed; make another: {**this, name: value}")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        items = ((key, tuple(value) if isinstance(value, list) else value) for key, value in self.items())
        return hash(frozenset(items))

    def __reduce__(self) -> tuple[type["ReadOnly"], tuple[dict[str, Any]]]:
        return ReadOnly, (dict(self),)
