"""Takes the README's picture of the simulator: `python3 -m nox -s picture`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import MISSING, find_chromium, needs_no_sandbox  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.browser.simulator import Simulator  # noqa: E402
from tests.sites.building import build_site  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "simulator.png"

if __name__ == "__main__":
    program = find_chromium() or sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_site(Path(folder), url="http://127.0.0.1/")
        arguments = ["--no-sandbox"] if needs_no_sandbox() else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 820}, device_scale_factor=1.5)
        with serving(site) as server:
            simulator = Simulator(page, server.url).open().wait_until_ready()
            simulator.replace_text((ROOT / "tests" / "reference" / "cosine.yaml").read_text(encoding="utf-8"))
            expect(simulator.notes).to_have_count(2)
            page.mouse.move(840, 350)
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURE)
        browser.close()
