"""What is kept of mkdocstrings' output is what it would give again, and only as long as it would."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mkdocstrings_handlers.cached_python import CachedPythonHandler

pytestmark = pytest.mark.slow

CONFIGURATION = """\
site_name: Adding
plugins:
  - mkdocstrings:
      default_handler: {handler}
      handlers:
        {handler}:
          options:
            heading_level: 3
            docstring_section_style: list
            separate_signature: true
"""
PACKAGE = '''\
"""Adds. See [the other page](other.md)."""

from adding.sums import Adder, add

__all__ = ["Adder", "add"]
'''
MODULE = '''\
class Adder:
    """Adds to a number, as [`add`][adding.add] does.

    Attributes:
        number: What is added to.
    """

    def __init__(self, number: float) -> None:
        self.number = number


def add(first: float, second: float, *, in_words: bool = False, in_which_language: str = "English") -> float:
    """The sum.

    Args:
        first: A number.
        {second}: Another.
    """
    return first + second
'''
PAGES = {
    "index.md": "# Adding\n\nSee [adding.Adder][] and [adding.sums.add][].\n\n::: adding\n",
    "other.md": "# Other\n",
}

Build = Callable[..., Mapping[str, bytes]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was not taken from the cache."""
    found: list[str] = []
    anew = CachedPythonHandler._render_anew

    def counted(handler: CachedPythonHandler, identifier: str, *arguments: object) -> object:
        found.append(identifier)
        return anew(handler, identifier, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(CachedPythonHandler, "_render_anew", counted)
    return found


@pytest.fixture
def build_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[str]) -> Build:  # noqa: ARG001
    """Builds a site about a small package."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "docs").mkdir()
    (tmp_path / "adding").mkdir()
    (tmp_path / "adding" / "__init__.py").write_text(PACKAGE, encoding="utf-8")

    def built(handler: str = "cached_python", second: str = "second", **pages: str) -> Mapping[str, bytes]:
        (tmp_path / "adding" / "sums.py").write_text(MODULE.replace("{second}", second), encoding="utf-8")
        for name, text in {**PAGES, **{f"{page}.md": text for page, text in pages.items()}}.items():
            (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
        file, site = tmp_path / "mkdocs.yml", tmp_path / "site"
        file.write_text(CONFIGURATION.format(handler=handler), encoding="utf-8")
        build(load_config(str(file), strict=True))
        wanted = ("index.html", "objects.inv", "assets/_mkdocstrings.css", "search/search_index.json")
        return {name: (site / name).read_bytes() for name in wanted if (site / name).is_file()}

    return built


def test_what_is_kept_is_what_was_given(build_pages: Build, made: list[str]) -> None:
    """The page with its contents and links, the inventory and the styles are those of the Python handler, when they are
    made and when they are kept; they are made once.
    """
    given = build_pages("python")
    assert b'href="#adding.add"' in given["index.html"]  # which the page calls adding.sums.add
    assert given.keys() >= {"index.html", "objects.inv", "assets/_mkdocstrings.css"}
    for _ in range(2):
        assert build_pages() == given
    assert made == ["adding"]


def test_what_changes_it_is_noticed(build_pages: Build, made: list[str]) -> None:
    """After a change of the sources, the options or the list of pages it is made anew, as it is without a cache."""
    changed = {"second": "second: This one, too, is"}
    build_pages()
    build_pages(**changed)
    changed["index"] = "# Adding\n\n::: adding\n    options:\n      show_root_heading: true\n"
    build_pages(**changed)
    changed["another"] = "# Another\n"
    assert build_pages(**changed) == build_pages("python", **changed)
    assert made == ["adding"] * 4


def test_a_warning_comes_again(build_pages: Build, made: list[str]) -> None:
    """What mkdocstrings warns of ends each strict build, not only the first."""
    for _ in range(2):
        with pytest.raises(Abort, match="2 warnings"):
            build_pages(second="third")
    assert made == ["adding", "adding"]


def test_what_there_is_not_is_named(build_pages: Build, caplog: pytest.LogCaptureFixture) -> None:
    """An object that can't be found ends the build with its name."""
    with pytest.raises(Abort):
        build_pages(index="# Adding\n\n::: adding.substract\n")
    assert "adding.substract" in caplog.text
