"""Reads a scheduler's docstring below the first paragraph: the formula, and how it differs from torch.

The formula is the indented block, in Python, that gives the name ``lr`` the rate of epoch ``e``, in terms of the
fields, ``base``, ``epochs`` and whatever was given a name before. Other indented blocks are examples of code. What
stands between the formula and the sections is prose.
"""

import inspect
import re
import textwrap
from collections.abc import Callable
from itertools import groupby
from typing import Any

_SECTION = re.compile(r"[A-Z]\w+:(\n|$)")
_INDENT = "    "
_GIVES_RATE = re.compile(r"^ *lr\b", re.MULTILINE)
_PROMPT = ">>>"
_PROSE = ""


def formula(scheduler: Callable[..., Any]) -> str:
    """Return the formula as Python source. Without a formula, the text is empty.

    >>> from schedulers import SCHEDULERS
    >>> print(formula(SCHEDULERS["multi_step"]))
    decays = len([m for m in milestones if m <= e])
    lr = base * gamma ** decays
    """
    return next((textwrap.dedent(block) for block in _description(scheduler) if _is_formula(block)), "")


def remarks(scheduler: Callable[..., Any]) -> list[str]:
    """Return the paragraphs after the formula, each on one line, without examples of code.

    They say what the scheduler follows and where it differs.

    >>> from schedulers import SCHEDULERS
    >>> remarks(SCHEDULERS["multi_step"])[0][:53]
    'Follows ``torch.optim.lr_scheduler.MultiStepLR``, and'
    """
    blocks = _description(scheduler)
    formulas = [index for index, block in enumerate(blocks) if _is_formula(block)]
    after = blocks[formulas[0] + 1 :] if formulas else []
    followed = zip(after, [*after[1:], ""], strict=False)
    return [" ".join(block.split()) for block, then in followed if not (_is_code(block) or _leads_to(block, then))]


def _is_code(block: str) -> bool:
    return block.startswith(_INDENT)


def _leads_to(prose: str, then: str) -> bool:
    """Tell whether a paragraph only announces an example, which is not shown either."""
    return prose.endswith(":") and _is_code(then)


def _is_formula(block: str) -> bool:
    return _kind(block) == _INDENT and bool(_GIVES_RATE.search(block))


def _description(scheduler: Callable[..., Any]) -> list[str]:
    """Return the docstring's blocks before its first section, such as ``Raises:``. Code with gaps is one block."""
    blocks = inspect.cleandoc(scheduler.__doc__ or "").split("\n\n")
    sections = [index for index, block in enumerate(blocks) if _SECTION.match(block)]
    found: list[str] = []
    for kind, group in groupby(blocks[: sections[0]] if sections else blocks, _kind):
        several = list(group)
        found += several if kind == _PROSE else ["\n\n".join(several)]
    return found


def _kind(block: str) -> str:
    if not _is_code(block):
        return _PROSE
    return _PROMPT if block.lstrip().startswith(_PROMPT) else _INDENT
