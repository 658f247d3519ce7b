"""Numbers that are edited in a document that was read already."""

from collections.abc import Iterator

import numpy as np
import pytest

from schedulers import ConfigError, TrainingConfig, load_config
from schedulers.reading.reader import MAX_BYTES
from schedulers.reading.yaml.edits import edited
from schedulers.reading.yaml.loader import index_of_place, line_starts
from schedulers.writing.presets import presets
from site_plugins.simulator.python.inside import simulator_page

NUMBERS = ("0", "-3", "30", "0.5", "1e-5", "1.0e-5", "2000000", "1e300")
NO_NUMBERS = ("", "null", "007", "+5", ".5", "0x1f", "12:30", "5 5", "5 # five", "[5]", "5, gamma: 2", "1E5", "1e5000")
TEXTS = [preset.text for preset in presets()][:5]


def edits(config: TrainingConfig, text: str, numbers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts in which a number of the document is another one, each with the path of the number."""
    for path, place in config.places.items():
        begin = index_of_place(line_starts(text), place)
        end = begin + len(text[begin:].replace(",", " ").replace("}", " ").split(maxsplit=1)[0])
        for number in numbers:
            yield path, text[:begin] + number + text[end:]


def read(text: str) -> TrainingConfig | None:
    """The configuration of a text; nothing where it has problems."""
    try:
        return load_config(text)
    except ConfigError:
        return None


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_an_edit_gives_what_reading_gives(text: str) -> None:
    """A number in the place of another gives the configuration, with its places, that reading the whole text gives; a
    number that reading refuses gives none.
    """
    config = load_config(text)
    followed = 0
    for path, changed in edits(config, text, NUMBERS):
        found = edited(config, text, changed)
        if found is None:
            continue
        followed += 1
        whole = load_config(changed)
        assert (found, found.places) == (whole, whole.places), f"{path} of {changed}"
    assert followed > len(NUMBERS)


def test_an_edit_follows_another() -> None:
    """What an edit gave can be edited again, behind it in the same line, too."""
    text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
    once = text.replace("9", "1000")
    twice = once.replace("0.5", "0.25").replace("1}", "1.5}")
    first = edited(load_config(text), text, once)
    assert first is not None
    second = edited(first, once, once.replace("0.5", "0.25"))
    assert second is not None
    assert edited(second, once.replace("0.5", "0.25"), twice) == load_config(twice)
    assert edited(first, once, twice) is None  # two numbers at once


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_page_says_the_same_of_an_edit(text: str) -> None:
    """What the page is told of an edited text, problems included, is what it is told when nothing was read before."""
    for path, changed in edits(load_config(text), text, NUMBERS[:6]):
        simulator_page.simulate_text(text)
        report, *arrays = simulator_page.simulate_text(changed)
        simulator_page._last_read.clear()
        fresh, *others = simulator_page.simulate_text(changed)
        assert report == fresh, f"{path} of {changed}"
        for one, other in zip(arrays, others, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_whatever_is_no_plain_number_is_read(text: str) -> None:
    """Another notation gives no configuration, or the one that reading gives."""
    config = load_config(text)
    for path, changed in edits(config, text, NO_NUMBERS):
        found = edited(config, text, changed)
        assert found is None or found == read(changed), f"{path} of {changed}"


@pytest.mark.parametrize("other", ["&nine 9", "9 # *", "${training.optimizer.lr}", "!!int 9"])
def test_connected_values_are_read(other: str) -> None:
    """Where one value may depend on another, an edit of any gives no configuration."""
    text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}\n"
    text += "other: 9\n"
    config = load_config(text)
    assert edited(config, text, text.replace("0.5", "0.25")) is not None
    changed = text.replace("other: 9", f"other: {other}")
    assert edited(config, changed, changed.replace("0.5", "0.25")) is None


def test_an_edit_makes_no_document_too_long() -> None:
    """Where the number makes the document longer than any may be, only reading can say so."""
    text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}\n# "
    text += "x" * (MAX_BYTES - len(text))
    config = load_config(text)
    assert edited(config, text, text.replace("9", "8")) is not None
    assert edited(config, text, text.replace("9", "10")) is None
