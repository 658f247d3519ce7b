"""Defines problems: what is wrong with a configuration, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A position in a text: line and column, both counted from 1, the column in Unicode characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a configuration from being simulated.

    Attributes:
        line: Line in the document, counted from 1.
        column: Column in that line, counted from 1, in Unicode characters.
        path: Keys that lead to the place, joined by points; empty for the document as a whole.
        message: A sentence without the place: what is wrong, what is written, what is allowed.
        value: The value as it is written, shortened where it is long; ``None`` where nothing is written.
        allowed: What may stand there.
        suggestion: A replacement for what is written, where one is obvious.
    """

    line: int
    column: int
    path: str
    message: str
    value: str | None = None
    allowed: str | None = None
    suggestion: str | None = None

    @property
    def place(self) -> Place:
        """The line and column of the problem."""
        return Place(self.line, self.column)

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


@dataclass(frozen=True)
class Remark:
    """A remark on a document that can be simulated.

    Attributes:
        path: Keys that lead to what it is about, joined by points.
        place: Where in the document it is about.
        message: One or more sentences.
    """

    path: str
    place: Place
    message: str


class FieldError(ValueError):
    """The error with which a declaration refuses values that contradict one another.

    Attributes:
        field: Name of the field that has to be changed; empty where it is no single one.
        message: A sentence that names the field again.
    """

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(message)


class ConfigError(ValueError):
    """The error of a configuration that can't be simulated. It holds all problems of the configuration.

    Attributes:
        problems: All problems of the document in the order of their places; at least one. Where there are more than
            a hundred, the last says how many more.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.place)
        super().__init__("\n".join(map(str, self.problems)))
