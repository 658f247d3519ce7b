"""Writes what makes a figure live: places for controls, a button, and a link.

All of it is there from the beginning, in its final size, so that nothing moves when the page's code
(`simulator/assets/src/figures`) brings the figure to life. Without scripts the places show the values.
"""

import contextlib
import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from schedulers import TrainingConfig, simulate
from schedulers.drawing.figures import Figure, Plotted, description
from schedulers.signature.spec import FieldSpec
from site_plugins.scheduler_docs.variations import ROUND
from site_plugins.words import Words

MOST_CURVES = 9
"""The most curves of a figure that open in the simulator: the first, and the others as pins."""

LONGEST_NAME = 60
"""The most characters of a pin's name; see `simulator/assets/src/model/pins.ts`."""


def mark(root: Element, figure: Figure) -> None:
    """Describe the figure in its element, for the page's code."""
    root.set("class", f"{root.get('class', '')} live".strip())
    root.set("data-figure", json.dumps(description(figure), separators=(",", ":")))


def place(config: TrainingConfig, spec: FieldSpec) -> str:
    """Return the place of a field's control, with the field's value in it, as HTML."""
    path, value = ".".join(spec.path), spec.kind.yaml(config.values[spec.name])
    return f'<div data-field="{escape(path)}"><code>{escape(spec.key)}</code> <span>{escape(value)}</span></div>'


def places(shown: Sequence[Plotted], named: Sequence[str], say: Words) -> str:
    """Return the places of a figure's controls, as HTML.

    Args:
        shown: The figure's configurations. Where there are several, a reader chooses which one to change.
        named: The fields that have controls, by name or path; by default, those that change the curve.
        say: The words in the language of the site.

    Raises:
        ValueError: None of the configurations has such a field.
    """
    offered = [list(_named(one.config, named) if named else effective(one.config)) for one in shown]
    for name in named:
        if not any(name in _names(spec) for specs in offered for spec in specs):
            known = ", ".join(spec.key for spec in _specs(shown[0].config))
            raise ValueError(f"fields: there is no {name}, only {known}")
    inner = "".join(place(shown[0].config, spec) for spec in offered[0])
    if len(shown) == 1:
        return f'<div class="live__fields">{inner}</div>'
    # The first place is for the choice of a curve. The others are as many as the curve with the most fields needs.
    chosen = f'<div data-part="which"><code>{say("curve")}</code> <span>{escape(shown[0].name)}</span></div>'
    inner += '<div data-field=""></div>' * (len(list(zip_longest(*offered))) - len(offered[0]))
    paths = [[".".join(spec.path) for spec in specs] for specs in offered]
    names = [one.name for one in shown]
    data = f'data-fields="{escape(json.dumps(paths))}" data-names="{escape(json.dumps(names))}"'
    return f'<div class="live__fields" {data}>{chosen}{inner}</div>'


def names(shown: Sequence[Plotted]) -> list[str]:
    """Return the names of a figure's curves in the simulator. They are short, and all different."""
    found: list[str] = []
    for one in shown:
        name = one.name[:LONGEST_NAME]
        found.append(name if name not in found else f"{name[: LONGEST_NAME - 3]} {len(found) + 2}")
    return found


def effective(config: TrainingConfig) -> Iterator[FieldSpec]:
    """Return the scheduler's fields that change the curve of a configuration, by trying values for each."""
    rates = simulate(config).lr
    for spec in config.schedule.specs.values():
        if any(not np.array_equal(simulate(other).lr, rates) for other in _tried(config, spec)):
            yield spec


def bar(parent: Element, say: Words) -> Element:
    """Return the line with the button that opens the controls. The link into the simulator is added to it."""
    told = {
        "data-loading": say("Loading…"),
        "data-broken": say("This figure could not be brought to life: check the connection, then try again."),
    }
    line = SubElement(parent, "div", {"class": "live__bar", "data-search-exclude": "", **told})
    unloaded = say("Not loaded: reload the page")
    button = {"class": "live__button", "type": "button", "data-part": "play", "data-unloaded": unloaded}
    SubElement(line, "button", button).text = say("Change values")
    return line


def _tried(config: TrainingConfig, spec: FieldSpec) -> Iterator[TrainingConfig]:
    value, clock = config.values[spec.name], config.clock
    scale = config.length if spec.field.unit == clock.many else config.base
    with contextlib.suppress(NotImplementedError):
        for tried in (one for side in spec.kind.candidates(value, spec.field, scale, ROUND) for one in side):
            with contextlib.suppress(ValueError):  # the value is not allowed beside the other fields
                yield _changed(config, spec.name, tried)


def _changed(config: TrainingConfig, name: str, value: Any) -> TrainingConfig:
    fields = {**config.fields, name: value}
    return TrainingConfig(config.scheduler, settings=config.settings, fields=fields, registry=config.registry)


def _named(config: TrainingConfig, named: Sequence[str]) -> Iterator[FieldSpec]:
    return (spec for spec in _specs(config) if _names(spec) & set(named))


def _specs(config: TrainingConfig) -> Iterator[FieldSpec]:
    yield from config.layout.settings.values()
    yield from config.schedule.specs.values()


def _names(spec: FieldSpec) -> set[str]:
    return {spec.name, spec.key, ".".join(spec.path)}
