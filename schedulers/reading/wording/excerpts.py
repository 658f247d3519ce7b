"""Quotes a piece of a document in a sentence: short, on one line, with no hidden characters."""

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[ \t\r\n]+")


def shortened(text: str, longest: int = 60) -> str:
    """Put a text on one line, and cut it to ``longest`` characters.

    >>> shortened("one " * 20)
    'one one one one one one one one one one one one one one o...'
    """
    looked_at = text[: 10 * longest]  # a long text can be repeated thousands of times, by aliases
    words = " ".join(looked_at.split(None) if looked_at.isascii() else _BLANKS.split(looked_at.strip(" \t\r\n")))
    return words if len(words) <= longest and looked_at == text else words[: longest - 3] + "..."


def visible(text: str) -> str:
    r"""Escape each character that is invisible, or that changes the direction of the text after it.

    >>> visible("gam\u200bma")
    'gam\\u200bma'
    """
    return text if text.isprintable() else "".join(map(_visible_character, text))


def shown(text: str, longest: int = 60) -> str:
    r"""Shorten a text, and make it visible. Its escapes do not make it longer.

    >>> shown("a" + 20 * "\u202e")
    'a\\u202e\\u202e\\u202e\\u202e\\u202e\\u202e\\u202e\\u202e\\u202e\\u...'
    """
    return shortened(visible(shortened(text, longest)), longest)


def dotted(path: Iterable[str]) -> str:
    """Join keys by dots, and make them visible. The middle of a very long path is left out.

    >>> dotted(("training", "scheduler", "name"))
    'training.scheduler.name'
    """
    return _without_middle(visible(_without_middle(".".join(path))))


def _without_middle(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:80]}...{text[-77:]}"


def _visible_character(character: str) -> str:
    code = ord(character)
    return character if character.isprintable() else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
