"""The words of the interface in the language of a site.

The code contains the English sentences. A file beside this one, such as `ko.json`, has each of them in another
language, with the same places for values, such as ``{0}``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from schedulers.layout import Clock
from schedulers.signature.spec import with_article

FOLDER = Path(__file__).parent
ATTRIBUTES = (" aria-label", " title", "data-failed", "data-unserved")
"""The attributes that people hear or read."""
ENGLISH_TEXT = re.compile("|".join([r"(?<=>)[^<>]+(?=<)", *(f'(?<={name}=")[^"]+' for name in ATTRIBUTES)]))
"""Matches what people read in HTML of this project: text between tags, and these attributes."""
PLACE = re.compile(r"\{\w+\}")
"""Matches a place for a value."""


@dataclass(frozen=True)
class Words:
    """Translates English sentences into a language.

    Attributes:
        language: The language, as HTML names it.
        table: The translations by the English sentence. A sentence that is not in it stays English.

    >>> Words("ko", {"For every {0}": "모든 {0}"})("For every {0}", "x")
    '모든 x'
    """

    language: str = "en"
    table: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, english: str, *values: object) -> str:
        """Translate a sentence, and put values into its places."""
        return self.table.get(english, english).format(*values) if values else self.table.get(english, english)

    def page(self, html: str) -> str:
        """Translate the words in HTML. Places such as ``{one}`` stay.

        >>> Words("ko", {"Every {one}": "모든 {one}"}).page("<p> Every {one} </p>")
        '<p> 모든 {one} </p>'
        """
        return ENGLISH_TEXT.sub(lambda found: self._kept_apart(found[0]), html) if self.table else html

    def one(self, clock: Clock) -> str:
        """Name what is counted, such as "an epoch", with its article where the language has one."""
        return self(clock.one) if clock.one in self.table else with_article(clock.one)

    def _kept_apart(self, text: str) -> str:
        """Translate a text, and keep the blanks around it."""
        english = text.strip()
        return text.replace(english, self(english)) if english else text


ENGLISH = Words()


@cache
def words_of(language: str) -> Words:
    """Return the words in a language; those of English where there is no file for it.

    Args:
        language: The language as Material's option `theme.language` names it, such as ``pt-BR``.

    >>> words_of("ko")("Ready."), words_of("xx").language
    ('준비됨.', 'en')
    """
    return next((_read(name) for name in (language, re.split("[-_]", language)[0]) if name in known()), ENGLISH)


def known() -> list[str]:
    """List the languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def _read(language: str) -> Words:
    return Words(language, json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
