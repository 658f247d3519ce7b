"""The project's tasks: `python3 -m nox -l` lists them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nox

nox.options.default_venv_backend = "virtualenv"
nox.options.sessions = ["lint", "tests"]

PROJECT = nox.project.load_toml("pyproject.toml")
SITE = ("-e", ".[docs]", *nox.project.dependency_groups(PROJECT, "site"))
"""The project, and all that its own site is built with."""
TESTING = (*SITE, *nox.project.dependency_groups(PROJECT, "test"))
"""The same, and what the tests need besides."""
COVERING = [
    *("schedulers", "site_plugins/simulator/python/inside/simulator_page.py", "tests/schedulers", "tests/site_plugins"),
    "tests/browser/demo",
]
"""What `coverage` runs: every test without a browser, and the demo's, whose page is Python too."""
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
TESTED = {**QUIET, "PYTHONDONTWRITEBYTECODE": None}
"""Compiles a module once, where hundreds of programs that tests start would each do it: a container may forbid that."""
EVERY_CASE = {"EVERY_CASE": "1"}
"""Generates all cases that there are, and not the part that `tests` has time for."""


def install_tests(session: nox.Session) -> None:
    """Install what the tests need, with uv, which takes a tenth of the time that pip does."""
    [uv] = [each for each in TESTING if each.startswith("uv==")]
    session.install("--no-compile", uv)
    session.run("python", "scripts/install.py", *TESTING)


def install_with_chromium(session: nox.Session) -> None:
    """Install what the browser's tests need, and the browser."""
    install_tests(session)
    session.run("python", "-m", "tests.browser.chromium")


