"""Builds what is released: a wheel and an sdist, with everything inside that a site would need Node.js or npm for."""

import shutil
import subprocess
import sys
from pathlib import Path

from schedulers.registry import own
from schedulers.stepping.without_torch import without_torch
from schedulers.writing.example import example_yaml
from site_plugins.cache import BuildError
from site_plugins.simulator.machine_code.splitting import split_runtime
from site_plugins.simulator.python.prerendering import prerender
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.python.runtime import chosen_start, prepare_runtime
from site_plugins.simulator.toolchain.bundle import SHIPPED, bundle

ROOT = Path(__file__).parent.parent


def ship() -> None:
    """Put the page's bundle, the browser's Python and the answers of the examples beside the page's assets."""
    shutil.rmtree(SHIPPED, ignore_errors=True)
    runtime = split_runtime() if chosen_start() == "snapshot" else prepare_runtime()
    examples = {name: example_yaml(name, complete=True) for name in own().schedulers}
    project = prepare_project(runtime)
    made = [bundle().directory, runtime.directory, project.directory, prerender(examples, runtime, project)]
    for directory in made:
        shutil.copytree(directory, SHIPPED / directory.name, dirs_exist_ok=True)


if __name__ == "__main__":
    try:
        with without_torch():
            ship()
    except BuildError as error:
        sys.exit(str(error))
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    sys.exit(subprocess.run([sys.executable, "-m", "hatchling", "build"], cwd=ROOT, check=False).returncode)
