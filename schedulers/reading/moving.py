"""Words the keys that stand in wrong places, as one whole move and not step by step."""

from collections.abc import Sequence

from yaml.nodes import MappingNode

from schedulers.further_names import FormerLayout, Path
from schedulers.problems import Remark
from schedulers.reading.moves import Found
from schedulers.reading.wording.characters import listed
from schedulers.reading.wording.excerpts import dotted, shown
from schedulers.reading.yaml.nodes import place_of, written

_MOST = 10
_LONGEST = 480


def whole_move(found: Sequence[Found], homeless: Sequence[Found], former: FormerLayout | None, scheduler: str) -> str:
    """Return the sentences that say why keys are not read, and where all of them belong.

    Args:
        found: The keys that have to be moved.
        homeless: The keys that no longer have a place.
        former: The earlier layout that the document has.
        scheduler: The scheduler's name.
    """
    same_parent = len({each.source[:-1] for each in found}) == 1
    parents: dict[Path, list[str]] = {}
    for each in found:
        parents.setdefault(each.target[:-1], []).append(_item(each, short=same_parent))
    puts = [f"Put {listed(items, _MOST)} below {'.'.join(parent)}" for parent, items in parents.items()]
    if any(isinstance(each.entry.value, MappingNode) for each in found):
        puts[-1] += ", and indent what they hold with them" if len(found) > 1 else ", and indent what it holds with it"
    leave = f"Leave out {_names(homeless)}, which {scheduler} does not take" if homeless else ""
    return shown(". ".join([_why(found, former), *puts, *([leave] if leave else [])]), _LONGEST)


def instead(found: Found, text: str) -> Remark:
    """Return the remark that a key is not read, and that another value is assumed."""
    place = place_of(found.entry.key_node)
    name, wanted = dotted(found.source), ".".join(found.target)
    value = "" if isinstance(found.entry.value, MappingNode) else f": {shown(written(text, found.entry.value))}"
    to_do = f"Rename it to {found.target[-1]}" if found.renamed else f"Write it as {wanted}"
    return Remark(wanted, place, f"Line {place.line} has {name}{value} instead, which is not read. {to_do}.")


def _why(found: Sequence[Found], former: FormerLayout | None) -> str:
    if former and any(each.source in former.moves for each in found):
        return f"this is {former.description}"
    pointed = [each for each in found if each.dotted]
    if len(pointed) > 1:
        return f"{_names(pointed)} are keys with points in their names, which do not lead into sections"
    if pointed:
        return f"{_names(pointed)} is a key with points in its name, which do not lead into a section"
    if len(found) > 1:
        return f"{_names(found)} are not read where they stand"
    beside = ".".join(found[0].target[:-1])
    where = f"stands beside {beside}" if found[0].source[:-1] == found[0].target[:-2] else "is not read where it stands"
    return f"{_names(found)} {where}"


def _names(found: Sequence[Found]) -> str:
    return listed([shown(each.source[-1]) if each.dotted else dotted(each.source) for each in found], 4)


def _item(found: Found, *, short: bool) -> str:
    name = found.source[-1] if short else ".".join(found.source)
    if found.source == found.target[:-1]:  # a single value stands in the place of a section
        return f"{shown(found.entry.value.value)} (as {found.target[-1]})"
    if found.dotted or found.source[-1] == found.target[-1]:
        return found.target[-1]
    return f"{shown(name)} (as {found.target[-1]})"
