"""Checks the types of the page's code: `python -m site_plugins.simulator.lint`."""

import sys

from site_plugins.simulator.bundle import typecheck
from site_plugins.simulator.cache import BuildError

if __name__ == "__main__":
    try:
        typecheck()
    except BuildError as error:
        sys.exit(str(error))
