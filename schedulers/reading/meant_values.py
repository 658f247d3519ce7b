"""Explains why a field does not take a value that looks right, and suggests what to write instead."""

import math
import re
from collections.abc import Sequence
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.reading.document import MAX_EPOCHS
from schedulers.reading.values import yaml_text
from schedulers.reading.wording.characters import plain
from schedulers.reading.wording.problem_words import stands_in_it
from schedulers.reading.yaml.nodes import scalar_value
from schedulers.signature.spec import FieldSpec

MISSING_MARK = "???"
"""The mark for a value that the user still has to fill in. OmegaConf calls it mandatory."""

_LONGEST = 200
_NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_ONE_NUMBER = re.compile(_NUMBER)
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:([,' ])[0-9]{3})(?:\1[0-9]{3})*")
_GROUPED_BY_POINTS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]*,[0-9]+(?:[eE][-+]?[0-9]+)?")
_COMMENT = re.compile(rf"({_NUMBER})\s*(?:#|//)\s*(.*)")
_UNIT = re.compile(rf"({_NUMBER})\s*[,;]|({_NUMBER})\s*(?:epochs?|ep|iters?|steps?)", re.IGNORECASE)
_POWER = re.compile(r"(?:([0-9.]+)\s*[*x\u00d7\u00b7]\s*)?10\s*(?:\^|\*\*)\s*([-+]?[0-9]{1,3})")
_FRACTION = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)\s*/\s*([0-9]{1,15}(?:\.[0-9]{1,15})?)")
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_ITEMS = re.compile(r"-[^\s-]\S*(?:\s+-\s?[^\s-]\S*)*")
_SEPARATORS = re.compile(r"[\s,;]+")


def explain(
    node: Node, spec: FieldSpec, text: str, trainer: str, items: Sequence[object] = (), item: int | None = None
) -> tuple[str, str | None]:
    """Explain why the field does not take the node, and suggest what to write instead.

    Args:
        node: The node.
        spec: The field.
        text: The document.
        trainer: What the trainer is called.
        items: The list that the node is an item of.
        item: Its index there.

    Returns:
        A clause to end a sentence with (empty when the value is plainly out of range), perhaps with a sentence more,
        and a replacement for what is written with which the value is in order, where one is obvious.
    """
    if isinstance(node, MappingNode):
        return ", which is a mapping", None
    wants_list = spec.kind.item is not None and item is None
    if isinstance(node, SequenceNode):
        return ("", None) if wants_list else (", which is a list, and one value is read", _only_item(node, spec))
    value = scalar_value(node) if isinstance(node, ScalarNode) else None
    if isinstance(value, str):
        return _explain_text(value, spec, trainer, items, item, ends_line=_ends_line(node, text))
    if isinstance(value, bool):
        return ", which is a truth value", None
    if value is None:
        return ", which is no value", None
    if isinstance(value, float) and not math.isfinite(value):
        return ", which is not a number" if math.isnan(value) else ", which is infinite", None
    if wants_list:
        return ", which is no list", _fitting(value, spec, items, item)
    if isinstance(value, int):
        return ("", None) if abs(value) < 2**1023 else (", which is beyond the range of a number", None)
    if spec.kind.whole and value.is_integer():
        grouped = _GROUPED_BY_POINTS.fullmatch(node.value)  # 1.000 may be a thousand
        return ", which has a decimal point or exponent", None if grouped else _fitting(value, spec, items, item)
    return "", None


def reason_of_text(text: str) -> str:
    """Return a clause that says what a text is, where it is neither a name nor a number."""
    if text.strip() == MISSING_MARK:
        return ", which is OmegaConf's mark for a value that has to be filled in. Fill it in"
    return ""


