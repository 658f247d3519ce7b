"""Where the inputs lie that people reported."""

from pathlib import Path

REPORTED = Path(__file__).parents[1] / "schedulers" / "reading" / "reported"
"""A folder of configurations, numbered in their order."""
