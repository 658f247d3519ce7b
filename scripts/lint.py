"""Checks what Python's own tools don't: the types of the page's code, and the GitHub workflows with actionlint."""

import sys
from pathlib import Path

from site_plugins.cache import BuildError
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import NodeError, install_packages, run_node, run_npm

ROOT = Path(__file__).parent.parent
LINTER = ROOT / "scripts" / "workflows"

if __name__ == "__main__":
    try:
        for project in (ASSETS, LINTER):
            install_packages(project)
        run_npm("run", "--silent", "typecheck", directory=ASSETS)
        workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
        run_node("lint.mjs", *map(str, workflows), directory=LINTER)
    except NodeError as error:
        sys.exit(error.output)
    except BuildError as error:
        sys.exit(str(error))
