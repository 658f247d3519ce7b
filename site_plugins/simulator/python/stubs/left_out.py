"""The function that each stub ends with: whatever a stub lacks raises an ImportError that names it."""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError(f"{__name__} is left out of the simulator: {name}")
