"""Python with stubs still does what the page asks of it, and says plainly what is left out."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.python.runtime import Runtime, prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS, pyodide_core
from site_plugins.simulator.toolchain.node import run_node

pytestmark = pytest.mark.slow

RUN = """
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
const [starting, runtime, project, programs, output] = process.argv.slice(2);
const { startServed } = await import(pathToFileURL(starting).href);
const { pyodide } = await startServed(runtime, project);
const results = JSON.parse(await readFile(programs, "utf8")).map((program) => {
  try {
    return String(pyodide.runPython(program, { globals: pyodide.toPy({}) }));
  } catch (error) {
    return String(error.message);
  }
});
await writeFile(output, JSON.stringify(results));
"""

UNPACK = """
import { readFileSync, writeFileSync } from "node:fs";
import { zstdDecompressSync } from "node:zlib";
const [output, ...files] = process.argv.slice(2);
writeFileSync(output, Buffer.concat(files.map((file) => zstdDecompressSync(readFileSync(file)))));
"""

PROGRAMS = {
    "a traceback with the source of this project": (
        "import traceback, simulator_page\n"
        "try:\n    simulator_page.use(5)\nexcept Exception:\n    text = traceback.format_exc()\ntext",
        'chosen["registry"] = find(reference)',
    ),
    "an uncaught error": ("import simulator_page\nsimulator_page.use(5)", "schedulers/registries/option.py"),
    "a suggestion for a misspelt name": ("import math\nmath.floo", "Did you mean: 'floor'?"),
    "an error in the source": ("compile('a = = 1', 'x', 'exec')", "SyntaxError: invalid syntax"),
    "a chained error": ("try:\n    1/0\nexcept Exception as e:\n    raise ValueError('x') from e", "direct cause"),
    "a group of errors": ("raise ExceptionGroup('g', [ValueError('one')])", "ValueError: one"),
    "recursion without end": ("f = lambda: f()\nf()", "RecursionError"),
    "a very long integer": ("len(str(10 ** 4000 + 1)), int('9' * 4000) > 0", "(4001, True)"),
    "an integer that is too long to read": ("int('9' * 5000)", "Exceeds the limit"),
    "encodings": (
        # Not by str.encode(), which knows some of them without their module.
        "import codecs\nfound = map(codecs.lookup, ('utf-8', 'utf-8-sig', 'utf-16', 'utf-32-be', 'latin-1'))\n"
        "[codec.decode(codec.encode('ü')[0])[0] for codec in found]",
        "['ü', 'ü', 'ü', 'ü', 'ü']",
    ),
    "bytes that are no text": ("b'\\xff'.decode()", "can't decode byte 0xff"),
    "names of characters": (r"'\N{LATIN SMALL LETTER AE}'", "æ"),
    "YAML with control characters": ("import yaml\nyaml.safe_load('a: \\x01')", "special characters are not allowed"),
    "YAML with a wrong indent": ("import yaml\nyaml.safe_load('a: 1\\n b: 2')", "mapping values are not allowed here"),
    "YAML with dates": ("import yaml\nyaml.safe_load('2025-01-01 10:00:00 +2')", "2025-01-01 10:00:00+02:00"),
    "shapes that do not fit": (
        "import numpy as np\nnp.zeros(3) + np.zeros(4)",
        "operands could not be broadcast together with shapes (3,) (4,)",
    ),
    "an array that is too big": ("import numpy as np\nnp.zeros(500_000_000)", "array is too big"),
    "a warning": (
        "import warnings\nwith warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n    warnings.warn('old', DeprecationWarning)\n"
        "warnings.formatwarning(caught[0].message, caught[0].category, 'x', 1)",
        "DeprecationWarning: old",
    ),
    "arrays as text": (
        "import numpy as np\nrepr(np.array([[1.5, np.nan]])) + str(np.arange(2000)) + repr(np.dtype('f4'))",
        "array([[1.5, nan]])[   0    1    2 ... 1997 1998 1999]dtype('float32')",
    ),
    "a dataclass that is frozen": (
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A:\n    a: int\nA(1).a = 2",
        "FrozenInstanceError: cannot assign to field 'a'",
    ),
    "linear algebra": (
        "import numpy as np\nnp.linalg.norm(np.eye(2))",
        "ImportError: numpy.linalg is left out of the simulator: norm",
    ),
    "the inverse of a matrix": (
        "import numpy as np\nnp.linalg.inv(np.eye(2))",
        "ImportError: numpy.linalg is left out of the simulator",
    ),
    "an event loop": ("import asyncio\nasyncio.sleep(0)", "ImportError: asyncio is left out of the simulator: sleep"),
    "an error of linear algebra": (
        "import numpy as np\nstr(issubclass(np.linalg.LinAlgError, ValueError))",
        "True",
    ),
    "types of arrays": (
        "import numpy as np\nimport numpy.typing as npt\nnpt.NDArray[np.float64], npt.ArrayLike",
        "numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]], typing.Any",
    ),
    "a package to install": (
        "from pyodide import _package_loader\n_package_loader.unpack_buffer",
        "pyodide._package_loader is left out of the simulator: unpack_buffer",
    ),
    "a path": ("from pathlib import Path\nPath('a')", "ImportError: pathlib is left out of the simulator"),
    "an array in a file": (
        "import numpy as np\nnp.load('a')",
        "ImportError: Reading and writing files is left out of the simulator's NumPy",
    ),
    "text in base 64": ("import yaml\nyaml.safe_load('!!binary aGk=')", "b'hi'"),
    "the signature of a function": ("import inspect\ninspect.signature(lambda a, *, b=1: 0)", "(a, *, b=1)"),
    "text in HTML": (
        "import html\nhtml.escape('<&>' + chr(34) + chr(39)), html.escape(chr(34), quote=False)",
        "('&lt;&amp;&gt;&quot;&#x27;', '\"')",
    ),
    "random numbers": ("import numpy as np\nnp.random.rand()", "No module named 'numpy.random'"),
    "a module that nothing has imported": ("import unittest", "No module named 'unittest'"),
}


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime("snapshot")


@pytest.fixture(scope="module")
def results(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each program gives in the browser's Python: its value as text, or its traceback."""
    folder = tmp_path_factory.mktemp("programs")
    script, programs, output = (folder / name for name in ("run.mjs", "programs.json", "output.json"))
    script.write_text(RUN)
    programs.write_text(json.dumps([program for program, _ in PROGRAMS.values()]))
    arguments = (
        ASSETS / "node" / "served.mjs",
        runtime.directory,
        prepare_project(runtime).directory,
        programs,
        output,
    )
    run_node(str(script), *map(str, arguments), directory=folder)
    found: list[str] = json.loads(output.read_text())
    return dict(zip(PROGRAMS, found, strict=True))


