"""Reads a scheduler's docstring below the first paragraph: the formula, and how it differs from torch.

The formula is the indented block, in Python: the name ``lr`` is given the rate of epoch ``e``, in terms of the fields,
``base``, ``epochs`` and whatever was given a name before. What stands between it and the sections is prose.
"""

import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

_SECTION = re.compile(r"[A-Z]\w+:(\n|$)")


def formula(scheduler: Callable[..., Any]) -> str:
    """Return the formula as Python source. Without a formula, the text is empty.

    >>> from schedulers import SCHEDULERS
    >>> print(formula(SCHEDULERS["multi_step"]))
    decays = len([m for m in milestones if m <= e])
    lr = base * gamma ** decays
    """
    return next((textwrap.dedent(block) for block in _description(scheduler) if block.startswith("    ")), "")


def remarks(scheduler: Callable[..., Any]) -> list[str]:
    """Return the paragraphs after the formula, each on one line.

    They say what the scheduler follows and where it differs.

    >>> from schedulers import SCHEDULERS
    >>> remarks(SCHEDULERS["multi_step"])[0][:53]
    'Follows ``torch.optim.lr_scheduler.MultiStepLR``, and'
    """
    blocks = _description(scheduler)
    indented = [index for index, block in enumerate(blocks) if block.startswith("    ")]
    return [" ".join(block.split()) for block in blocks[indented[-1] + 1 :]] if indented else []


def _description(scheduler: Callable[..., Any]) -> list[str]:
    """Return the docstring's blocks before its first section, such as ``Raises:``."""
    blocks = (inspect.getdoc(scheduler) or "").split("\n\n")
    sections = [index for index, block in enumerate(blocks) if _SECTION.match(block)]
    return blocks[: sections[0]] if sections else blocks
