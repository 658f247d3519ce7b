"""``python -m schedulers.demo``: see `schedulers.demo`."""

import os
import sys

# Gradio and what it brings read these when they are imported: nothing is to be told to anybody.
os.environ |= {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"}

from schedulers.demo.server import main

if __name__ == "__main__":
    sys.exit(main())
