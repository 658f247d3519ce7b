"""The core knows no scheduler, no field and no key of a document by name: all of them are declared.

The declarations of this project's own five are one example among others. So every name in them is looked for in all
other code: in Python as a text, and as the name of a variable, parameter or attribute; in the page's code as a word.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schedulers import REGISTRY
from tests.sites.building import ROOT

DECLARATIONS = {"fields.py", "mirror.py", "curve/common_parts.py", "writing/presets.py"}
"""The modules of the package that declare the five, besides the folder of their classes."""

PATHS = {
    REGISTRY.layout.choice,
    *(spec.path for spec in REGISTRY.layout.settings.values()),
    *(spec.path for schedule in REGISTRY.schedules.values() for spec in schedule.specs.values()),
}
NAMES = {*REGISTRY.schedules, *REGISTRY.layout.settings, *(key for path in PATHS for key in path)}
DOTTED = {".".join(path[start:]) for path in PATHS for start in range(len(path) - 1)}

GENERAL = {
    "epochs": "several epochs; `TrainingConfig` promises the attribute",
    "lr": "the rates of a `Curve`, of notes and of marks, which are promised, and a column of the CSV",
    "name": "everything has a name",
    "optimizer": "torch's",
    "power": "of ten",
    "scheduler": "what all of this is about",
    "step": "from one to the next, and what schedulers do",
    "training": "what a schedule is for",
}
"""Names that are words of the field or of English, too. As the name of a variable they tell nothing."""

TEXTS = {
    "base.py": {"lr": "the key of a parameter group of torch"},
    "demo/__main__.py": {"cosine_no_sgdr": "whose example the demo begins with"},
    "demo/stepping.py": {"lr": "the key of a parameter group of torch"},
    "command_line/output.py": {"lr": "of the curve, in JSON and CSV", "scheduler": "a key of the JSON that is printed"},
    "curve/formula.py": {"lr": "what a docstring's formula gives, whatever the rate is called in a document"},
    "layout.py": {"epochs": "what the clock counts", "step": "what the clock counts"},
    "curve/notes.py": {"lr": "under which a scheduler's own notes are given the rates"},
    "program.py": {"optimizer": "the variable of the program that is offered"},
    "registry.py": {"name": "the attribute of a class that is registered"},
    "scheduler_docs/curve_directive.py": {"name": "an attribute of HTML"},
    "scheduler_docs/extension.py": {"scheduler": "a directive of Markdown", "training": "a directive of Markdown"},
    "reading/scheduler_names.py": {"lr": "an ending of names of classes"},
    "hosting/configured.py": {"name": "a key of MkDocs' own configuration"},
    "simulator/first_paint.py": {"lr": "of the curve, in the page's report", "scheduler": "a key of the report"},
    "inside/simulator_page.py": {"name": "of a curve to draw"},
    "site_plugins/themes.py": {"name": "an attribute of MkDocs' theme"},
    "site_plugins/links.py": {"name": "a key of a pinned curve"},
    "simulator/vocabulary.py": {"name": "a key of what the page is told of a scheduler or a field"},
    "stepping/state.py": {"optimizer": "a parameter of every scheduler of torch"},
}
"""What a text that equals a name means where it stands, by the end of the file's path."""

PAGE_TEXTS = {"lr": "of the curve, in the page's report", "name": "of a part of the page"}
"""The same for the page's code."""


def texts_meant_otherwise(file: Path) -> set[str]:
    """The texts that equal a name and mean something else in this file."""
    return {text for end, texts in TEXTS.items() if file.as_posix().endswith(f"/{end}") for text in texts}


CORE = [
    file
    for folder in ("schedulers", "site_plugins", "mkdocstrings_handlers")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if file.relative_to(ROOT / folder).as_posix() not in DECLARATIONS and file.parent.name != "schedules"
]
"""Every module of Python in the core."""

ASSETS = ROOT / "site_plugins" / "simulator" / "assets"
SCRIPTS = [file for pattern in ("*.mjs", "node/*.mjs", "src/**/*.ts", "src/**/*.html") for file in ASSETS.glob(pattern)]
PAGE_CODE = sorted(SCRIPTS)
"""Every file of the page's code."""


def names_in_python(source: str, meant_otherwise: set[str]) -> Iterator[tuple[int, str]]:
    """The line of each name in a module, docstrings and comments left out."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from ((line, name) for name in names_in_text(node.value) if name not in meant_otherwise)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "config":
            if node.attr in REGISTRY.layout.settings or node.attr in NAMES - set(GENERAL):
                yield line, f"config.{node.attr}"
        else:
            yield from ((line, name) for name in identifiers(node) if name in NAMES - set(GENERAL))


def identifiers(node: ast.AST) -> list[str]:
    """What a node calls a variable, an attribute, a parameter, a function or a class."""
    given = (getattr(node, kind, None) for kind in ("id", "attr", "arg", "name"))
    return [name for name in given if isinstance(name, str)]


def names_in_text(text: str) -> list[str]:
    """The names that a text is, or holds where no other word is written like that."""
    if text in NAMES:
        return [text]
    return [name for name in sorted(DOTTED | (NAMES - set(GENERAL))) if re.search(rf"\b{re.escape(name)}\b", text)]


def names_in_page_code(source: str) -> Iterator[tuple[int, str]]:
    """The line of each name in a file of the page's code, comments left out."""
    without = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), source, flags=re.DOTALL)
    for number, line in enumerate(without.split("\n"), 1):
        code = re.sub(r"(^|\s)//.*", "", line)
        # The page's code has neither a configuration nor a curve that would promise the name.
        words = [*(NAMES - set(GENERAL)), "epochs"]
        yield from ((number, word) for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code))
        for _, text in re.findall(r"""(["'`])(.*?)\1""", code):
            yield from ((number, name) for name in names_in_text(text) if name not in PAGE_TEXTS)


@pytest.mark.parametrize("file", CORE, ids=lambda file: str(file.relative_to(ROOT)))
def test_python_knows_no_name(file: Path) -> None:
    """No module outside of the declarations holds a name that is declared."""
    assert list(names_in_python(file.read_text(encoding="utf-8"), texts_meant_otherwise(file))) == []


@pytest.mark.parametrize("file", PAGE_CODE, ids=lambda file: file.name)
def test_the_page_knows_no_name(file: Path) -> None:
    """No file of the page's code holds a name that is declared."""
    assert list(names_in_page_code(file.read_text(encoding="utf-8"))) == []


def test_a_text_that_means_something_else_is_there() -> None:
    """Whatever is let pass still stands in the file that it is let pass in."""
    for end, texts in TEXTS.items():
        [file] = [file for file in CORE if file.as_posix().endswith(f"/{end}")]
        found = {name for _, name in names_in_python(file.read_text(encoding="utf-8"), set())}
        assert texts.keys() <= found, end


@pytest.mark.parametrize(
    "code",
    [
        'found["epochs"]',
        "config.lr",
        "def f(*, warmup_epochs): ...",
        "spec.milestones",
        'f"{where}: end_epoch must be larger"',
        'text = "such as ${training.epochs}"',
        'name == "poly"',
    ],
)
def test_a_name_in_python_is_found(code: str) -> None:
    """A name is found as a text, within one, as a parameter and as an attribute."""
    assert list(names_in_python(code, set()))


@pytest.mark.parametrize("code", ['tree.find(["training", "optimizer"])', "report.epochs", "fields.gamma", '"poly"'])
def test_a_name_in_the_page_is_found(code: str) -> None:
    """A name is found as a text and as a word."""
    assert list(names_in_page_code(code))
