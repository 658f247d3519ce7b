"""Finds remarks on a valid document: a number with an unexpected value, or rates that the curve does not show."""

import re
from collections.abc import Iterator, Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schedulers.problems import Place, Remark
from schedulers.reading.sections import Section
from schedulers.reading.wording.excerpts import shown
from schedulers.reading.wording.near_names import folded
from schedulers.reading.yaml.nodes import Entry, merged, place_of
from schedulers.signature.spec import FieldSpec

_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_MOST_LOOKED_AT = 200


def about_value(node: Node, spec: FieldSpec, place: Place) -> Iterator[Remark]:
    """Remark on a number that starts with a zero. In YAML 1.1 its base is eight."""
    kind = spec.kind.item or spec.kind
    for item in node.value if isinstance(node, SequenceNode) else [node]:
        if isinstance(item, ScalarNode) and _OCTAL.fullmatch(item.value):
            value, looks = kind.read(item), item.value.replace("_", "").lstrip("0+") or "0"
            if isinstance(value, int) and str(value) != looks:
                message = (
                    f"{item.value} is {value}, because a number that starts with 0 is read to base 8. "
                    f"Write {looks} or {value}."
                )
                yield Remark(".".join(spec.path), place, message)
                return


def about_further_name(entry: Entry, spec: FieldSpec) -> Remark:
    """Remark on a field that is written under a further name."""
    return Remark(
        ".".join(spec.path),
        place_of(entry.key_node),
        f"Line {place_of(entry.key_node).line} says {entry.key}, which is another name of {spec.key}.",
    )


def about_ignored(section: Section, without_counterpart: Mapping[str, str]) -> Iterator[Remark]:
    """Remark on keys that change the rate in other tools, but have no effect here."""
    for name, reason in without_counterpart.items():
        entry = section.entries.get(name)
        if entry is not None:
            place = place_of(entry.key_node)
            path = ".".join((*section.path, name))
            yield Remark(path, place, f"Line {place.line} has {name}, which is not simulated: {reason}.")


def about_groups(section: Section, spec: FieldSpec, rate: float) -> Iterator[Remark]:
    """Remark on parameter groups that have a rate of their own. The curve does not show it.

    Args:
        section: The section that has the base rate.
        spec: The base rate.
        rate: Its value.
    """
    for key, entry in section.entries.items():
        rates = [
            each for each in _groups(entry.value) if any(folded(name) == folded(spec.name) for name in merged(each))
        ]
        if not rates:
            continue
        path = ".".join((*section.path, key))
        have = (
            f"{len(rates)} parameter groups rates of their own"
            if len(rates) > 1
            else "a parameter group a rate of its own"
        )
        message = (
            f"{shown(path)} gives {have}. The curve is that of the groups at {rate:g}; others follow the same course."
        )
        yield Remark(path, place_of(entry.key_node), message)


def _groups(node: Node) -> list[MappingNode]:
    values: list[Node] = []
    if isinstance(node, SequenceNode):
        values = node.value[:_MOST_LOOKED_AT]
    elif isinstance(node, MappingNode):
        values = [value for _, value in node.value[:_MOST_LOOKED_AT]]
    return [value for value in values if isinstance(value, MappingNode)]
