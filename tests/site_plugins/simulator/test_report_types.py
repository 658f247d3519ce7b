"""The page's types of what Python reports are those of the classes in Python."""

from scripts.report_types import FILE, typescript


def test_the_written_types_are_those_of_the_classes() -> None:
    """After a change of a reported class, `python -m scripts.report_types` has been run."""
    assert FILE.read_text(encoding="utf-8") == typescript()
