"""The base of both plugins' directives. A mistake in a directive ends the build, and the message has its place.

Markdown itself leaves a directive with a mistake as text, or drops it, and a build succeeds all the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from schedulers.reading.wording.near_names import nearest
from site_plugins.errors import SiteError
from site_plugins.words import ENGLISH

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

START = re.compile(r"^ {0,3}/{3,} *([\w-]+) *(?:\| *(.*?) *)?$", re.MULTILINE)
"""The line that begins a directive: its name, and its argument."""
OPTION = re.compile(r"^(?: {4}|\t)\s*([\w-]+) *:", re.MULTILINE)
BEFORE_INLINE = 30
"""When the treeprocessor runs: links and emphasis have not been found yet, so text is as it was written."""


class DirectiveError(SiteError, ValueError):
    """A directive can't do what it says. The message names it, and where it stands."""


@dataclass(frozen=True)
class Source:
    """The document that is read.

    Attributes:
        name: Where it stands, seen from mkdocs.yml.
        text: All of it, front matter included.
    """

    name: str
    text: str

    def place(self, header: str) -> str:
        r"""Return the place where a directive begins, in a form that editors understand.

        >>> Source("a.md", "# A title\n\n///  curve|  Two decays\n").place("/// curve | Two decays")
        'a.md:3: '
        """
        lines = [number for number, line in enumerate(self.text.splitlines(), 1) if _written(line) == header]
        return f"{self.name}:{lines[0]}: " if lines else f"{self.name}: "


def source_of(page: "Page") -> Source:
    """Return the document of a page."""
    return Source(page.file.src_uri, page.file.content_string)


class Directive(Block):  # type: ignore[misc]  # pymdown-extensions has no types
    """A directive of this project's plugins."""

    def refuse(self, reason: object) -> NoReturn:
        """End the build, saying why."""
        header = f"/// {self.NAME}" + (f" | {self.argument}" if self.argument else "")
        raise mistake(self.md, header, reason)

    def refuse_content(self, block: Element) -> None:
        """Refuse what stands in a directive that shows nothing of it."""
        if (block.text or "").strip() or len(block):
            self.refuse("nothing may stand in it, so its end, ///, is the next line")


class DirectivesExtension(BlocksExtension):  # type: ignore[misc]
    """A Python-Markdown extension with directives of this project's plugins.

    Attributes:
        DIRECTIVES: The directives.
        OPTIONS: What they have to know, by name, with what it is without being told, and what it means. All of them
            know the interface's words, and their document.
    """

    DIRECTIVES: Sequence[type[Directive]]
    OPTIONS: Mapping[str, tuple[Any, str]]

    def __init__(self, **options: Any) -> None:
        self.config = {
            **{name: list(option) for name, option in self.OPTIONS.items()},
            "words": [ENGLISH, "The words of the interface, in the site's language"],
            "source": ["", "The document that is read, for the places of mistakes"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the name that is called
        """Called by Python-Markdown."""
        super().extendMarkdown(md)
        look_for_mistakes(md, self.getConfig("source") or None)

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: ARG002, N802  # the name that is called
        """Called by Python-Markdown."""
        for directive in self.DIRECTIVES:
            block_mgr.register(directive, self.getConfigs())


def near(name: str, known: Iterable[str]) -> str:
    """Ask, in a sentence, whether a similar name is meant; return an empty text where there is none.

    >>> near("simulater", ["simulator", "curve"])
    ' Did you mean simulator?'
    """
    meant = nearest(name, known)
    return f" Did you mean {meant}?" if meant else ""


def mistake(md: Markdown, header: str, reason: object) -> DirectiveError:
    """Make the error for a directive, given the line that begins it."""
    source: Source | None = getattr(md, "directives_source", None)
    written = _written(header)
    return DirectiveError(f"{source.place(written) if source else ''}'{written}': {reason}")


def look_for_mistakes(md: Markdown, source: Source | None) -> None:
    """Have a document refused in which a directive was not understood.

    Args:
        md: What reads the document.
        source: The document, for places; without it, messages have none.
    """
    if source:
        md.directives_source = source  # type: ignore[attr-defined]  # as extensions of Markdown keep what is theirs
    if "directives" not in md.treeprocessors:
        md.treeprocessors.register(_Mistakes(md), "directives", BEFORE_INLINE)


class _Mistakes(Treeprocessor):
    def run(self, root: Element) -> None:
        manager = self.md.parser.blockprocessors["blocks"]
        known: Mapping[str, type[Block]] = manager.blocks  # type: ignore[attr-defined]
        own = [name for name, block in known.items() if issubclass(block, Directive)]
        for entry in manager.stack:  # type: ignore[attr-defined]
            if isinstance(entry.block, Directive):
                entry.block.refuse("it has no end. Put a line with /// below it")
        for text in _texts(root):
            for found in START.finditer(text):
                name = found[1].lower()
                if name in own:
                    raise mistake(self.md, found[0], _why(known[name], found, text))
                if name not in known and near(name, own):
                    raise mistake(self.md, found[0], f"there is no such directive.{near(name, own)}")


def _why(block: type[Block], found: re.Match[str], text: str) -> str:
    """Explain why a directive was not understood."""
    options: Mapping[str, Any] = block.OPTIONS
    if found[2] and not block.ARGUMENT and block.ARGUMENT is not None:
        return f"it takes no argument; got {found[2]!r}. Leave that out, with the | before it"
    if not found[2] and block.ARGUMENT:
        return f"it needs an argument, as in '/// {block.NAME} | ...'"
    header = re.match(r"\n((?:(?: {4}|\t).*\n?)*)", text[found.end() :])
    given = OPTION.findall(header[1]) if header else []
    for option in given:
        if option not in {*options, "attrs"}:
            allowed = f"only {', '.join(options)}" if options else "nor any other"
            return f"there is no option {option!r}, {allowed}.{near(option, options)}"
    return (
        f"an option can't be read: {', '.join(given)}. Each is a line of its own below the first one, indented by four "
        "blanks, such as 'rows: [0, 9]'"
        if given
        else "it is not at the beginning of a paragraph. Put an empty line before it"
    )


def _texts(root: Element) -> Iterator[str]:
    """Yield all text that is neither code nor HTML."""
    if root.tag not in {"pre", "code"}:
        yield root.text or ""
        for child in root:
            yield from _texts(child)
            yield child.tail or ""


def _written(line: str) -> str:
    """Write the line that begins a directive in its usual form. Any other line only loses the blanks around it."""
    found = START.fullmatch(line.strip())
    return f"/// {found[1]}" + (f" | {found[2]}" if found[2] else "") if found else line.strip()
