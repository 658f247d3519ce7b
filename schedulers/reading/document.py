"""The result of reading a document."""

from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import MappingNode

from schedulers.problems import Place, Problem, Remark
from schedulers.reading.yaml.loader import YamlError

MAX_EPOCHS = 1_000_000
"""The most epochs that a training may have. The curve of a longer one would exhaust a browser."""


@dataclass
class Document:
    """A document that was read: scheduler and fields by name, and values, places, assumptions and remarks."""

    scheduler: str = ""
    fields: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Attempt:
    """The result of reading a text once.

    Attributes:
        document: What was read.
        problems: What is wrong; empty when the document can be simulated.
        unread: How many sections were not found, or hold no keys.
        missing: How many sections and fields were not found.
        error: Why the text is no YAML, if it is none.
        root: The document's node, if it is a mapping.
    """

    document: Document
    problems: list[Problem]
    unread: int
    missing: int
    error: YamlError | None
    root: MappingNode | None
