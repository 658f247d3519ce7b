"""Names characters that are invisible or look like others, and replaces them by the ones that were meant."""

from collections.abc import Iterable

_SPACES = {
    "\u00a0": "a non-breaking space",
    "\u1680": "an Ogham space",
    "\u2000": "an en quad",
    "\u2001": "an em quad",
    "\u2002": "an en space",
    "\u2003": "an em space",
    "\u2004": "a three-per-em space",
    "\u2005": "a four-per-em space",
    "\u2006": "a six-per-em space",
    "\u2007": "a figure space",
    "\u2008": "a punctuation space",
    "\u2009": "a thin space",
    "\u200a": "a hair space",
    "\u202f": "a narrow non-breaking space",
    "\u205f": "a mathematical space",
    "\u3000": "an ideographic space",
}
_NOTHING = {
    "\u00ad": "a soft hyphen",
    "\u034f": "a grapheme joiner",
    "\u061c": "an Arabic letter mark",
    "\u180e": "a Mongolian vowel separator",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u202a": "a left-to-right embedding",
    "\u202b": "a right-to-left embedding",
    "\u202c": "an end of embedding",
    "\u202d": "a left-to-right override",
    "\u202e": "a right-to-left override",
    "\u2060": "a word joiner",
    "\u2066": "a left-to-right isolate",
    "\u2067": "a right-to-left isolate",
    "\u2068": "a first strong isolate",
    "\u2069": "an end of isolate",
    "\ufe0f": "a variation selector",
    "\ufeff": "a byte order mark",
}
_OTHERS = {
    "\u2010": ("a hyphen of typography", "-"),
    "\u2011": ("a non-breaking hyphen", "-"),
    "\u2012": ("a figure dash", "-"),
    "\u2013": ("an en dash", "-"),
    "\u2014": ("an em dash", "-"),
    "\u2015": ("a horizontal bar", "-"),
    "\u2212": ("a minus sign of typography", "-"),
    "\ufe63": ("a small hyphen", "-"),
    "\u2018": ("a curly quote", "'"),
    "\u2019": ("a curly quote", "'"),
    "\u201a": ("a low quote", "'"),
    "\u201b": ("a reversed quote", "'"),
    "\u2032": ("a prime", "'"),
    "\u00b4": ("an acute accent", "'"),
    "\u201c": ("a curly quote", '"'),
    "\u201d": ("a curly quote", '"'),
    "\u201e": ("a low quote", '"'),
    "\u201f": ("a reversed quote", '"'),
    "\u2033": ("a double prime", '"'),
    "\u00ab": ("an angle quote", '"'),
    "\u00bb": ("an angle quote", '"'),
    "\u2236": ("a ratio sign", ":"),
    "\ufe55": ("a small colon", ":"),
    "\ua789": ("a modifier colon", ":"),
    "\u3001": ("an ideographic comma", ","),
    "\u3002": ("an ideographic full stop", "."),
    "\u066b": ("an Arabic decimal separator", "."),
    "\u00b7": ("a middle dot", "."),
    "\u2024": ("a one dot leader", "."),
    "\u2044": ("a fraction slash", "/"),
}
# Letters that look like Latin ones in every font.
_CYRILLIC = {
    **dict(
        zip("\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u0501\u051b", "aceopxyijsdq", strict=True)
    ),
    **dict(
        zip("\u051d\u04bb\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e", "whABCEHIJKMO", strict=True)
    ),
    **dict(zip("\u0420\u0405\u0422\u0425", "PSTX", strict=True)),
}
_GREEK = {
    **dict(
        zip("\u03b1\u03bf\u03c1\u03bd\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a", "aopvkABEZHIK", strict=True)
    ),
    **dict(zip("\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "MNOPTYX", strict=True)),
}
_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}

_LOOKALIKES: dict[str, tuple[str, str]] = {
    **{character: (name, " ") for character, name in _SPACES.items()},
    **{character: (name, "") for character, name in _NOTHING.items()},
    **_OTHERS,
    **{character: ("a Cyrillic letter", latin) for character, latin in _CYRILLIC.items()},
    **{character: ("a Greek letter", latin) for character, latin in _GREEK.items()},
    **{character: (f"a full-width {plain}", plain) for character, plain in _FULL_WIDTH.items()},
}

SPACES = frozenset(_SPACES)
"""The characters that look like a space, but are none for YAML."""

INVISIBLE = frozenset(_NOTHING)
"""The characters that are invisible."""

COLONS = frozenset(character for character, (_, plain) in _LOOKALIKES.items() if plain == ":")
"""The characters that look like a colon, but are none for YAML."""


def plain(text: str) -> str:
    r"""Replace characters that look like ASCII characters by these.

    >>> plain("\u22125"), plain("\u201c0.1\u201d"), plain("\uff11\uff10"), plain("gam\u200bma")
    ('-5', '"0.1"', '10', 'gamma')
    """
    return text if text.isascii() else "".join(map(_plain_character, text))


def named(text: str) -> str:
    r"""Name the characters of a text that are not what they look like; return an empty text for none.

    >>> named("multi_step\u00a0")
    'U+00A0, a non-breaking space'
    >>> named("0.1"), named("\u00e9t\u00e9")
    ('', '')
    """
    return listed([f"U+{ord(character):04X}, {_name(character)}" for character in _different(text)], most=2)


def doing(text: str, verb: str) -> str:
    r"""Name the characters of a text that are not what they look like, and say what they do: ``verb``, in the plural.

    It is an empty text for none.

    >>> doing("step\u00a0", "stand"), doing("\u201cstep\u201d", "stand")
    ('U+00A0, a non-breaking space, stands', 'U+201C, a curly quote and U+201D, a curly quote, stand')
    """
    count = len(_different(text))
    return f"{named(text)}, {verb}{'s' if count == 1 else ''}" if count else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """Join words as a sentence lists them. Where there are more than ``most``, the rest is counted.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a, b and c', 'a, b and 1 more')
    """
    parts = list(words)
    if len(parts) > most:
        parts[most:] = [f"{len(parts) - most} more"]
    return " and ".join([*([", ".join(parts[:-1])] if parts[1:] else []), *parts[-1:]])


def _different(text: str) -> list[str]:
    """Return the characters that are not what they look like, each once."""
    if text.isascii():
        return []
    return list(dict.fromkeys(character for character in text[:1_000] if _plain_character(character) != character))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    known = _LOOKALIKES.get(character)
    if known:
        return known[1]
    return str(int(character)) if character.isdecimal() else character


def _name(character: str) -> str:
    known = _LOOKALIKES.get(character)
    return known[0] if known else "a digit of another script"