@contextmanager
def meanwhile(python: Path, *module: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module, named before its arguments, while one core waits.

    If it fails, those that need what it makes say why.
    """
    environment = {name: value for name, value in (os.environ | TESTED).items() if value is not None}
    quiet = subprocess.DEVNULL
    command = [str(python), "-m", *module]
    with subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet) as running:
        try:
            yield running
        finally:
            running.terminate()


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the site with the working simulator, and rebuild it when a class or a page changes."""
    session.install(*SITE)
    # Click 8.2.2 and later forget that MkDocs watches by default.
    session.run("mkdocs", "serve", "--livereload", *session.posargs, env=QUIET)


@nox.session
def build(session: nox.Session) -> None:
    """Build the site and those of the examples into the folder `site`; set SITE_URL to the address it will have."""
    session.install(*SITE)
    session.run("python", "scripts/publish.py", *session.posargs, env=QUIET)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test, the browser's included; arguments go to pytest."""
    python = Path(session.bin, "python")
    built = python.parents[1] / "site"
    shutil.rmtree(built, ignore_errors=True)  # where the environment is used again, it is of another state
    with meanwhile(Path(sys.executable), "tests.support.browsers") as browsers:
        install_tests(session)
        with meanwhile(python, "tests.support.ahead", str(built)):
            browsers.wait()  # since apt does one thing at a time
            session.run("python", "-m", "tests.browser.chromium")
            session.run("python", "-m", "tests.browser.firefox")
            # One process more than the smallest machine has cores, because a browser's test waits now and then; a file
            # stays together, for what it shares, and the files begin in the order of conftest.py.
            order = ("--numprocesses=3", "--dist=loadfile", "--no-loadscope-reorder")
            session.run("pytest", *order, *session.posargs, env={**TESTED, "BUILT_AHEAD": str(built)})


@nox.session(default=False, reuse_venv=True)
def quick(session: nox.Session) -> None:
    """Run the tests that need neither a browser nor a build, while you edit; arguments go to pytest."""
    session.install(*TESTING)
    left_out = ("--ignore=tests/browser", "-m", "not slow")
    session.run("pytest", "--numprocesses=2", *left_out, *session.posargs, env=TESTED)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and types of Python and TypeScript, and the GitHub workflows."""
    groups = nox.project.dependency_groups(PROJECT, "lint", "test")
    session.install(*SITE, *groups)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("python", "scripts/lint.py")
    session.run("zizmor", "--offline", "--quiet", ".github/workflows")


@nox.session(default=False)
def verify(session: nox.Session) -> None:
    """Compare the classes with NumPy, torch and the trainer; what is found becomes the docs' claim."""
    session.install(*TESTING)
    session.run("python", "-m", "tests.verify", *session.posargs)


@nox.session(default=False)
def verify_examples(session: nox.Session) -> None:
    """Compare the mirrors of the example projects with the libraries that they stand for; arguments go to `verify`."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, "libraries"))
    for package in sorted(Path(__file__).parent.glob("examples/*/*_schedules")):
        session.chdir(package.parent)
        session.run("schedulers", "verify", "--registry", f"{package.name}:REGISTRY", *session.posargs)


@nox.session(default=False)
def successors(session: nox.Session) -> None:
    """Build the site and `examples/own-site` with ProperDocs and Zensical, and compare the results with MkDocs'."""
    session.install(*nox.project.dependency_groups(PROJECT, "successors"))
    install_with_chromium(session)
    session.run("pytest", "tests/browser/sites/successors.py", *session.posargs, env=QUIET)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Give the reader and the page 100,000 documents each, and the page as many links, that were made to break them."""
    install_with_chromium(session)
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session(default=False)
def setups(session: nox.Session) -> None:
    """Build sites as others have them, one for each ordinary set-up, and use the simulator in each; takes minutes."""
    session.install(*nox.project.dependency_groups(PROJECT, "setups"))
    install_with_chromium(session)
    session.run("pytest", "tests/browser/setups", *session.posargs, env=QUIET)


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Run the tests whose code is Python, and tell which lines and branches they miss; fails below the measure."""
    session.install(*nox.project.dependency_groups(PROJECT, "coverage"))
    install_with_chromium(session)
    session.run("coverage", "erase")
    tests = ("pytest", "--numprocesses=2", "--dist=loadfile", *COVERING)
    session.run("coverage", "run", "-m", *tests, *session.posargs, env=QUIET | EVERY_CASE)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")
    for package, measure in (("schedulers", 100), ("site_plugins", 95)):
        session.run("coverage", "report", "--format=total", f"--include={package}/*", f"--fail-under={measure}")


@nox.session(default=False)
def mutate(session: nox.Session) -> None:
    """Change the classes, the mirror, the configuration and its reader in every small way, and see what is noticed."""
    session.install(*SITE, *nox.project.dependency_groups(PROJECT, "test", "coverage"))
    session.run("python", "-m", "scripts.mutate", *session.posargs, env=EVERY_CASE)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure how fast the site starts, answers and builds, and fail where a bound is exceeded; arguments choose."""
    install_with_chromium(session)
    session.run("python", "-m", "scripts.bench", *session.posargs, env=QUIET)


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Ask the services that know whether a weakness is known of anything that is installed, bundled or tested with."""
    groups = nox.project.dependency_groups(PROJECT, "audit", "lint", "site", "test")
    session.install("-e", ".[docs,demo,terminal]", *groups)
    session.run("pip-audit", "--local", "--skip-editable")
    for lock in sorted(Path(__file__).parent.glob("[!.]*/**/package-lock.json")):
        if "node_modules" not in lock.parts:
            session.chdir(lock.parent)
            session.run("npm", "audit", "--package-lock-only")


@nox.session(default=False)
def release(session: nox.Session) -> None:
    """Build wheel and sdist into the folder `dist`, with all that a site would otherwise need Node.js for."""
    session.install(*SITE, *PROJECT["build-system"]["requires"])
    session.run("python", "scripts/release.py")


@nox.session(default=False)
def pyodide(session: nox.Session) -> None:
    """Run the library's tests in unmodified Pyodide, in an environment of pyodide-build; needs Python 3.13 and make."""
    session.install(*SITE, *PROJECT["build-system"]["requires"])
    session.run("python", "-m", "scripts.pyodide", *nox.project.dependency_groups(PROJECT, "pyodide"))


@nox.session(default=False)
def picture(session: nox.Session) -> None:
    """Take the README's picture of the simulator anew."""
    install_with_chromium(session)
    session.run("python", "scripts/picture.py")
