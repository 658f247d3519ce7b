"""Every file of tests can be the first of its process: no fixture takes the place of one that has to live longer."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.sites.building import ROOT

SCOPES = ("function", "class", "module", "package", "session")
"""From the shortest to the longest."""


class Fixture(NamedTuple):
    """A fixture as it is written: in which file, for how long it lives, and which others it asks for."""

    path: Path
    name: str
    scope: str
    asks_for: frozenset[str]

    def lives_longer(self, other: "Fixture") -> bool:
        """Whether it is kept after the other has ended."""
        return SCOPES.index(self.scope) > SCOPES.index(other.scope)

    def reaches(self, other: "Fixture") -> bool:
        """Whether tests that have the other may ask for it."""
        return self.path == other.path or (self.path.name == "conftest.py" and self.path.parent in other.path.parents)


def fixtures(path: Path, text: str) -> Iterator[Fixture]:
    """The fixtures that a file defines."""
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for decorator in function.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if ast.unparse(called) == "pytest.fixture":
                keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
                scopes = [ast.literal_eval(each.value) for each in keywords if each.arg == "scope"]
                asks_for = frozenset(argument.arg for argument in function.args.args)
                yield Fixture(path, function.name, scopes[0] if scopes else "function", asks_for)


def too_short(found: list[Fixture]) -> list[tuple[Fixture, Fixture]]:
    """Who asks for whom that ends sooner: pytest refuses it, but only where the first has not been made before."""
    in_a_file = {(each.path, each.name) for each in found}
    return [
        (asking, asked)
        for asked in found
        for asking in found
        if asked.name in asking.asks_for and asking.reaches(asked) and asking.lives_longer(asked)
        if asking.path == asked.path or (asked.path, asking.name) not in in_a_file
    ]


def test_a_fixture_that_ends_too_soon_is_found() -> None:
    """A file's fixture is found that stands for one of the folder above, ends sooner, and is asked for there."""
    text = '@pytest.fixture(scope="session")\ndef port(): ...\n@pytest.fixture(scope="session")\ndef host(port): ...\n'
    above = list(fixtures(Path("tests/conftest.py"), text))
    port, another = fixtures(
        Path("tests/browser/test_page.py"),
        '@pytest.fixture(scope="module")\ndef port(): ...\n@pytest.fixture\ndef another(port): ...\n',
    )
    assert too_short([*above, port, another]) == [(above[1], port)]
    assert too_short([*above, another]) == []


def test_every_file_of_tests_can_be_the_first_of_its_process() -> None:
    """No fixture asks for one that ends before it does, whichever folder the test is in.

    But a tab is shared only by tests that have the mark.
    """
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    found = [each for path, text in texts.items() for each in fixtures(path, text)]
    assert len(found) > len(SCOPES)
    refused = [
        f"{asked.path}: {asked.name} ends before {asking.name} of {asking.path}"
        for asking, asked in too_short(found)
        if asking.name != "shared" or "shares_page" in texts[asked.path]
    ]
    assert refused == []
