"""Every word of the interface is in every language's file, with the places for what is put in."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from schedulers.layout import EPOCHS, STEPS
from schedulers.writing.presets import EXAMPLES
from site_plugins.scheduler_docs.rendering.render import TITLES
from site_plugins.simulator.directive import SKELETON
from site_plugins.words import ENGLISH_TEXT, FOLDER, PLACE, known, words_of
from tests.sites.building import ROOT

PLUGINS = ROOT / "site_plugins"
SOURCES = SKELETON.parent
SAID_ELSEWHERE = {EPOCHS.one, EPOCHS.many, STEPS.one, STEPS.many, EXAMPLES, "Field", *TITLES}
"""What is counted, the group of the presets, and the columns of tables: names that the code does not say in place."""


def sentences(source: str) -> Iterator[str]:
    """What a module of the page says by the tag `t`, with a number in each place."""
    for begin in re.finditer(r"(?<!\w)t`", source):
        yield from _sentence(source, begin.end())


def _sentence(source: str, at: int) -> Iterator[str]:
    text, places = "", 0
    while source[at] != "`":
        if source.startswith("${", at):
            at, text, places = _end(source, at + 2), f"{text}{{{places}}}", places + 1
        else:
            text, at = text + source[at], at + 1
    yield text


def _end(source: str, at: int) -> int:
    """Where what is put in ends; there may be other texts in it, with places of their own."""
    while source[at] != "}":
        if source[at] == "`":
            at += 1
            while source[at] != "`":
                at = _end(source, at + 2) if source.startswith("${", at) else at + 1
        at = _end(source, at + 1) if source[at] == "{" else at + 1
    return at + 1


def said_in_python(source: str) -> Iterator[str]:
    """What a module of the plugins says by a call of `say`, or of the option `words`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="say") | ast.Attribute(attr="say"), args=[ast.Constant(str(text)), *_]):
                yield text
            case ast.Call(func=ast.Subscript(slice=ast.Constant("words")), args=[ast.Constant(str(text)), *_]):
                yield text
            case ast.Call(func=ast.Attribute(attr="_heading"), args=[_, _, ast.Constant(str(text)), *_]):
                yield text


def every_sentence() -> set[str]:
    """All that the interface says in English."""
    found = set(SAID_ELSEWHERE)
    for path in SOURCES.rglob("*.ts"):
        found.update(sentences(path.read_text("utf-8")))
    for path in PLUGINS.rglob("*.py"):
        found.update(said_in_python(path.read_text("utf-8")))
    read = (text.strip() for text in ENGLISH_TEXT.findall(SKELETON.read_text("utf-8")))
    found.update(text for text in read if re.search("[A-Za-z]", PLACE.sub("", text)))
    return found


@pytest.mark.parametrize("language", known())
def test_a_language_has_every_word(language: str) -> None:
    """None is missing, none is left over, and the same things are put into each."""
    table = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    assert sorted(table) == sorted(every_sentence())
    for english, other in table.items():
        assert {*PLACE.findall(other)} == {*PLACE.findall(english)}, english
        assert other.strip() == other


def test_sentences_are_found_in_the_code() -> None:
    """The look for sentences finds texts within texts, and all places."""
    source = "say(`${t`Page ${count(page)} of ${`${x}`}`}: ${t`None.`} ${cost`no`}`)"
    assert list(sentences(source)) == ["Page {0} of {1}", "None."]
    assert {"Every {one}", "Open in simulator: {0}", "Page {0} of {1}", "Formula", "Peak"} <= every_sentence()


def test_a_language_is_found_by_its_name() -> None:
    """A regional name is that language's; one without a file is English."""
    assert [words_of(name).language for name in ("ko", "ko-KR", "ko_KR", "en", "xx")] == ["ko", "ko", "ko", "en", "en"]
