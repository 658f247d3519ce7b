"""A docstring's formula and its prose are found where they stand."""

from schedulers.signature.docstring import formula, remarks


class Complete:
    """What it does.

    The rate is

        a = 1
        lr = a

    Follows this,
    and that.

    A second paragraph.

    Raises:
        ValueError: Never.

    Example:
        >>> 1
        1
    """


class Short:
    """What it does."""


def test_a_complete_docstring() -> None:
    """The formula is the indented block, the remarks the paragraphs between it and the sections."""
    assert formula(Complete) == "a = 1\nlr = a"
    assert remarks(Complete) == ["Follows this, and that.", "A second paragraph."]


def test_a_short_docstring() -> None:
    """A class that states neither has neither."""
    assert (formula(Short), remarks(Short)) == ("", [])
