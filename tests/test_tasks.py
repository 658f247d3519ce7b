"""Every task of the noxfile starts its own programs with arguments that they take: by default none."""

import argparse
import ast
import os
import runpy
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.sites.building import ROOT


def own_programs() -> list[tuple[str, bool]]:
    """The project's own files that the noxfile has Python run, and whether what the user adds is passed on to each."""
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    runs = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "session.run"]
    commands = [[ast.unparse(argument) for argument in run.args] for run in runs]
    programs = {}
    for python, *arguments in commands:
        if python == "'python'":
            file = file_of(*(ast.literal_eval(each) for each in arguments if each[0] == "'"))
            programs[file] = "*session.posargs" in arguments
    return [*programs.items()]


def file_of(first: str, module: str = "") -> str:
    """The file that ``python`` runs."""
    if first != "-m":
        return first
    path = Path(*module.split("."))
    return str(path / "__main__.py" if (ROOT / path).is_dir() else path.with_suffix(".py"))


def test_programs_are_found() -> None:
    """Modules, packages and paths are found, those that several sessions start included."""
    found = dict(own_programs())
    assert found["tests/verify.py"]
    assert found["scripts/bench/__main__.py"]
    assert not found["scripts/release.py"]
    assert not found["tests/browser/chromium.py"]
    assert all((ROOT / file).is_file() for file in found)


class ParsedError(Exception):
    """The arguments are parsed."""


@pytest.mark.parametrize(("file", "passed_on"), own_programs(), ids=dict(own_programs()))
def test_a_program_starts_without_arguments(monkeypatch: pytest.MonkeyPatch, file: str, passed_on: bool) -> None:
    """What is passed on is parsed, and may be nothing; a program to which nothing is passed on can be loaded."""
    parse = argparse.ArgumentParser.parse_args

    def parse_and_stop(parser: argparse.ArgumentParser) -> Any:
        parse(parser)
        raise ParsedError

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse_and_stop)
    monkeypatch.setattr(sys, "argv", [file])
    monkeypatch.setattr(sys, "path", [*sys.path])  # some add to it
    if passed_on:
        with pytest.raises(ParsedError):
            runpy.run_path(str(ROOT / file), run_name="__main__")
    else:
        runpy.run_path(str(ROOT / file), run_name="loaded")


def running(about: Path) -> set[str]:
    """The programs of this machine that were started with a path among their arguments."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended
            found.add(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return {command for command in found if str(about) in command}


@pytest.mark.slow
def test_a_build_ahead_ends_with_its_parent(tmp_path: Path) -> None:
    """Whoever runs a single test has no build left behind that takes their cores."""
    built = tmp_path / "built"
    command = [sys.executable, "-m", "tests.support.ahead", str(built)]
    environment = {**os.environ, "SIMULATOR_CACHE": str(tmp_path / "cache")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as ahead:
        while not list(tmp_path.glob("cache/*.sha256sums")):  # the build is under way
            assert ahead.poll() is None
        ahead.terminate()
    assert running(tmp_path) == set()
    assert list(tmp_path.glob("tmp*")) == []


def test_browsers_are_installed_by_a_python_without_packages() -> None:
    """What installs them imports nothing that pip installs, because it runs in the meantime."""
    without_packages = [sys.executable, "-S", "-c", "import tests.support.browsers"]
    done = subprocess.run(without_packages, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
