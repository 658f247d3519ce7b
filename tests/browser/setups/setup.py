"""What a set-up is: what a site gets besides the example's, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

WORKS = "works"
SIMULATOR = "\n\n/// simulator\n///\n"
GALLERY = "/// gallery\n///\n"
NOTHING = "nothing"
COPY = "copy the lines of `policy` that the build writes"


@dataclass(frozen=True)
class Setup:
    """A site with one thing in it that sites ordinarily have.

    Attributes:
        name: What it is called in the table.
        config: What mkdocs.yml gets, as YAML: plugins and extensions come to those that are there, other keys replace.
        pages: Documents that are added to the example's, or take the place of one; a path leads to a file of a package
            of npm.
        verdict: What comes of it, for the table.
        to_do: What whoever builds such a site has to do, for the table.
        at: Where the simulator is in the site.
        shown: An expression that becomes true on that page when the thing itself works.
        told: Whether the build first says which lines `policy` needs, which are then added.
        refused: With what words the build ends; empty where there is a site.
        language: The language of that page's interface.
        theirs: What the console says that another plugin is to blame for, as a pattern.
    """

    name: str
    config: str = ""
    pages: Mapping[str, str | bytes | Path] = field(default_factory=dict)
    verdict: str = WORKS
    to_do: str = NOTHING
    at: str = "simulator/"
    shown: str = "true"
    told: bool = False
    refused: str = ""
    language: str = "en"
    theirs: str = ""


def page(more: str) -> dict[str, str | bytes | Path]:
    """The simulator's page, with something below it."""
    return {"simulator.md": f"# Simulator{SIMULATOR}\n{more}\n"}
