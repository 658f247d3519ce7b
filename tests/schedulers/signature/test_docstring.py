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


class WithExamples:
    """What it does.

    Use it so::

        from trainer import Later

        scheduler = Later(optimizer, lr=0.1)

    The rate is

        a = 1

        lr = a

        >>> lr = 2

    Follows this.

    After each epoch:

        optimizer.step()

    And that.
    """


class WithNoFormula:
    """What it does.

    Use it so:

        import torch
        scheduler = Later(optimizer)

    Or so:

        >>> lr = 3
    """


def test_code_in_a_docstring_is_no_formula() -> None:
    """The formula is the block that gives the rate; other indented blocks are neither formula nor remarks."""
    assert formula(WithExamples) == "a = 1\n\nlr = a"
    assert remarks(WithExamples) == ["Follows this.", "And that."]
    assert (formula(WithNoFormula), remarks(WithNoFormula)) == ("", [])