def _explain_text(
    text: str, spec: FieldSpec, trainer: str, items: Sequence[object], item: int | None, *, ends_line: bool
) -> tuple[str, str | None]:
    if text.strip() == MISSING_MARK:
        return reason_of_text(text), None
    looks = plain(text[:_LONGEST]).strip().strip("'\"").strip() if len(text) <= _LONGEST else ""
    odd = stands_in_it(text)
    if spec.kind.item is not None and item is None:
        numbers = _numbers(looks)
        odd = f"{odd}. A space is missing after a hyphen" if _ITEMS.fullmatch(looks) else odd
        fits = numbers is not None and spec.accepts(numbers)
        return f", which is text and no list{odd}", yaml_text(numbers) if fits else None
    if spec.is_text:
        return odd, None
    comment = _COMMENT.fullmatch(looks)
    if comment:
        value = _fitting(float(comment[1]), spec, items, item)
        replacement = f"{value} # {comment[2]}".rstrip() if value and ends_line and not odd else None
        return f", which is text. A comment starts with a space and #{odd}", replacement
    number = number_meant(looks, whole=spec.kind.whole)
    if number is None:
        return f", which is text{odd}", None
    return f", which {trainer}'s loader reads as text{odd}", _fitting(number, spec, items, item)


def number_meant(text: str, *, whole: bool = False) -> float | None:
    """Return the finite number that a text means, or ``None`` where it means none or could mean two.

    Args:
        text: The text.
        whole: Whether an int is asked for: ``1,000`` is a thousand then, and may be one otherwise.

    >>> number_meant("1,5"), number_meant("1,000", whole=True), number_meant("10^-3"), number_meant("100 epochs")
    (1.5, 1000.0, 0.001, 100.0)
    >>> [number_meant(text) for text in ("inf", "one", "1,000")]
    [None, None, None]
    """
    number = None
    unit, percent = _UNIT.fullmatch(text), _PERCENT.fullmatch(text)
    power, fraction = _POWER.fullmatch(text), _FRACTION.fullmatch(text)
    if _ONE_NUMBER.fullmatch(text):
        number = None if whole and _GROUPED_BY_POINTS.fullmatch(text) else float(text)
    elif _GROUPED.fullmatch(text):
        number = float(re.sub("[,' ]", "", text)) if whole or "," not in text else None
    elif _DECIMAL_COMMA.fullmatch(text):
        number = float(text.replace(",", "."))
    elif unit:
        number = float(unit[1] or unit[2])
    elif percent:
        number = float(percent[1]) / 100
    elif power:
        number = float(f"{power[1] or 1}e{power[2]}") if (power[1] or "1").count(".") < 2 else None
    elif fraction and float(fraction[2]):
        number = float(fraction[1]) / float(fraction[2])
    return number if number is not None and math.isfinite(number) else None


def _numbers(text: str) -> list[int] | None:
    """Return the whole numbers that a text lists. Each may stand after a hyphen."""
    parts = [part.removeprefix("-") for part in _SEPARATORS.split(text.strip("[](){}")) if part not in {"", "-"}]
    return [int(part) for part in parts] if parts and all(part.isdecimal() for part in parts) else None


def _only_item(node: SequenceNode, spec: FieldSpec) -> str | None:
    value = spec.kind.read(node.value[0]) if len(node.value) == 1 else node
    return spec.kind.yaml(value) if spec.accepts(value) else None


def _fitting(number: float, spec: FieldSpec, items: Sequence[object], item: int | None) -> str | None:
    """Return the number as YAML if the field takes it; where the field takes a list, in a list."""
    if number > MAX_EPOCHS and spec.kind.whole:
        return None
    value: Any = int(number) if spec.kind.whole and float(number).is_integer() else number
    if item is not None:
        wrong = spec.kind.first_wrong_item([*items[:item], value, *items[item + 1 :]], spec.field)
        return yaml_text(value) if wrong is None or wrong > item else None
    value = [value] if spec.kind.item is not None else value
    return yaml_text(value) if spec.accepts(value) else None


def _ends_line(node: Node, text: str) -> bool:
    rest = text[node.end_mark.index :]
    return rest[: len(rest) - len(rest.lstrip(" \t"))] == rest[: len(rest.split("\n", 1)[0])]