@pytest.mark.parametrize("name", PROGRAMS)
def test_errors_are_told_as_ever(results: dict[str, str], name: str) -> None:
    """What goes wrong in the browser's Python is told as in any other, or names what is left out."""
    assert PROGRAMS[name][1] in results[name]


@pytest.fixture(scope="module")
def library(runtime: Runtime) -> dict[str, bytes]:
    """The files of the library."""
    with zipfile.ZipFile(runtime.directory / "library.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def memory(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The deltas of the memory snapshot: that of the library, and that of this project's modules."""
    folder = tmp_path_factory.mktemp("memory")
    script, output = folder / "unpack.mjs", folder / "memory"
    script.write_text(UNPACK)
    project = prepare_project(runtime)
    files = (output, runtime.directory / "memory.bin", project.directory / project.file_name)
    run_node(str(script), *map(str, files), directory=folder)
    return output.read_bytes()


def test_nothing_is_left_to_compile(library: dict[str, bytes]) -> None:
    """The library holds no source, and the licences of what it has from others."""
    assert {name for name in library if name.endswith((".py", ".pyi"))} == set()
    assert len([name for name in library if "LICENSE" in name]) >= 2


def test_no_path_of_this_machine_is_in_the_runtime(runtime: Runtime, library: dict[str, bytes], memory: bytes) -> None:
    """Bytecode and memory name the places of the browser's file system alone, and those in Pyodide's published data."""
    ours: list[Any] = [Path.home(), Path(__file__).parents[4], runtime.directory.parent]
    published = "_sysconfigdata__emscripten_wasm32-emscripten.pyc"  # names the machine that Pyodide was built on
    contents = b"".join(library[name] for name in library if name != published) + memory
    data = (pyodide_core() / "pyodide.asm.wasm").read_bytes()
    texts = [f"{place}/".encode() for place in ours]
    assert [text for text in texts if contents.count(text) > data.count(text)] == []
