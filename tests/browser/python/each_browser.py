"""Launches one browser after the other: Chromium, and once a week Firefox."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import launch_options
from tests.browser.firefox import launch_firefox
from tests.support.budget import once_a_week

BROWSERS = ["chromium", pytest.param("firefox", marks=once_a_week("Chromium"))]


def launch(name: str, playwright: Playwright, directory: Path) -> Browser:
    """Launch the browser of that name, whose own files may go into ``directory``."""
    if name == "chromium":
        return playwright.chromium.launch(**launch_options())
    return launch_firefox(playwright, directory)
