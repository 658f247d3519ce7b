"""Finds the documents of a site that have directives of the plugins."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from site_plugins.directives import START, near
from site_plugins.errors import SiteError

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

FENCED = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1[`~]* *$", re.DOTALL | re.MULTILINE)
"""Code between fences, where a directive is only shown."""


def directives_in(text: str) -> set[str]:
    r"""Find the names of the directives in a document.

    >>> sorted(directives_in("/// gallery\n///\n\n```\n/// simulator\n///\n```\n"))
    ['gallery']
    """
    return {found[1].lower() for found in START.finditer(FENCED.sub("", text))}


def page_with(directive: str, documents: Mapping[str, str], *, said: str, usual: str, option: str) -> str:
    """Find the document that has a directive, for links to it; return an empty text where none has it.

    Args:
        directive: The name of the directive.
        documents: The text of each document, by its place in the docs' folder.
        said: The document that the option names; empty where it is not given.
        usual: The document that is meant without the option, where it is there.
        option: What the option is called.

    Raises:
        SiteError: There is no such document as the option names.

    >>> page_with("gallery", {"a.md": "", "b.md": "/// gallery"}, said="", usual="c.md", option="gallery")
    'b.md'
    """
    if said and said not in documents:
        raise SiteError(f"{option}: there is no page {said}.{near(said, documents)}")
    if said or usual in documents:
        return said or usual
    return next((place for place, text in documents.items() if directive in directives_in(text)), "")


def texts(files: "Files") -> dict[str, str]:
    """Read the text of each document that becomes a page, by its place in the docs' folder."""
    return {file.src_uri: file.content_string for file in files.documentation_pages()}


def renew(files: "Files") -> None:
    """Have the documents with directives read again though they are older than their pages: classes may have changed.

    ``mkdocs serve --dirty`` otherwise shows what the classes were when somebody last changed the document.
    """
    for file in files.documentation_pages():
        text = file.content_string
        if directives_in(text):
            file.content_string = text  # what has been given a text counts as changed
