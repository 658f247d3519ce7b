"""How the source is laid out: which way imports go, how long a file is, and how many of them a folder has."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.sites.building import ROOT

PACKAGES = ("schedulers", "site_plugins", "scripts", "tests", "mkdocstrings_handlers")
LONGEST = 300
"""Lines that a file of code has at most."""
MOST = 15
"""Files that a folder has at most, those in its sub-folders not counted."""
DATA = ("tests/reference", "tests/schedulers/reading/reported")
"""Folders of documents, one file each."""
SIMULATOR = ROOT / "site_plugins" / "simulator"
MACHINE_CODE_IN_THE_PAGE = SIMULATOR / "assets" / "src" / "python" / "machine-code.ts"
MOST_CODE = {"machine_code": 600 - 75, "": 1761 + 49 + 7}
"""Lines of code that parts of the simulator have at most, in Python and in scripts under Node.js, without comments.

Machine code is hard to read, so all that it takes stays within 600 lines: its folder, its module in the page, and 75
lines in files about something else. Those were counted by hand: 33 in Python and scripts, 42 in TypeScript. The rest
was cut from 2,201 by a fifth. A second part of the machine code was worth 49 lines more, and 7 that builds with caches
of their own do not install into the same folder at once: what is added has to replace something, or to be worth a
higher bound.
"""
TYPESCRIPT = ROOT / "site_plugins" / "simulator" / "assets" / "src"
IMPORTED = re.compile(r'^(?:import|export)(?! type)[^"\n]*?(?:from )?"(\.[^"]+)"', re.MULTILINE)


def sources() -> list[Path]:
    """Every file that belongs to the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).exists()]


def modules() -> dict[str, Path]:
    """Every module of Python by its name."""
    found = [path for path in sources() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in found}


def imported_at_once(tree: ast.AST) -> Iterator[str]:
    """What a module imports when it is imported itself: not in a function, and not for the checker of types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif not isinstance(node, ast.FunctionDef | ast.Lambda) and "TYPE_CHECKING" not in ast.unparse(node)[:30]:
            yield from imported_at_once(node)


def graph_of_python() -> dict[str, set[str]]:
    """The modules that each module imports; its own package, which Python imports first anyway, does not count."""
    known = modules()
    graph = {}
    for name, path in known.items():
        wanted = set(imported_at_once(ast.parse(path.read_text(encoding="utf-8"))))
        graph[name] = {each for each in wanted if each in known and not f"{name}.".startswith(f"{each}.")}
    return graph


def graph_of_typescript() -> dict[str, set[str]]:
    """The same for the page's code, by paths; an import of types alone leaves nothing in a bundle."""
    graph = {}
    for path in sorted(TYPESCRIPT.rglob("*.ts")):
        found = (
            (path.parent / name).with_suffix(".ts").resolve()
            for name in IMPORTED.findall(path.read_text(encoding="utf-8"))
        )
        graph[path.relative_to(TYPESCRIPT).as_posix()] = {
            each.relative_to(TYPESCRIPT).as_posix() for each in found if each.exists()
        }
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of a circle, if there is one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_found() -> None:
    """Of three modules that import one another, the circle is named."""
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


@pytest.mark.parametrize("graph", [graph_of_python, graph_of_typescript])
def test_imports_go_in_no_circle(graph: object) -> None:
    """No module needs itself by way of others, in Python and in TypeScript."""
    assert callable(graph)
    imports = graph()
    assert sum(map(len, imports.values())) > len(imports)  # they were read at all
    assert circle(imports) == []


def test_the_library_knows_nothing_of_the_site() -> None:
    """`schedulers` imports nothing that builds the site, in a function neither."""
    for name, path in modules().items():
        if name.split(".")[0] == "schedulers":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            wanted = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            wanted |= {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
            assert [each for each in wanted if each.split(".")[0] in {"site_plugins", "mkdocs"}] == [], name


def test_files_are_short() -> None:
    """No file of code is longer than one reads at a sitting."""
    code = [path for path in sources() if path.suffix in {".py", ".ts", ".mjs", ".css"}]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def lines_of_code(path: Path) -> int:
    """Count the lines that are not blank, and no comment or docstring."""
    text = path.read_text(encoding="utf-8")
    documented: set[int] = set()
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.end_lineno:
                documented.update(range(node.lineno, node.end_lineno + 1))
    code = [line.strip() for number, line in enumerate(text.splitlines(), 1) if number not in documented]
    return sum(bool(line) and not line.startswith(("#", "//", "/*", "*")) for line in code)


def test_the_simulator_does_not_grow() -> None:
    """What is added to the simulator's build takes the place of something, as it has to be read by whoever mends it."""
    counts = dict.fromkeys(MOST_CODE, 0)
    counts["machine_code"] += lines_of_code(MACHINE_CODE_IN_THE_PAGE)
    for path in sources():
        if path.is_relative_to(SIMULATOR) and path.suffix in {".py", ".mjs"}:
            part = path.relative_to(SIMULATOR).parts[0]
            counts[part if part in counts else ""] += lines_of_code(path)
    assert all(counts.values()), counts
    assert {part: count for part, count in counts.items() if count > MOST_CODE[part]} == {}


def test_folders_are_short() -> None:
    """No folder of code lists more files than one takes in at a glance."""
    folders = Counter(path.parent.relative_to(ROOT).as_posix() for path in sources())
    code = {folder: count for folder, count in folders.items() if folder.split("/")[0] in PACKAGES}
    assert {folder: count for folder, count in code.items() if count > MOST and folder not in DATA} == {}
