"""``python -m schedulers training.yaml``: see `schedulers.command_line`."""

import sys

from schedulers.command_line.main import main

if __name__ == "__main__":
    sys.exit(main())
