"""What Node.js says when it fails is one line to whoever builds the site; a file has the rest. npm installs once."""

import re
from errno import EACCES
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from site_plugins.cache import BuildError
from site_plugins.simulator.toolchain import node
from site_plugins.simulator.toolchain.node import (
    LONGEST_LINE,
    NodeError,
    essence,
    install_packages,
    run_node,
    run_npm,
)

SCRIPTS = {
    "thrown": ("throw new TypeError('no such thing')", "TypeError: no such thing"),
    "rejected": ("await Promise.reject(new RangeError('too far'))", "RangeError: too far"),
    "of the wrong kind": ("require('fs')", "ReferenceError: require is not defined"),
    "not to be read": ("let it be", "SyntaxError: "),
    "said by a script of ours": ("console.error('at once\\n\\nThe last word'); process.exit(1)", "The last word"),
    "without a word": ("process.exit(1)", "A program of Node.js failed without a word"),
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def failure(script: str, directory: Path) -> NodeError:
    file = directory / "script.mjs"
    file.write_text(script, encoding="utf-8")
    with pytest.raises(NodeError) as caught:
        run_node(str(file), directory=directory)
    return caught.value


@pytest.mark.parametrize("kind", SCRIPTS)
def test_one_line_says_what_failed(kind: str, tmp_path: Path, cache: Path) -> None:
    """However a program ends, the message is one line with the error, and it names the file with all that was said."""
    script, said = SCRIPTS[kind]
    error = failure(f"const long = '{'x' * 100_000}';" + script, tmp_path)
    assert said in str(error)
    assert "\n" not in str(error)
    assert len(str(error)) < LONGEST_LINE + 200
    [log] = re.findall(r"\(all of it: (.+)\)$", str(error))
    assert Path(log).parent == cache
    text = Path(log).read_text(encoding="utf-8")
    assert error.output in text
    assert "script.mjs" in text.splitlines()[0]


def test_a_long_line_is_cut(tmp_path: Path) -> None:
    """A last line that is a megabyte of code is shown in part; the file has it whole."""
    error = failure("console.error('x'.repeat(1e6)); process.exit(1)", tmp_path)
    assert len(str(error)) < LONGEST_LINE + 200
    assert len(error.output) == 1e6


def test_npm_is_understood(tmp_path: Path) -> None:
    """The reason that npm gives is shown, and neither its codes nor where its own log is."""
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NodeError, match=r'^npm: Missing script: "nothing"') as caught:
        run_npm("run", "nothing", directory=tmp_path)
    assert "\n" not in str(caught.value)


def test_what_is_not_an_error_is_not_taken_for_one() -> None:
    """A line that only begins like an error does not stand in for what a script of ours says last."""
    assert essence("RangeError: on the way\nThe registry can't be used: no such module") == (
        "The registry can't be used: no such module"
    )


def project_of(folder: Path) -> Path:
    """A folder with packages to be installed."""
    project = folder / "project"
    project.mkdir()
    (project / "package-lock.json").write_text("{}", encoding="utf-8")
    return project


def test_packages_are_installed_once_for_each_kind_of_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Meanwhile nobody else installs there, whatever cache they have. Another system has programs of its own."""
    project = project_of(tmp_path)
    installed: list[Path] = []

    def install(*_: str, directory: Path) -> None:
        monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / f"cache {len(installed)}"))
        with pytest.raises(Timeout):
            FileLock(directory / ".npm.lock", timeout=0).acquire()
        (directory / "node_modules").mkdir(exist_ok=True)
        installed.append(directory)

    monkeypatch.setattr(node, "run_npm", install)
    for system, times in (("linux-x86_64", 1), ("linux-x86_64", 1), ("linux-aarch64", 2)):
        monkeypatch.setattr(node, "get_platform", lambda system=system: system)
        install_packages(project)
        assert installed == [project] * times


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What npm would need is said in one line. Whoever runs the tests may write everywhere, so the lock refuses."""
    lock = tmp_path / "project" / ".npm.lock"

    def refuse(_: Path) -> FileLock:
        raise PermissionError(EACCES, "Permission denied", str(lock))

    monkeypatch.setattr(node, "FileLock", refuse)
    with pytest.raises(BuildError, match=re.escape(f"npm has to install packages, but {lock} can't be written")):
        install_packages(project_of(tmp_path))
