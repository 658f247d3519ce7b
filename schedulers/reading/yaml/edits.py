"""Follows the edit of a number in a document without reading the document again.

A slider writes many numbers in a row, each into the text that was read just before. Most of the time that a small curve
takes is that of reading.
"""

import re

from schedulers.config import TrainingConfig
from schedulers.problems import Place
from schedulers.reading.document import MAX_EPOCHS
from schedulers.reading.reader import MAX_BYTES, size_of
from schedulers.reading.yaml.loader import compose_number, index_of_place, line_starts

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,3})?(?=[\s,}]|\Z)")
"""Matches a number as sliders write it, up to where it ends in every way of reading."""

_CONNECTED = re.compile(r"[&*$!]|<<")
"""Matches what may make one value of a document depend on another: anchors, references, tags."""


def edited(config: TrainingConfig, before: str, text: str) -> TrainingConfig | None:
    """Find the configuration of a text that differs from an earlier one in one number.

    Args:
        config: The configuration of the earlier text.
        before: The earlier text.
        text: The text.

    Returns:
        What reading ``text`` gives; ``None`` where only reading can tell, or where it gives problems.

    >>> from schedulers import load_config
    >>> before = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
    >>> config = load_config(before)
    >>> edited(config, before, before.replace("9", "12")).epochs
    12
    >>> edited(config, before, before.replace("9", "0")) is None
    True
    """
    if config.remarks or config.assumed or _CONNECTED.search(text) or size_of(text) > MAX_BYTES:
        return None
    starts = line_starts(before)
    for name, spec in {**config.layout.settings, **config.schedule.specs}.items():
        place = config.places.get(".".join(spec.path))
        if place is None:
            continue
        begin = index_of_place(starts, place)
        old, new = _NUMBER.match(before, begin), _NUMBER.match(text, begin)
        if old and new and (before[:begin], before[old.end() :]) == (text[:begin], text[new.end() :]):
            return _with_number(config, name, new[0], place, len(new[0]) - len(old[0]))
    return None


def _with_number(config: TrainingConfig, name: str, written: str, place: Place, growth: int) -> TrainingConfig | None:
    """Put the number that is written at ``place`` into a configuration. The line grows by so many characters."""
    settings, fields = dict(config.settings), dict(config.fields)
    values, specs = (settings, config.layout.settings) if name in settings else (fields, config.schedule.specs)
    value = specs[name].kind.read(compose_number(written, config.layout.numbers))
    if not specs[name].accepts(value):
        return None
    values[name] = value
    try:
        found = TrainingConfig(
            config.scheduler,
            settings=settings,
            fields=fields,
            places={path: _moved(other, place, growth) for path, other in config.places.items()},
            registry=config.registry,
        )
    except ValueError:  # what the values contradict is said by the reader, at its place
        return None
    return found if found.length <= MAX_EPOCHS else None


def _moved(other: Place, place: Place, growth: int) -> Place:
    behind = other.line == place.line and other.column > place.column
    return Place(other.line, other.column + growth) if behind else other
