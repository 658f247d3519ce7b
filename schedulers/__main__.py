"""``python -m schedulers training.yaml``: see `schedulers.command_line`."""

import sys

from schedulers.command_line.entry import main

sys.exit(main())
